/** What a model is asked to answer with. Everything in it is a claim about the note, and checked: `check-claims`. */
import { z } from "zod";
import { CLAIM_SEVERITIES, CLAIM_TOPICS, MENTION_TYPES, SENTIMENTS } from "../vocabulary/notes";

/** Nullable rather than optional: a strict schema requires every property. */
export const extractedClaimSchema = z.object({
  topic: z.enum(CLAIM_TOPICS),
  title: z.string(),
  description: z.string(),
  recommendedAction: z.string().nullable(),
  sourceText: z.string(),
  sourceStart: z.number(),
  sourceEnd: z.number(),
  sentiment: z.enum(SENTIMENTS),
  severity: z.enum(CLAIM_SEVERITIES).nullable(),
  skillName: z.string().nullable(),
  skillRating: z.number().nullable(),
  timeReference: z.string().nullable(),
  confidence: z.number().min(0).max(1),
  mentions: z.array(
    z.object({
      rawText: z.string(),
      mentionType: z.enum(MENTION_TYPES),
      position: z.number(),
      candidatePlayerId: z.string().nullable(),
    }),
  ),
  assignee: z.enum(["recording_coach", "named_coach"]).nullable(),
  assigneeName: z.string().nullable(),
});
export type ExtractedClaim = z.infer<typeof extractedClaimSchema>;

export const extractedAnswerSchema = z.object({ claims: z.array(extractedClaimSchema) });
