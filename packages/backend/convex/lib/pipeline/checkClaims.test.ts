import { describe, expect, test } from "vitest";
import type { Id } from "../../_generated/dataModel";
import type { ExtractedClaim } from "../ai/extraction";
import { checkClaims, MAX_CLAIMS } from "./checkClaims";

const transcript = "Alex was quiet. I need to book the pitch, and Brian should ring Tadhg's mother.";
// An id is a string to everybody but the database.
const alexMurphy = "p1" as Id<"players">;
const roster = new Map([["p1", alexMurphy]]);

const claim = (changes: Partial<ExtractedClaim> = {}): ExtractedClaim => ({
  topic: "behavior",
  title: "Quiet",
  description: "Alex was quiet.",
  recommendedAction: null,
  sourceText: "Alex was quiet.",
  sourceStart: 0,
  sourceEnd: 15,
  sentiment: "concerned",
  severity: null,
  skillName: null,
  skillRating: null,
  timeReference: null,
  confidence: 0.9,
  mentions: [{ rawText: "Alex", mentionType: "player_name", position: 0, candidatePlayerId: "p1" }],
  assignee: null,
  assigneeName: null,
  ...changes,
});
const check = (changes: Partial<ExtractedClaim>) => checkClaims([claim(changes)], transcript, roster)[0];

describe("a claim of the model", () => {
  test("CE-006: begins as extracted", () => {
    expect(check({})?.status).toBe("extracted");
  });

  test("is kept with the exact quote and its real offsets", () => {
    expect(check({ sourceText: "alex WAS quiet", sourceStart: 40 })).toMatchObject({
      sourceText: "Alex was quiet",
      sourceStart: 0,
      sourceEnd: 14,
      status: "extracted",
    });
  });

  test("whose quote was never said is put aside with the reason", () => {
    expect(check({ sourceText: "Alex scored ten goals." })).toMatchObject({
      status: "discarded",
      discardReason: "quote_not_found",
    });
  });

  test("that says nothing, or the same again, says why it has no draft", () => {
    expect(check({ title: " ", description: "" })).toMatchObject({
      status: "discarded",
      noDraftReason: "empty_claim",
    });
    const twice = checkClaims([claim(), claim({ title: "Again" })], transcript, roster);
    expect(twice.map(({ status }) => status)).toEqual(["extracted", "merged"]);
    expect(twice[1]?.noDraftReason).toBe("duplicate_claim");
  });

  test("keeps an id of the roster and drops every other", () => {
    expect(check({})?.mentions[0]?.candidatePlayerId).toBe(alexMurphy);
    const invented = [
      { rawText: "Alex", mentionType: "player_name", position: 0, candidatePlayerId: "p999" } as const,
    ];
    expect(check({ mentions: invented })?.mentions).toEqual([
      { rawText: "Alex", mentionType: "player_name", position: 0, candidatePlayerId: undefined },
    ]);
  });

  test("names nobody who was not named, and no surname that was not said", () => {
    const mentions = ["Alex Murphy", "Fergal"].map(
      (rawText) => ({ rawText, mentionType: "player_name", position: 0, candidatePlayerId: null }) as const,
    );
    expect(check({ mentions })?.mentions.map((mention) => mention.rawText)).toEqual(["Alex"]);
  });

  test("rates skills from 1 to 5 only", () => {
    expect(check({ skillRating: 4 })?.skillRating).toBe(4);
    expect(check({ skillRating: 40 })?.skillRating).toBeUndefined();
    expect(check({ skillRating: null })?.skillRating).toBeUndefined();
  });

  test("that is a todo is the recording coach's, a named coach's, or nobody's", () => {
    const todo = { topic: "todo", sourceText: "I need to book the pitch", mentions: [] } as const;
    expect(check({ ...todo, mentions: [], assignee: "recording_coach" })?.forRecordingCoach).toBe(true);
    expect(check({ ...todo, mentions: [] })?.forRecordingCoach).toBe(false);
    const named = check({
      topic: "todo",
      sourceText: "Brian should ring Tadhg's mother",
      mentions: [],
      assignee: "named_coach",
      assigneeName: "Brian",
    });
    expect(named).toMatchObject({
      forRecordingCoach: false,
      mentions: [{ rawText: "Brian", mentionType: "coach_name" }],
    });
  });

  test("is one of a bounded number", () => {
    const many = Array.from({ length: MAX_CLAIMS + 50 }, () => claim());
    expect(checkClaims(many, transcript, roster)).toHaveLength(MAX_CLAIMS);
  });
});
