import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findNames } from "../names/find-names";
import { knownNames } from "../names/known-names";
import type { RosterPlayer } from "../names/match-mention";
import { groupOfGiven, type NameInNote } from "../names/name-in-note";
import { foldText } from "../names/normalize";
import { type NoteMention, noteResolver } from "../names/resolve-note";
import { wordsOf } from "../text/words";
import { CLAIM_TOPICS, MENTION_TYPES } from "../vocabulary/notes";
import { type CheckedClaim, checkClaims, MAX_CLAIMS } from "./check-claims";
import type { ExtractedClaim } from "./extracted";

const NAMES = ["Seán", "Sean", "Alex", "Emma", "Aoife", "Danny", "May"];
const SURNAMES = ["Byrne", "Kelly", "Murphy", "O'Brien", "Gilhooly"];
const WORDS = [
  "scored",
  "hurt",
  "his",
  "knee",
  "was",
  "late",
  "no sorry",
  "not",
  "and",
  "the lads",
  "from the U14s",
  "he",
  "in May",
  "U12 Gold",
];
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 2, arbitrary: fc.constantFrom(...NAMES) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...SURNAMES))
      .map((name) => name.join(" ")),
  },
  { weight: 1, arbitrary: fc.constantFrom(".", "!", ",", "\n", "’s") },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(" "));

/** A quote is taken from the note, shortened, or made up. */
const quoteOf = (transcript: string) =>
  fc.oneof(
    text,
    fc
      .tuple(fc.nat(transcript.length), fc.nat(80))
      .map(([from, length]) => transcript.slice(from, from + length)),
    fc
      .tuple(fc.nat(transcript.length), fc.nat(40), fc.nat(40))
      .map(
        ([from, a, b]) =>
          `${transcript.slice(from, from + a)} … ${transcript.slice(from + a + 20, from + a + 20 + b)}`,
      ),
  );
const mention = fc.record({
  rawText: fc.oneof(piece, fc.constantFrom(...NAMES)),
  mentionType: fc.constantFrom(...MENTION_TYPES),
  position: fc.integer({ min: -10, max: 10_000 }),
  candidatePlayerId: fc.option(fc.constantFrom("p1", "p2", "p99", "k57"), { nil: null }),
});
const claimAbout = (transcript: string): fc.Arbitrary<ExtractedClaim> =>
  fc.record({
    topic: fc.constantFrom(...CLAIM_TOPICS),
    title: text,
    description: text,
    recommendedAction: fc.option(text, { nil: null }),
    sourceText: quoteOf(transcript),
    sourceStart: fc.integer({ min: -10, max: 10_000 }),
    sourceEnd: fc.integer({ min: -10, max: 10_000 }),
    sentiment: fc.constantFrom("positive", "neutral", "negative", "concerned"),
    severity: fc.option(fc.constantFrom("low", "medium", "high", "critical"), { nil: null }),
    skillName: fc.option(text, { nil: null }),
    skillRating: fc.option(fc.integer({ min: -3, max: 99 }), { nil: null }),
    timeReference: fc.option(text, { nil: null }),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    mentions: fc.array(mention, { maxLength: 4 }),
    assignee: fc.option(fc.constantFrom("recording_coach", "named_coach"), { nil: null }),
    assigneeName: fc.option(text, { nil: null }),
  });
const noteAndAnswer = text.chain((transcript) =>
  fc.record({
    transcript: fc.constant(transcript),
    claims: fc.array(claimAbout(transcript), { maxLength: 8 }),
  }),
);

const ROSTER: RosterPlayer[] = [
  { playerId: "sean", firstName: "Seán", lastName: "Byrne", teamIds: ["u12"] },
  { playerId: "alex-m", firstName: "Alex", lastName: "Murphy", teamIds: ["u12"] },
  { playerId: "emma", firstName: "Emma", lastName: "O'Brien", teamIds: ["u12"] },
  { playerId: "daniel", firstName: "Daniel", lastName: "Kelly", teamIds: ["u12"] },
  { playerId: "may", firstName: "May", lastName: "Kelly", teamIds: ["u12"] },
];
const TEAMS = [{ teamId: "u12", name: "U12 Gold", ageGroup: "U12" }];
const HANDLES = new Map(ROSTER.map(({ playerId }, index) => [`p${index + 1}`, playerId]));

const answerOf = (transcript: string, claims: readonly ExtractedClaim[]): CheckedClaim[] =>
  checkClaims({
    transcript,
    parts: [{ start: 0, claims }],
    playerOf: (handle) => HANDLES.get(handle ?? ""),
    teamNames: ["U12 Gold"],
  });

/** Kept, or the repetition of one before it, or empty; placed in the note, or marked. */
function expectKept(claim: CheckedClaim, before: readonly CheckedClaim[], transcript: string): void {
  if (claim.status === "discarded") expect(claim.noDraftReason).toMatch(/^(?:duplicate|empty)_claim$/);
  if (claim.noDraftReason === "duplicate_claim") {
    const repeats = before.some(
      ({ topic, title, description }) =>
        topic === claim.topic && (title === claim.title || description === claim.description),
    );
    expect(repeats).toBe(true);
  }
  if (claim.quoteMatch !== "exact" && claim.status === "extracted") expect(claim.reviewReason).toBeDefined();
  if (claim.quoteMatch !== "missing") expect(transcript).toContain(claim.sourceText.replace(/…$/, ""));
  for (const { rawText, position, candidatePlayerId } of claim.mentions) {
    expect(transcript.slice(position, position + rawText.length)).toBe(rawText);
    if (candidatePlayerId) expect([...HANDLES.values()]).toContain(candidatePlayerId);
  }
}

const namesOf = (claims: readonly CheckedClaim[]): NoteMention[] =>
  claims.flatMap(({ mentions, quoteMatch, quoteSegments, sourceStart: start, sourceEnd: end }) => {
    const segments = quoteMatch === "missing" ? [] : (quoteSegments ?? [{ start, end }]);
    return mentions
      .filter(({ mentionType }) => mentionType === "player_name")
      .map(({ rawText, position }) => ({ rawText, position, quote: { match: quoteMatch, segments } }));
  });

/** It is this player's name, and the note names nobody else of that first name in full. */
function expectRight(playerId: string, { position }: NoteMention, names: readonly NameInNote[]): void {
  const player = ROSTER.find((each) => each.playerId === playerId);
  const given = groupOfGiven(foldText(player?.firstName ?? ""));
  const here = names.find(({ start, end }) => start <= position && end > position);
  expect(here && groupOfGiven(here.given[0] ?? "")).toBe(given);
  if (here && here.family.length > 0) return;
  for (const { given: first, family } of names) {
    if (first.length === 0 || family.length === 0 || groupOfGiven(first[0] ?? "") !== given) continue;
    expect(family.join("")).toBe(foldText(player?.lastName ?? "").replaceAll(" ", ""));
  }
}

describe("2,000 random notes and answers", () => {
  it("lose nothing, link nobody wrong, and end each claim and name with an outcome", () => {
    let linked = 0;
    fc.assert(
      fc.property(noteAndAnswer, ({ transcript, claims }) => {
        const checked = answerOf(transcript, claims);
        expect(checked).toHaveLength(Math.min(claims.length, MAX_CLAIMS));
        for (const [index, claim] of checked.entries()) {
          expectKept(claim, checked.slice(0, index), transcript);
        }
        const mentions = namesOf(checked);
        const resolve = noteResolver({ transcript, mentions, roster: ROSTER, teams: TEAMS });
        const names = findNames(wordsOf(transcript), knownNames(ROSTER, ["U12 Gold"]));
        for (const mention of mentions) {
          const outcome = resolve(mention);
          if (outcome.status !== "linked") {
            expect(outcome.askReason).toBeDefined();
            expect(outcome.candidates.length === 0).toBe(outcome.status === "unresolved");
            continue;
          }
          linked += 1;
          expectRight(outcome.playerId, mention, names);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(linked).toBeGreaterThan(50);
  }, 180_000);
});
