import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLAIM_TOPICS } from "../vocabulary/notes";
import { numberEntries, type Summary, summary } from "./summary";
import { clip, formatNumbers, joinWith, messageDefaults } from "./text";

const mixed: Summary = {
  organizationName: "Grange GAA",
  pending: numberEntries([
    { topic: "performance", subject: "Emma Walsh", text: "Brilliant in goal" },
    { topic: "injury", subject: "Seán Murphy", text: "Hamstring is tight again" },
  ]),
  saved: [{ topic: "attendance", subject: "Luke Doyle", text: "Was there" }],
  unmatched: [
    { spokenText: "Alex", candidates: ["Alex Murphy", "Alex Walsh"] },
    { spokenText: "Zebedee", candidates: [] },
  ],
};

describe("summary", () => {
  it("WA-INSIGHT-002, TC-WA-084, TC-WA-096: injuries first, what was saved, and the names that are open", () => {
    expect(summary(mixed).text).toBe(
      [
        "Your note for Grange GAA: 2 to confirm.",
        "1. Injury - Seán Murphy: Hamstring is tight again",
        "2. Performance - Emma Walsh: Brilliant in goal",
        "Saved:",
        "- Attendance - Luke Doyle: Was there",
        "Names I could not match:",
        '- "Alex": Alex Murphy or Alex Walsh?',
        '- "Zebedee": not on your teams',
        "Reply CONFIRM to save all of these, CONFIRM 1 to save only that one, CANCEL to drop them, SNOOZE 2H to be asked later.",
        "To name a player reply: Alex = Alex Murphy",
      ].join("\n"),
    );
    expect(summary(mixed).numbers).toEqual([1, 2]);
    expect(summary({ ...mixed, canSnooze: false }).text).not.toContain("SNOOZE");
  });

  it("says so where there is nothing to confirm, or nothing at all", () => {
    const nothing: Summary = { pending: [], saved: [], unmatched: [] };
    expect(summary(nothing).text).toBe("Your note: nothing to save from it.");
    expect(summary({ ...mixed, pending: [], unmatched: [] }).text).toContain("1 saved, nothing to confirm");
    expect(summary({ ...mixed, pending: [], saved: [] }).text).toContain("need your help with a name");
    expect(summary({ ...mixed, reminder: true }).text).toMatch(/^Reminder: your note for Grange GAA/);
  });

  const anyText = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 400 }),
    fc.constant("lorem ipsum ".repeat(60)),
  );
  const entry = fc.record({
    topic: fc.constantFrom(...CLAIM_TOPICS),
    subject: fc.option(anyText, { nil: undefined }),
    text: anyText,
  });
  const name = fc.record({ spokenText: anyText, candidates: fc.array(anyText, { maxLength: 5 }) });

  it("fits one message, keeps the numbers, and reports exactly those that it shows", () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 40 }),
        fc.array(entry, { maxLength: 30 }),
        fc.array(name, { maxLength: 20 }),
        (pending, saved, unmatched) => {
          const numbered = numberEntries(pending);
          const { text, numbers } = summary({ pending: numbered, saved, unmatched });
          expect(text.length).toBeLessThanOrEqual(messageDefaults.maxCharacters);
          expect(() => encodeURIComponent(text)).not.toThrow();
          // Shown are the first of them, without a gap, each on a line of its own.
          expect(numbers).toEqual(numbered.slice(0, numbers.length).map(({ number }) => number));
          const shown = text.split("\n").flatMap((line) => /^(\d+)\. \w/.exec(line)?.[1] ?? []);
          expect(shown.map(Number)).toEqual(numbers);
          if (pending.length > 0) {
            expect(numbers.length).toBeGreaterThan(0);
            expect(text).toContain("Reply CONFIRM");
          }
          if (numbers.length < pending.length)
            expect(text).toContain(`${pending.length - numbers.length} more`);
          if (unmatched.length > 0) expect(text).toContain("Names I could not match:");
        },
      ),
      { numRuns: 300 },
    );
  });

  it("WA-INSIGHT-002: puts no other topic before an injury, and keeps the order of the note otherwise", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CLAIM_TOPICS)), (topics) => {
        const numbered = numberEntries(topics.map((topic, index) => ({ topic, index })));
        expect(numbered.map(({ number }) => number)).toEqual(topics.map((_, index) => index + 1));
        const lastInjury = numbered.findLastIndex(({ topic }) => topic === "injury");
        expect(numbered.slice(0, lastInjury + 1).every(({ topic }) => topic === "injury")).toBe(true);
        const others = numbered.filter(({ topic }) => topic !== "injury").map(({ index }) => index);
        expect(others).toEqual([...others].sort((a, b) => a - b));
      }),
    );
  });
});

describe("text", () => {
  it("clips between words and never within a character", () => {
    expect(clip("Seán was very good", 12)).toBe("Seán was…");
    expect(clip("😀😀😀", 4)).toBe("😀…");
    expect(clip("short", 5)).toBe("short");
  });

  it("lists numbers as CONFIRM takes them, and words", () => {
    expect(formatNumbers([5, 1, 2, 3, 7, 8])).toBe("1-3, 5, 7, 8");
    expect(joinWith("or", ["a", "b", "c"])).toBe("a, b or c");
    expect(joinWith("and", [])).toBe("");
  });
});
