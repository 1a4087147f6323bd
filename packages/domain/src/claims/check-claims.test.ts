import { describe, expect, it } from "vitest";
import { checkClaims, MAX_CLAIMS } from "./check-claims";
import type { ExtractedClaim } from "./extracted";
import { extractionRequest } from "./request";
import { answered, named } from "./testing";

const NOTE =
  "Seán's hamstring is tight again, he pulled up in the second half. The lads trained well. U12 Gold were late.";
const injury = (sourceText: string, changes: Partial<ExtractedClaim> = {}) =>
  answered({
    topic: "injury",
    title: "Tight hamstring",
    description: "His hamstring is tight.",
    sourceText,
    mentions: [named("Seán")],
    ...changes,
  });
const check = (claims: readonly ExtractedClaim[], transcript = NOTE) =>
  checkClaims({
    transcript,
    parts: [{ start: 0, claims }],
    playerOf: (handle) => (handle === "p1" ? "sean" : undefined),
    teamNames: ["U12 Gold"],
  });

describe("checkClaims", () => {
  it("CE-006: begins every claim as extracted, at its place in the transcript", () => {
    const quote = "Seán's hamstring is tight again";
    expect(check([injury(quote)])).toMatchObject([
      { status: "extracted", sourceText: quote, sourceStart: NOTE.indexOf(quote) },
    ]);
  });

  it("UN-001, D3: keeps what was quoted inexactly, or not at all, and marks it", () => {
    const found = [
      "Seán's hamstring is tight again",
      "Seán's hamstring is tight again ... second half",
      "Seán's hamstring is tight, he pulled up in the second half",
      "Seán's hamstring is tight again, second half",
      "Seán tore a muscle on the bus home",
    ].flatMap((quote) => check([injury(quote)]));
    expect(found.map((claim) => [claim.status, claim.quoteMatch, claim.reviewReason])).toEqual([
      ["extracted", "exact", undefined],
      ["extracted", "inexact", "quote_inexact"],
      ["extracted", "inexact", "quote_inexact"],
      ["extracted", "inexact", "quote_inexact"],
      ["extracted", "missing", "quote_not_found"],
    ]);
    expect(found[3]?.sourceText).toBe("Seán's hamstring is tight again, he pulled up in the second half");
    expect(found[4]?.sourceText).toBe("Seán tore a muscle on the bus home");
  });

  it("puts aside the exact repetition alone", () => {
    const late = answered({
      topic: "attendance",
      title: "Late",
      description: "He was late.",
      sourceText: "The lads trained well",
    });
    const found = check([late, late, { ...late, title: "Left early", description: "He left early." }]);
    expect(found.map(({ status, noDraftReason }) => noDraftReason ?? status)).toEqual([
      "extracted",
      "duplicate_claim",
      "extracted",
    ]);
  });

  it("merges what two parts of a long note both hold", () => {
    const text = NOTE;
    const quote = "he pulled up in the second half";
    const claim = injury(quote, { title: "Pulled up with hamstring" });
    const found = checkClaims({
      transcript: text,
      parts: [
        { start: 0, claims: [claim] },
        { start: 33, claims: [{ ...claim, title: "Hamstring: pulled up", sourceStart: 0 }] },
      ],
      playerOf: () => undefined,
      teamNames: [],
    });
    expect(found.map(({ status }) => status)).toEqual(["extracted", "discarded"]);
  });

  it("UN-002: counts what is beyond the bound in a claim of its own", () => {
    const many = Array.from({ length: MAX_CLAIMS + 7 }, (_, index) =>
      answered({
        title: `Thing ${"abcdefghij"[index % 10]}${index}`,
        description: `Unlike the others ${index}`,
        sourceText: "The lads trained well",
      }),
    );
    const found = check(many, `${NOTE} ${many.map((_, index) => index).join(" ")}`);
    expect(found).toHaveLength(MAX_CLAIMS + 1);
    expect(found.filter(({ status }) => status === "extracted")).toHaveLength(MAX_CLAIMS + 1);
    expect(found.at(-1)).toMatchObject({
      title: "7 more things in this note",
      reviewReason: "too_many_claims",
      forRecordingCoach: true,
    });
  });

  it("UN-003: a pronoun is no name, the lads are a group, and the team is a team", () => {
    const [about] = check([
      injury("he pulled up in the second half", {
        mentions: [named("he"), named("The lads"), named("U12 Gold"), named("Possum"), named("Seán Murphy")],
      }),
    ]);
    expect(about?.mentions).toEqual([
      { rawText: "The lads", mentionType: "group_reference", position: NOTE.indexOf("The lads") },
      { rawText: "U12 Gold", mentionType: "team_name", position: NOTE.indexOf("U12") },
      { rawText: "Seán", mentionType: "player_name", position: 0 },
    ]);
  });

  it("UN-011: takes the quote for a text that holds what nobody said", () => {
    const [found] = check([
      injury("Seán's hamstring is tight again", {
        title: "Out for 6 weeks",
        description: "See https://evil.example to book. He is out for 6 weeks.",
        recommendedAction: "Ring 087 123 4567",
        timeReference: "6 weeks",
      }),
    ]);
    expect(found).toMatchObject({
      title: "Seán's hamstring is tight again",
      description: "Seán's hamstring is tight again",
      reviewReason: "text_not_said",
      recommendedAction: undefined,
      timeReference: undefined,
    });
  });

  it("bounds every text, and takes ids only of the roster", () => {
    const long = "x ".repeat(5_000);
    const [found] = check([
      injury("Seán's hamstring is tight again", {
        title: long,
        description: long,
        skillName: long,
        skillRating: 11,
        mentions: [
          { ...named("Seán"), candidatePlayerId: "p1" },
          { ...named("The lads", 0, "group_reference"), candidatePlayerId: "p99" },
        ],
      }),
    ]);
    expect(found?.title.length).toBeLessThanOrEqual(121);
    expect(found?.description.length).toBeLessThanOrEqual(601);
    expect(found?.skillName?.length).toBeLessThanOrEqual(61);
    expect(found?.skillRating).toBeUndefined();
    expect(found?.mentions.map((mention) => mention.candidatePlayerId)).toEqual(["sean", undefined]);
    expect(check([injury("x".repeat(40_000))])[0]?.sourceText.length).toBeLessThanOrEqual(1_000);
  });

  it("gives the model handles, and takes back only those it gave out", () => {
    const request = extractionRequest({
      transcript: NOTE,
      roster: [{ playerId: "k57secret", name: "Seán Byrne", teamName: "U12 Gold", ageGroup: "U12" }],
      teams: [{ name: "U12 Gold" }],
      coachName: "Nora Quirke",
      noteType: "training",
    });
    expect(request.user).not.toContain("k57secret");
    expect(JSON.parse(request.user).roster).toEqual([
      { playerId: "p1", name: "Seán Byrne", teamName: "U12 Gold", ageGroup: "U12" },
    ]);
    expect([request.playerOf("p1"), request.playerOf("p2"), request.playerOf(null)]).toEqual([
      "k57secret",
      undefined,
      undefined,
    ]);
  });
});
