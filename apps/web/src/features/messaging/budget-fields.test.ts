import { describe, expect, it } from "vitest";
import { dollarsText, parseDollars, readFields } from "./budget-fields";

describe("dollars that are typed", () => {
  it.each([
    ["5", 5_000_000],
    [" $1,250.50 ", 1_250_500_000],
    ["0.29", 290_000],
    ["", null],
    ["  ", null],
    ["-5", undefined],
    ["1e3", undefined],
    ["5.123", undefined],
    ["five", undefined],
  ])("%j are %j micro-dollars", (text, value) => {
    expect(parseDollars(text)).toBe(value);
  });

  it("come back as they were", () => {
    for (const text of ["5", "12.50", "0.29", "1000000"]) {
      expect(dollarsText(parseDollars(text) ?? undefined)).toBe(text);
    }
    expect(dollarsText(undefined)).toBe("");
  });
});

describe("the fields of a budget", () => {
  it("may each be empty", () => {
    expect(readFields({ daily: "", monthly: "20" })).toEqual({ ok: true, daily: null, monthly: 20_000_000 });
  });

  it.each([
    [{ daily: "much", monthly: "" }, "daily", /daily budget in dollars/],
    [{ daily: "1", monthly: "0" }, "monthly", /monthly budget must be an amount/],
    [{ daily: "2", monthly: "1" }, "daily", /must not be more than the monthly/],
  ] as const)("%j are refused at the field that is wrong", (fields, field, message) => {
    expect(readFields(fields)).toEqual({
      ok: false,
      problem: { field, message: expect.stringMatching(message) },
    });
  });
});
