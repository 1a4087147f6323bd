/**
 * What a model says about a transcript, checked against it and against the roster: quotes and names must have been spoken,
 * ids must be the roster's. Nothing is lost on the way: what cannot be used is kept and says why. Pure.
 */
import { mentionKey } from "@voice-flow/domain/names/normalize";
import { type Infer, v } from "convex/values";
import type { Id } from "../../_generated/dataModel";
import { claimContentFields, type Mention } from "../../tables/notes";
import type { ExtractedClaim } from "../ai/extraction";
import { locateQuote, type Span, spokenPart } from "./quotes";

/** A claim as it is stored, without what its artifact knows. */
export const checkedClaimValidator = v.object({
  ...claimContentFields,
  /** The recording coach is to act. Another coach is a mention, and found by resolution. */
  forRecordingCoach: v.boolean(),
  status: v.union(v.literal("extracted"), v.literal("merged"), v.literal("discarded")),
});
export type CheckedClaim = Infer<typeof checkedClaimValidator>;

/** Bounds of what one note can make: far above what an hour of talk holds. */
export const MAX_CLAIMS = 100;
const MAX_MENTIONS = 20;

export function checkClaims(
  claims: readonly ExtractedClaim[],
  transcript: string,
  rosterIds: ReadonlyMap<string, Id<"players">>,
): CheckedClaim[] {
  const seen = new Set<string>();
  return claims.slice(0, MAX_CLAIMS).map((claim) => {
    const span = locateQuote(transcript, claim.sourceText, claim.sourceStart);
    const checked = checkOne(claim, transcript, span, rosterIds);
    if (!span) return { ...checked, status: "discarded", discardReason: "quote_not_found" };
    if (checked.title === "" && checked.description === "") {
      return { ...checked, status: "discarded", noDraftReason: "empty_claim" };
    }
    const key = identityOf(checked);
    if (seen.has(key)) return { ...checked, status: "merged", noDraftReason: "duplicate_claim" };
    seen.add(key);
    return checked;
  });
}

function checkOne(
  claim: ExtractedClaim,
  transcript: string,
  span: Span | null,
  rosterIds: ReadonlyMap<string, Id<"players">>,
): CheckedClaim {
  const near = span ?? { start: 0, end: transcript.length };
  const title = claim.title.trim() || claim.description.trim().slice(0, 80);
  return {
    topic: claim.topic,
    title,
    description: claim.description.trim() || title,
    recommendedAction: given(claim.recommendedAction),
    sourceText: span ? transcript.slice(span.start, span.end) : claim.sourceText,
    sourceStart: span?.start ?? 0,
    sourceEnd: span?.end ?? 0,
    timeReference: given(claim.timeReference),
    sentiment: claim.sentiment,
    severity: claim.severity ?? undefined,
    skillName: given(claim.skillName),
    skillRating: ratingOf(claim.skillRating),
    mentions: checkMentions(claim, transcript, near, rosterIds),
    forRecordingCoach: claim.topic === "todo" && claim.assignee === "recording_coach",
    extractionConfidence: claim.confidence,
    status: "extracted",
  };
}

function checkMentions(
  claim: ExtractedClaim,
  transcript: string,
  near: Span,
  rosterIds: ReadonlyMap<string, Id<"players">>,
): Mention[] {
  const checked: Mention[] = [];
  for (const mention of withNamedCoach(claim).slice(0, MAX_MENTIONS)) {
    const spoken = spokenPart(transcript, mention.rawText, near);
    if (!spoken) continue;
    const candidatePlayerId = rosterIds.get(mention.candidatePlayerId ?? "");
    const { rawText, mentionType } = { ...mention, rawText: spoken.text };
    if (
      checked.some(
        (known) => known.mentionType === mentionType && mentionKey(known.rawText) === mentionKey(rawText),
      )
    ) {
      continue;
    }
    checked.push({ rawText, mentionType, position: spoken.start, candidatePlayerId });
  }
  return checked;
}

/** The coach who is to act is looked for like everybody who is named. */
function withNamedCoach(claim: ExtractedClaim): ExtractedClaim["mentions"] {
  if (claim.topic !== "todo" || claim.assignee !== "named_coach" || !claim.assigneeName)
    return claim.mentions;
  const named = claim.mentions.some((mention) => mention.mentionType === "coach_name");
  if (named) return claim.mentions;
  const position = claim.sourceStart;
  return [
    ...claim.mentions,
    { rawText: claim.assigneeName, mentionType: "coach_name", position, candidatePlayerId: null },
  ];
}

const identityOf = (claim: CheckedClaim): string =>
  JSON.stringify([
    claim.topic,
    claim.sourceStart,
    claim.sourceEnd,
    claim.skillName,
    claim.mentions.map((mention) => mentionKey(mention.rawText)),
  ]);

const given = (text: string | null): string | undefined => text?.trim() || undefined;

/** Skills are rated from 1 to 5; anything else is a number that was misread. */
const ratingOf = (rating: number | null): number | undefined =>
  rating !== null && rating >= 1 && rating <= 5 ? rating : undefined;
