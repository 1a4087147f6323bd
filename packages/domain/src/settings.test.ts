import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_SETTINGS,
  orderProblems,
  renderSettingsTable,
  resolveSettings,
  SETTING_KEYS,
  SETTINGS,
  settingProblem,
  shortestDeadlineMs,
  stageDeadlineMs,
} from "./settings";

describe("settings", () => {
  it("have the defaults of the specification", () => {
    expect(DEFAULT_SETTINGS).toMatchObject({
      EVENT_RETENTION_DAYS: 30,
      HOURLY_SNAPSHOT_RETENTION_DAYS: 7,
      DAILY_SNAPSHOT_RETENTION_DAYS: 90,
      FAILURE_RATE_WARNING_THRESHOLD: 0.1,
      FAILURE_RATE_CRITICAL_THRESHOLD: 0.25,
      LATENCY_WARNING_MULTIPLIER: 2,
      QUEUE_DEPTH_WARNING: 50,
      DISAMBIGUATION_BACKLOG_WARNING: 100,
      INACTIVITY_TIMEOUT_MINUTES: 60,
      RETRY_LIMIT_PER_HOUR: 10,
      BREAKER_FAILURE_THRESHOLD: 5,
      BREAKER_WINDOW_SECONDS: 300,
      BREAKER_COOL_DOWN_SECONDS: 60,
      MATCH_AUTO_THRESHOLD: 0.9,
      AUTO_APPLY_THRESHOLD: 0.85,
      DRAFT_EXPIRY_DAYS: 7,
    });
  });

  it("have defaults that are allowed and do not contradict each other", () => {
    for (const key of SETTING_KEYS) expect(settingProblem(key, SETTINGS[key].default)).toBeUndefined();
    expect(orderProblems(DEFAULT_SETTINGS)).toEqual([]);
    expect(resolveSettings({})).toEqual({ settings: DEFAULT_SETTINGS, problems: [] });
  });

  it.each([
    ["QUEUE_DEPTH_WARNIN", 5, 'There is no setting "QUEUE_DEPTH_WARNIN".'],
    ["toString", 5, 'There is no setting "toString".'],
    ["QUEUE_DEPTH_WARNING", "5", "Queue depth warning must be a number between 1 and 100,000."],
    [
      "QUEUE_DEPTH_WARNING",
      5.5,
      "Queue depth warning must be a whole number between 1 and 100,000; it is 5.5.",
    ],
    ["MATCH_MARGIN", 1.5, "Match margin must be between 0 % and 100 %; it is 150 %."],
    ["MATCH_MARGIN", Number.NaN, "Match margin must be a number between 0 % and 100 %."],
  ])("refuse %s = %s and say what is wanted", (key, value, message) => {
    expect(settingProblem(key, value)).toEqual({ key, message });
    expect(resolveSettings({ [key]: value })).toEqual({
      settings: DEFAULT_SETTINGS,
      problems: [{ key, message }],
    });
  });

  it("refuse a warning above its critical threshold and let the defaults of both hold", () => {
    const { settings, problems } = resolveSettings({
      FAILURE_RATE_WARNING_THRESHOLD: 0.5,
      QUEUE_DEPTH_WARNING: 7,
    });
    expect(problems).toEqual([
      {
        key: "FAILURE_RATE_WARNING_THRESHOLD",
        message:
          '"Failure rate warning threshold" (50 %) must not exceed "Failure rate critical threshold" (25 %).',
      },
    ]);
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, QUEUE_DEPTH_WARNING: 7 });
  });

  it("give a usable set whatever is stored", () => {
    const anything = fc.dictionary(
      fc.constantFrom(...SETTING_KEYS, "unknown"),
      fc.oneof(fc.double(), fc.integer({ min: 0, max: 1000 }), fc.double({ min: 0, max: 1 }), fc.string()),
    );
    fc.assert(
      fc.property(anything, (overrides) => {
        const { settings } = resolveSettings(overrides);
        for (const key of SETTING_KEYS) expect(settingProblem(key, settings[key])).toBeUndefined();
        expect(orderProblems(settings)).toEqual([]);
      }),
    );
  });

  it("give deadlines in milliseconds", () => {
    expect(stageDeadlineMs(DEFAULT_SETTINGS, "transcription")).toBe(600_000);
    expect(shortestDeadlineMs(DEFAULT_SETTINGS)).toBe(120_000);
  });

  it("are documented in docs/settings.md", async () => {
    await expect(renderSettingsTable()).toMatchFileSnapshot("../../../docs/settings.md");
  });
});
