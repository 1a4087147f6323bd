import { describe, expect, it } from "vitest";
import { cleanText, numbersIn } from "./clean-text";

const clean = (text: string, said = "", max = 200) => cleanText(text, max, numbersIn(said));

describe("UN-011: what a model writes for people", () => {
  it.each([
    "Fill in the form at https://evil.example/form",
    "See www.evil.example for more",
    "See evil-physio.com/book for more",
    "Write to coach@evil.example now",
    "Ring 087 123 4567 about it",
    "Ring +353871234567 about it",
    "He is out for 6 weeks",
    "He is out for six weeks",
    "Rated 9/10",
  ])("loses what nobody said: %j", (text) => {
    const { text: kept, changed } = clean(text, "Seán's ankle is sore and he went home");
    expect(changed).toBe(true);
    expect(kept).not.toMatch(/\d|evil|@|six/);
  });

  it.each([
    ["He is out for 6 weeks", "he'll be out for six weeks"],
    ["He is out for six weeks", "he'll be out for 6 weeks"],
    ["Scored 23 points", "he scored twenty three points"],
    ["Ring 087 123 4567", "her mam's number is 087 1234567"],
    ["Scored 2-10", "he got 2-10 on his own"],
    ["The U12s trained", "the under twelves trained"],
    ["One of the lads in the second half", "a lad after the break"],
    ["Moved well (again)", "he moved well again"],
  ])("keeps %j where %j was said", (text, said) => {
    expect(clean(text, said)).toEqual({ text, changed: false });
  });

  it("is bounded, at a word, however long the answer", () => {
    const { text } = clean("word ".repeat(7_000), "", 50);
    expect(text.length).toBeLessThanOrEqual(50);
    expect(text.endsWith("word…")).toBe(true);
    expect(clean("x".repeat(32_000), "", 50).text.length).toBeLessThanOrEqual(50);
  });

  it.each(["1", "a.", "@", "1 ", "six ", "a@"])(
    "UN-012: takes 32,000 characters of %j in linear time",
    (part) => {
      const text = part.repeat(32_000 / part.length);
      const startedAt = performance.now();
      cleanText(text, 600, numbersIn(text));
      expect(performance.now() - startedAt).toBeLessThan(300);
    },
  );
});
