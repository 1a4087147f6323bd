import { describe, expect, it } from "vitest";
import { isLasting, isSameMatter } from "./same-matter";

const told = (title: string, description = "") => ({ title, description });

describe("UN-007: the same matter told again", () => {
  it.each([
    ["Sore ankle", "Ankle is sore again"],
    ["Rolled his ankle", "Ankle swollen after the match"],
    ["Left ankle sore", "Ankle still at him"],
    ["Tight hamstring", "Hammy at him again"],
    ["Not sleeping well", "Still not sleeping"],
    ["Mother asked about the bus", "The mother asked again about the bus"],
  ])("%j and %j are one", (a, b) => {
    expect(isSameMatter(told(a), told(b))).toBe(true);
  });

  it.each([
    ["Sore ankle", "Sore knee"],
    ["Left ankle sore", "Right ankle sore"],
    ["Not sleeping well", "Upset about the team"],
    ["Sore ankle", "Hit on the head"],
  ])("%j and %j are two", (a, b) => {
    expect(isSameMatter(told(a), told(b))).toBe(false);
  });

  it("covers matters that last: a goal is a new one each time", () => {
    expect([isLasting("injury"), isLasting("performance"), isLasting("attendance")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
