import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_BODY_LENGTH, splitBody } from "./outbound";

/** Without half of a character anywhere. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

const line = fc.string({ unit: "grapheme", maxLength: 200 }).map((text) => text.replace(/[\n ]/g, "x"));
const body = fc
  .array(fc.tuple(line, fc.constantFrom("\n", " ", "")), { maxLength: 40 })
  .map((parts) => parts.flat().join(""));

test("a body is split into parts that are short enough, and nothing but a gap at a cut is lost", () => {
  fc.assert(
    fc.property(body, (text) => {
      const parts = splitBody(text);
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(MAX_BODY_LENGTH);
        // No character is cut in two.
        if (isWellFormed(text)) expect(isWellFormed(part)).toBe(true);
      }
      const solid = (value: string) => value.replace(/[\n ]/g, "");
      expect(solid(parts.join(""))).toBe(solid(text));
    }),
  );
});

test("a short body is one part, also an empty one", () => {
  expect(splitBody("")).toEqual([""]);
  expect(splitBody("x".repeat(MAX_BODY_LENGTH))).toHaveLength(1);
  expect(splitBody("x".repeat(MAX_BODY_LENGTH + 1))).toHaveLength(2);
});

test("a long word of emoji is cut between two of them", () => {
  const parts = splitBody("👩".repeat(MAX_BODY_LENGTH));
  expect(parts.every(isWellFormed)).toBe(true);
  expect(parts.join("")).toBe("👩".repeat(MAX_BODY_LENGTH));
});
