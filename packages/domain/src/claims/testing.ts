/** Claims as a model would answer with them, for tests. */
import type { ExtractedClaim } from "./extracted";

export const answered = (changes: Partial<ExtractedClaim> = {}): ExtractedClaim => ({
  topic: "performance",
  title: "Scored",
  description: "Scored in the second half.",
  recommendedAction: null,
  sourceText: "",
  sourceStart: 0,
  sourceEnd: 0,
  sentiment: "neutral",
  severity: null,
  skillName: null,
  skillRating: null,
  timeReference: null,
  confidence: 0.9,
  mentions: [],
  assignee: null,
  assigneeName: null,
  ...changes,
});

export const named = (
  rawText: string,
  position = 0,
  mentionType: ExtractedClaim["mentions"][number]["mentionType"] = "player_name",
): ExtractedClaim["mentions"][number] => ({ rawText, mentionType, position, candidatePlayerId: null });
