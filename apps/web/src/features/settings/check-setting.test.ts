import { SETTINGS } from "@voice-flow/domain/settings";
import { expect, it } from "vitest";
import { checkInput } from "./check-setting";
import { inGroups, matching, type ShownSetting } from "./stored-settings";

const check = (key: keyof typeof SETTINGS, text: string, others = {}) =>
  checkInput({ key, definition: SETTINGS[key] }, text, others);

it("takes what is typed in the unit of the input", () => {
  expect(check("FAILURE_RATE_WARNING_THRESHOLD", "12")).toEqual({ value: 0.12 });
  expect(check("MEDIA_MAX_BYTES", "8")).toEqual({ value: 8 * 1024 * 1024 });
});

it("says in words what is wrong, alone and beside the others", () => {
  expect(check("QUEUE_DEPTH_WARNING", "many")).toEqual({
    problem: "Queue depth warning must be a number between 1 and 100,000.",
  });
  expect(check("QUEUE_DEPTH_WARNING", "0")).toMatchObject({ problem: expect.stringContaining("it is 0") });
  expect(check("FAILURE_RATE_WARNING_THRESHOLD", "30")).toMatchObject({
    problem: expect.stringContaining("must not exceed"),
  });
  // What staff have set counts, not the default.
  const others = { FAILURE_RATE_CRITICAL_THRESHOLD: 0.4 };
  expect(check("FAILURE_RATE_WARNING_THRESHOLD", "30", others)).toEqual({ value: 0.3 });
});

const setting = (key: keyof typeof SETTINGS, label: string, isSet: boolean): ShownSetting => ({
  key,
  label,
  value: SETTINGS[key].default,
  definition: SETTINGS[key],
  isSet,
});

it("finds settings by any words of name, meaning and group", () => {
  const all = [
    setting("QUEUE_DEPTH_WARNING", "Queue depth warning", true),
    setting("EVENT_RETENTION_DAYS", "Event retention", false),
  ];
  const found = (search: string, onlySet = false) => matching(all, { search, onlySet }).map(({ key }) => key);
  expect(found("")).toHaveLength(2);
  expect(found("warning QUEUE")).toEqual(["QUEUE_DEPTH_WARNING"]);
  expect(found("event_retention")).toEqual(["EVENT_RETENTION_DAYS"]);
  expect(found("kept")).toEqual(["EVENT_RETENTION_DAYS"]);
  expect(found("nothing like it")).toEqual([]);
  expect(found("", true)).toEqual(["QUEUE_DEPTH_WARNING"]);
  expect(inGroups(all).map(({ group }) => group)).toEqual(["alerts", "retention"]);
});
