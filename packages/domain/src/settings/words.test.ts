import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SETTING_KEYS, SETTINGS } from "../settings";
import type { SettingUnit } from "./definition";
import { formatRange, formatSetting, fromInput, settingLabel, toInput } from "./words";

describe("settings in words", () => {
  it("have labels of their own", () => {
    expect(settingLabel("FAILURE_RATE_WINDOW_MINUTES")).toBe("Failure rate window");
    expect(settingLabel("MEDIA_MAX_BYTES")).toBe("Media maximum");
    const labels = SETTING_KEYS.map(settingLabel);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it.each<[number, SettingUnit, string]>([
    [0.85, "share", "85 %"],
    [0.035, "share", "3.5 %"],
    [2, "multiplier", "2×"],
    [10_000, "count", "10,000"],
    [50_000_000, "micro-dollars", "$50"],
    [1, "micro-dollars", "$0.000001"],
    [16_777_216, "bytes", "16 MiB"],
    [1024, "bytes", "1 KiB"],
    [1, "words", "1 word"],
    [20, "characters", "20 characters"],
    [250, "ms", "250 ms"],
    [1000, "ms", "1 second"],
    [900_000, "ms", "15 minutes"],
    [90, "seconds", "1 minute 30 seconds"],
    [100, "seconds", "1 minute 40 seconds"],
    [86_400, "seconds", "24 hours"],
    [60, "minutes", "1 hour"],
    [168, "hours", "7 days"],
    [1, "days", "1 day"],
    [30, "days", "30 days"],
  ])("%s %s is %s", (value, unit, text) => {
    expect(formatSetting(value, unit)).toBe(text);
  });

  it("say their range", () => {
    expect(formatRange(SETTINGS.AUTO_APPLY_THRESHOLD)).toBe("50 % to 100 %");
  });

  it.each<[string, SettingUnit, boolean, number | undefined]>([
    ["85", "share", false, 0.85],
    ["87,5", "share", false, 0.875],
    ["1.5", "bytes", true, 1_572_864],
    ["0.5", "micro-dollars", true, 500_000],
    [" 30 ", "seconds", true, 30],
    ["1.5", "count", true, 1.5],
    ["-1", "count", true, -1],
    ["", "count", true, undefined],
    ["ten", "count", true, undefined],
    ["1e400", "count", true, Number.POSITIVE_INFINITY],
    ["0x10", "count", true, undefined],
  ])("read %s %s", (text, unit, integer, value) => {
    expect(fromInput(text, { unit, integer })).toBe(value);
  });

  it("are read as they were written", () => {
    fc.assert(
      fc.property(fc.constantFrom(...SETTING_KEYS), fc.double({ min: 0, max: 1, noNaN: true }), (key, at) => {
        const { min, max, integer, unit } = SETTINGS[key];
        const exact = min + (max - min) * at;
        const value = integer ? Math.round(exact) : Number(exact.toFixed(6));
        expect(fromInput(toInput(value, unit), SETTINGS[key])).toBe(value);
      }),
    );
  });
});
