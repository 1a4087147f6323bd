import { expect, it } from "vitest";
import { changeInWords } from "./change-in-words";

it("says the direction, and what it is compared with", () => {
  expect(changeInWords(0.25, 12)).toBe("+25 % on yesterday by now (12)");
  expect(changeInWords(-0.5, 4)).toBe("-50 % on yesterday by now (4)");
  expect(changeInWords(0, 3)).toBe("as many as yesterday by now (3)");
});

it("divides by nothing: a day before without notes is said to be one", () => {
  expect(changeInWords(null, 0)).toBe("none yesterday by this time");
});
