import { expect, it } from "vitest";
import { describeChange } from "./describe-change";

it("says what was changed, for whom, and from what to what", () => {
  expect(
    describeChange({ kind: "setting_changed", key: "AUTO_APPLY_THRESHOLD", from: null, to: 0.9 }),
  ).toEqual({ what: "Automatic apply threshold", from: "default", to: "90 %" });
  const flag = { kind: "feature_flag_changed", key: "voice_notes_v2" } as const;
  expect(describeChange({ ...flag, scope: "platform", from: null, to: true })).toEqual({
    what: "Voice-note pipeline (v2), for everyone",
    from: "not set",
    to: "on",
  });
  expect(describeChange({ ...flag, scope: "user", scopeName: null, from: true, to: false }).what).toMatch(
    /a deleted coach$/,
  );
  expect(
    describeChange({
      kind: "auto_apply_changed",
      key: "performance",
      scope: "organization",
      scopeName: "Grange GAA",
      from: 0.85,
      to: null,
    }),
  ).toEqual({ what: "Performance, for Grange GAA", from: "85 %", to: "the setting" });
});

it("says which topics are applied without asking", () => {
  const change = { kind: "auto_apply_changed", key: "attendance", scope: "organization" } as const;
  expect(describeChange({ ...change, scopeName: "Grange GAA", from: false, to: true })).toEqual({
    what: "Attendance, for Grange GAA",
    from: "asks first",
    to: "without asking",
  });
});

it("says which model was chosen, and which price or ability of one was changed", () => {
  const chosen = { kind: "ai_model_chosen", key: "voice_transcription", scope: "platform" } as const;
  expect(describeChange({ ...chosen, from: "whisper-1", to: "gpt-4o-mini-transcribe" })).toEqual({
    what: "Transcription, for everyone",
    from: "whisper-1",
    to: "gpt-4o-mini-transcribe",
  });
  const changed = { kind: "ai_model_changed", from: null } as const;
  expect(describeChange({ ...changed, key: "whisper-1: audio_minutes from 2026-11-29", to: 7_000 })).toEqual({
    what: "whisper-1: price of a minute of audio from 2026-11-29",
    from: "none",
    to: "$0.0070",
  });
  expect(describeChange({ ...changed, key: "whisper-1: longestAudioSeconds", to: 900 })).toEqual({
    what: "whisper-1: longestAudioSeconds",
    from: "none",
    to: "900",
  });
});

it("keeps the key of what it does not know", () => {
  expect(describeChange({ kind: "setting_changed", key: "GONE", from: 1, to: null })).toEqual({
    what: "GONE",
    from: "1",
    to: "default",
  });
});
