import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DecidedClaim, type DecidedNote, labelledFromDecisions } from "./decided-note";
import { handleOf } from "./handles";

const TEXT =
  "Sean Byrne's hamstring is tight again. Aoife was brilliant in goal, her mam Bernie rang me on 087 123 4567. Pat has the bibs. Sean should rest.";
const place = (said: string, from = 0) => {
  const start = TEXT.indexOf(said, from);
  return { start, end: start + said.length };
};

const claim = (changes: Partial<DecidedClaim>): DecidedClaim => ({
  topic: "injury",
  outcome: "confirmed",
  quote: place("hamstring is tight again"),
  said: place("Sean Byrne"),
  playerId: "db-sean",
  assignee: "nobody",
  ...changes,
});

const note = (claims: readonly DecidedClaim[]): DecidedNote => ({
  id: "decided-1",
  source: "typed",
  noteType: "training",
  text: TEXT,
  players: [
    { playerId: "db-sean", firstName: "Seán", lastName: "Byrne", teamIds: ["db-team"] },
    { playerId: "db-aoife", firstName: "Aoife", lastName: "Kelly", teamIds: ["db-team"] },
    { playerId: "db-cian", firstName: "Cian", lastName: "Doyle", teamIds: ["db-team"] },
  ],
  coaches: [{ userId: "db-pat", firstName: "Pat", lastName: "Kenny" }],
  coachUserId: "db-pat",
  teams: [{ teamId: "db-team", name: "U12 Gold", ageGroup: "U12" }],
  claims,
});

const NAMES = [
  "Sean",
  "Seán",
  "Byrne",
  "Aoife",
  "Kelly",
  "Cian",
  "Doyle",
  "Bernie",
  "Pat",
  "Kenny",
  "087",
  "db-",
];

describe("a decided note", () => {
  it("holds no name, no number and no id of the deployment", () => {
    const labelled = JSON.stringify(labelledFromDecisions(note([claim({})])));
    expect(NAMES.filter((name) => labelled.includes(name))).toEqual([]);
    expect(labelled).toContain("U12 Gold");
    expect(labelled).toContain("hamstring is tight again");
  });

  it("calls one child by one handle, on the roster and in the text", () => {
    const { text, roster, expected } = labelledFromDecisions(note([claim({})]));
    const sean = roster.players.find((player) => player.playerId === "player-1")?.firstName ?? "";
    expect(text.match(new RegExp(`\\b${sean}\\b`, "g"))).toHaveLength(2);
    expect(expected).toEqual([
      expect.objectContaining({
        topics: ["injury"],
        subject: { kind: "player", playerId: "player-1", said: sean },
      }),
    ]);
    for (const word of expected[0]?.words ?? []) expect(text).toContain(word);
  });

  it.each<[DecidedClaim["outcome"], { expected: number; allowed: number; forbidden: number }]>([
    ["confirmed", { expected: 1, allowed: 0, forbidden: 0 }],
    ["corrected", { expected: 1, allowed: 0, forbidden: 0 }],
    ["open", { expected: 0, allowed: 1, forbidden: 0 }],
    ["rejected", { expected: 0, allowed: 0, forbidden: 1 }],
    ["undone", { expected: 0, allowed: 0, forbidden: 1 }],
  ])("%s", (outcome, counts) => {
    const labelled = labelledFromDecisions(note([claim({ outcome })]));
    const { expected, allowed, forbidden } = labelled;
    expect({ expected: expected.length, allowed: allowed.length, forbidden: forbidden.length }).toEqual(
      counts,
    );
  });

  it("forbids the player whom the coach corrected, and expects the other", () => {
    const { expected, forbidden } = labelledFromDecisions(
      note([claim({ outcome: "undone" }), claim({ outcome: "corrected", playerId: "db-cian" })]),
    );
    expect(expected.map(({ subject }) => subject)).toEqual([
      expect.objectContaining({ kind: "player", playerId: "player-3" }),
    ]);
    expect(forbidden).toEqual([{ topics: ["injury"], playerId: "player-1" }]);
  });

  it("gives every person another handle", () => {
    fc.assert(
      fc.property(fc.nat(3_000), fc.nat(3_000), (a, b) => {
        expect(handleOf(a) === handleOf(b)).toBe(a === b);
      }),
    );
  });
});
