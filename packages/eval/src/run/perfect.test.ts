import { describe, expect, it } from "vitest";
import { LABELLED_NOTES } from "../labels/notes";
import { scoreNote } from "../score/note-score";
import { summarise } from "../score/summary";
import { perfectAnswer, perfectParts } from "./perfect";
import { judge } from "./product";

describe("name resolution, given perfect claims", () => {
  const scores = LABELLED_NOTES.map((note) =>
    scoreNote(note, judge(note, [{ start: 0, claims: perfectAnswer(note) }])),
  );
  const summary = summarise(scores);
  const faults = scores.flatMap(({ noteId, faults }) => faults.map((fault) => `${noteId}: ${fault}`));

  it("links no claim to the wrong child", () => {
    expect(faults.filter((fault) => fault.includes("wrong child"))).toEqual([]);
    expect(summary.wrongChild).toBe(0);
  });

  it("loses no claim, no injury and no quote", () => {
    expect(summary.missedInjuries).toBe(0);
    expect(summary.recall).toBeGreaterThan(0.985);
    expect(summary.quoteValidity).toBe(1);
  });

  it("asks seldom enough to be answered", () => {
    expect(summary.questionsPerNote).toBeLessThan(0.5);
  });
});

describe("a long note in parts, given perfect claims", () => {
  const long = LABELLED_NOTES.filter(({ text }) => text.length > 900);
  const scores = long.map((note) => ({
    whole: scoreNote(note, judge(note, [{ start: 0, claims: perfectAnswer(note) }])),
    parts: scoreNote(note, judge(note, perfectParts(note, 600, 300))),
  }));

  it("tells what stands in two parts once, loses nothing, and links nobody else", () => {
    expect(long.length).toBeGreaterThan(15);
    for (const { whole, parts } of scores) {
      expect(parts.faults.filter((fault) => /wrong child|repeated|missed: injury/.test(fault))).toEqual([]);
      expect(parts).toMatchObject({ topics: whole.topics, wrongChild: 0, repeated: 0 });
    }
  });
});
