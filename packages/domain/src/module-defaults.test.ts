import { describe, expect, it } from "vitest";
import { duplicateDefaults } from "./duplicates";
import { transcriptDefaults } from "./hearing/judge-transcript";
import { matchDefaults } from "./names/match-mention";
import { SETTINGS, type SettingKey } from "./settings";
import { SECOND_MS } from "./time";
import { mediaDefaults } from "./webhooks/media";

/** A setting, what the module assumes where nobody passes it, and how many of the module's units one of it is. */
const rows: readonly (readonly [SettingKey, number, number])[] = [
  ["MATCH_AUTO_THRESHOLD", matchDefaults.threshold, 1],
  ["MATCH_MARGIN", matchDefaults.margin, 1],
  ["MATCH_CANDIDATE_FLOOR", matchDefaults.floor, 1],
  ["MATCH_MAX_CANDIDATES", matchDefaults.maxCandidates, 1],
  ["TRANSCRIPT_UNCERTAINTY_REJECT_SHARE", transcriptDefaults.refuseUncertainShare, 1],
  ["TRANSCRIPT_UNCERTAINTY_ASK_SHARE", transcriptDefaults.askUncertainShare, 1],
  ["TRANSCRIPT_MIN_WORDS", transcriptDefaults.askBelowWords, 1],
  ["TRANSCRIPT_SHORT_AUDIO_SECONDS", transcriptDefaults.briefSeconds, 1],
  ["TRANSCRIPT_SHORT_AUDIO_MIN_CHARACTERS", transcriptDefaults.briefCharacters, 1],
  ["DUPLICATE_TEXT_WINDOW_SECONDS", duplicateDefaults.textWindowMs, SECOND_MS],
  ["DUPLICATE_MEDIA_WINDOW_SECONDS", duplicateDefaults.mediaWindowMs, SECOND_MS],
  ["MEDIA_MAX_BYTES", mediaDefaults.maxBytes, 1],
];

describe("a module's own defaults", () => {
  it.each(rows)("agree with the setting %s", (key, ofModule, unit) => {
    expect(ofModule).toBe(SETTINGS[key].default * unit);
  });
});
