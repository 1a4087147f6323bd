import { describe, expect, it } from "vitest";
import { AROUND_CASES } from "./around-cases";
import { MATCH_CASES, type RosterName } from "./cases";
import { NOTE_CASES } from "./note-cases";
import { resolveNote } from "./resolve-note";
import { RIVAL_CASES } from "./rival-cases";
import { SPOKEN_CASES } from "./spoken-cases";
import { markedNote, rosterOf, TEAMS } from "./testing";

const outcomeOf = (marked: string, roster: RosterName, teams = TEAMS): string => {
  const { transcript, mention } = markedNote(marked);
  const [outcome] = resolveNote({ transcript, mentions: [mention], roster: rosterOf(roster), teams });
  if (outcome?.status === "linked") return `= ${outcome.playerId}`;
  if (outcome?.status !== "ask") return "-";
  return `? ${outcome.candidates.map(({ playerId }) => playerId.replace(/#\d$/, "")).join(", ")}`;
};

const CASES = [...NOTE_CASES, ...RIVAL_CASES, ...AROUND_CASES, ...SPOKEN_CASES];

/** The names of the first table, each in a sentence of its own. */
const ALONE = MATCH_CASES.filter(([, rawText]) => /\p{L}/u.test(rawText));

describe("resolveNote", () => {
  it("has a table of at least 350 cases, each of them once", () => {
    expect(CASES.length + ALONE.length).toBeGreaterThanOrEqual(350);
    expect(new Set(CASES.map((each) => each.slice(1, 3).join("|"))).size).toBe(CASES.length);
  });

  it.each(CASES)("%s: reads %j on the roster %s as %s", (_id, note, roster, outcome) => {
    const found = outcomeOf(note, roster);
    if (outcome === "? …") expect(found).toMatch(/^\? ./);
    else expect(found).toBe(outcome);
  });

  it.each(ALONE)("%s: reads %j in a sentence, on the roster %s, as %s", (_id, rawText, roster, outcome) => {
    expect(outcomeOf(`{Tonight [${rawText}] was late.}`, roster, TEAMS.slice(0, 1))).toBe(outcome);
  });
});
