import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { halves, splitNote } from "./split-note";

describe("splitNote", () => {
  it("leaves a short note whole, and an empty one alone", () => {
    expect(splitNote("Seán scored. Emma was late.")).toEqual([
      { start: 0, text: "Seán scored. Emma was late." },
    ]);
    expect(splitNote(" \n ")).toEqual([]);
  });

  it("cuts at sentences, and begins with the end of the part before", () => {
    const note = Array.from({ length: 40 }, (_, index) => `Sentence number ${index} is here.`).join(" ");
    const parts = splitNote(note, 300, 60);
    for (const { text } of parts.slice(0, -1)) expect(text.trimEnd()).toMatch(/\.$/);
    for (const { text } of parts) expect(text).toMatch(/^Sentence/);
    expect(parts[1]?.start).toBeLessThan(parts[0]?.text.length ?? 0);
  });

  it("holds the whole note, in parts within the bound, whatever was written", () => {
    const note = fc
      .array(fc.constantFrom("word", ".", " ", "\n", "é", "Seán scored. "), { maxLength: 400 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(note, fc.integer({ min: 20, max: 200 }), (text, max) => {
        const parts = splitNote(text, max, Math.floor(max / 5));
        let covered = 0;
        for (const part of parts) {
          expect(part.text.length).toBeLessThanOrEqual(max);
          expect(part.start).toBeLessThanOrEqual(covered);
          expect(text.startsWith(part.text, part.start)).toBe(true);
          covered = part.start + part.text.length;
        }
        if (text.trim() !== "") expect(covered).toBe(text.length);
        expect(parts.length).toBeLessThanOrEqual(2 + (4 * text.length) / max);
      }),
    );
  });

  it("UN-010, D11: halves what was cut off, and says when that is no use any more", () => {
    const note = "Seán scored twice and Emma was late. ".repeat(30);
    const parts = halves({ start: 100, text: note }) ?? [];
    expect(parts.length).toBe(2);
    expect(parts[0]?.start).toBe(100);
    for (const { text } of parts) expect(text.length).toBeLessThan(note.length * 0.7);
    expect(halves({ start: 0, text: "Seán scored." })).toBeNull();
    let left = [{ start: 0, text: note }];
    let rounds = 0;
    while (left.length > 0 && rounds < 50) {
      left = left.flatMap((part) => halves(part) ?? []);
      rounds += 1;
    }
    expect(rounds).toBeLessThan(10);
  });
});
