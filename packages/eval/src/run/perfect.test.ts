import { describe, expect, it } from "vitest";
import { LABELLED_NOTES } from "../labels/notes";
import { scoreNote } from "../score/note-score";
import { summarise } from "../score/summary";
import { perfectAnswer } from "./perfect";
import { judge } from "./product";

describe("name resolution, given perfect claims", () => {
  const scores = LABELLED_NOTES.map((note) => scoreNote(note, judge(note, perfectAnswer(note))));
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
