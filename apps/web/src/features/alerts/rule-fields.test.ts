import { expect, it } from "vitest";
import { changesOf, fieldProblem, fieldValue, type ListedRule, type RuleField } from "./rule-fields";

const builtIn: ListedRule["rule"] = {
  type: "HIGH_FAILURE_RATE",
  threshold: 0.1,
  severeThreshold: 0.5,
  minSample: 5,
  raiseAfter: 1,
  resolveAfter: 3,
  hysteresisShare: 0.8,
  deduplicationMs: 1_800_000,
  windowMs: 3_600_000,
};
const rule: ListedRule = {
  ruleId: "HIGH_FAILURE_RATE",
  title: "Many notes fail",
  suggestion: "Compare the stages: the one that grew is the one to look at.",
  enabled: true,
  rule: { ...builtIn, threshold: 0.2 },
  builtIn,
  fields: [],
  rehearsable: true,
  updatedAt: undefined,
  updatedByName: undefined,
  failedAt: undefined,
  failure: undefined,
};
const typed = (fields: Partial<Record<RuleField, string>>) =>
  new Map(
    (["threshold", "windowMinutes", "minSample"] as const).flatMap((field) =>
      fields[field] === undefined ? [] : [[field, fields[field]] as const],
    ),
  );

it("shows times in minutes", () => {
  expect(fieldValue(builtIn, "windowMinutes")).toBe(60);
  expect(fieldValue(builtIn, "deduplicationMinutes")).toBe(30);
  expect(fieldValue(builtIn, "threshold")).toBe(0.1);
});

it("sends what differs alone, and lets a field that is as built in follow the settings again", () => {
  expect(changesOf(rule, typed({ threshold: "0.2", minSample: "8" }))).toEqual({ minSample: 8 });
  expect(changesOf(rule, typed({ threshold: "0.1" }))).toEqual({ threshold: null });
  expect(changesOf(rule, typed({}))).toEqual({});
});

it("says what is wrong with a field before the server does", () => {
  const field = { field: "minSample", min: 1, max: 100, integer: true } as const;
  expect(fieldProblem(field, "5")).toBeUndefined();
  expect(fieldProblem(field, "")).toMatch("number");
  expect(fieldProblem(field, "5.5")).toMatch("whole");
  expect(fieldProblem(field, "0")).toBe("Enter a number from 1 to 100.");
  expect(fieldProblem(field, "101")).toBe("Enter a number from 1 to 100.");
});
