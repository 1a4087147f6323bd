/** The answer of a faultless model, made from the labels: what is left to go wrong is ours. */
import type { AnsweredPart } from "@voice-flow/domain/claims/check-claims";
import type { ExtractedClaim } from "@voice-flow/domain/claims/extracted";
import { splitNote } from "@voice-flow/domain/claims/split-note";
import type { ExpectedClaim, LabelledNote } from "@voice-flow/domain/quality/labelled-note";
import { placesOf } from "../labels/places";

type Mention = ExtractedClaim["mentions"][number];

/** Throws for a label whose words aren't in the note. */
export const perfectAnswer = (note: LabelledNote): ExtractedClaim[] =>
  note.expected.map((expected) => perfectClaimOrThrow(note, expected));

/** The answers of a faultless model that is given the note in parts: what stands in two of them, it tells twice. */
export function perfectParts(note: LabelledNote, maxCharacters: number, overlap: number): AnsweredPart[] {
  const whole = perfectAnswer(note);
  return splitNote(note.text, maxCharacters, overlap).map(({ start, text }) => {
    const isInside = (from: number, length: number) => from >= start && from + length <= start + text.length;
    const heard = whole.filter((claim) => isInside(claim.sourceStart, claim.sourceText.length));
    return { start, claims: heard.map((claim) => seenFrom(claim, start, isInside)) };
  });
}

function seenFrom(
  claim: ExtractedClaim,
  start: number,
  isInside: (from: number, length: number) => boolean,
): ExtractedClaim {
  return {
    ...claim,
    sourceStart: claim.sourceStart - start,
    sourceEnd: claim.sourceEnd - start,
    mentions: claim.mentions
      .filter(({ position, rawText }) => isInside(position, rawText.length))
      .map((mention) => ({ ...mention, position: mention.position - start })),
  };
}

function perfectClaimOrThrow(note: LabelledNote, expected: ExpectedClaim): ExtractedClaim {
  const places = placesOf(note.text, expected);
  if (!places) throw new Error(`${note.id} has no words for one of its claims.`);
  const { quote, said } = places;
  const { subject, topics, severity = null } = expected;
  const sourceText = note.text.slice(quote.start, quote.end);
  const isAssignee = subject.kind === "assignee";
  return {
    topic: topics[0],
    title: topics[0],
    description: sourceText,
    recommendedAction: null,
    sourceText,
    sourceStart: quote.start,
    sourceEnd: quote.end,
    sentiment: "neutral",
    severity,
    skillName: null,
    skillRating: null,
    timeReference: null,
    confidence: 0.95,
    mentions: said
      ? [{ ...mentionOf(expected), rawText: note.text.slice(said.start, said.end), position: said.start }]
      : [],
    assignee: !isAssignee || subject.who === "nobody" ? null : subject.who,
    assigneeName: isAssignee && subject.who === "named_coach" ? (subject.said ?? null) : null,
  };
}

function mentionOf({ subject }: ExpectedClaim): Pick<Mention, "mentionType" | "candidatePlayerId"> {
  switch (subject.kind) {
    case "player":
      return { mentionType: "player_name", candidatePlayerId: subject.playerId };
    case "ask":
    case "unlisted":
      return { mentionType: "player_name", candidatePlayerId: null };
    case "team":
      return { mentionType: subject.teamId ? "team_name" : "group_reference", candidatePlayerId: null };
    case "assignee":
      return { mentionType: "coach_name", candidatePlayerId: null };
  }
}
