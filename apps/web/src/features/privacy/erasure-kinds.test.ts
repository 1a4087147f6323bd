import { expect, it } from "vitest";
import { addCounts, linesOf, NO_COUNTS } from "./erasure-kinds";

it("adds steps up and says what there is, the notes first", () => {
  const total = addCounts({ ...NO_COUNTS, teams: 1, notes: 1 }, { ...NO_COUNTS, notes: 2, recordings: 1 });
  expect(linesOf(total).map(({ count, label }) => `${count} ${label}`)).toEqual([
    "3 notes mention the player",
    "1 recording",
    "1 team place",
  ]);
  expect(linesOf(NO_COUNTS)).toEqual([]);
});
