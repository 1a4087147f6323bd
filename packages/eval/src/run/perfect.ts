/** The answer of a faultless model, made from the labels: what is left to go wrong is ours. */
import type { ExtractedClaim } from "@voice-flow/domain/claims/extracted";
import type { ExpectedClaim, LabelledNote } from "@voice-flow/domain/quality/labelled-note";
import { placesOf } from "../labels/places";

type Mention = ExtractedClaim["mentions"][number];

/** Throws for a label whose words aren't in the note. */
export const perfectAnswer = (note: LabelledNote): ExtractedClaim[] =>
  note.expected.map((expected) => perfectClaimOrThrow(note, expected));

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
