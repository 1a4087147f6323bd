import type { ClaimSeverity, ClaimTopic, MentionType, Sentiment } from "@voice-flow/domain/vocabulary/notes";
import { z } from "zod";

/** What the caller sends as JSON in the user's message. */
export const claimsRequestSchema = z.object({
  transcript: z.string(),
  roster: z
    .array(
      z.object({
        playerId: z.string(),
        name: z.string(),
        teamName: z.string().nullish(),
        ageGroup: z.string().nullish(),
      }),
    )
    .default([]),
  teams: z.array(z.object({ teamId: z.string(), name: z.string() })).default([]),
  coachName: z.string().nullish(),
  noteType: z.string().nullish(),
});
export type ClaimsRequest = z.output<typeof claimsRequestSchema>;
export type RosterPlayer = ClaimsRequest["roster"][number];

/** A name as it was spoken. `position` is the offset of its first character in the transcript. */
export interface Mention {
  readonly rawText: string;
  readonly mentionType: MentionType;
  readonly position: number;
  /** The one player of the roster that it can mean, if there is exactly one. */
  readonly candidatePlayerId: string | null;
}

/** One statement about one subject. `transcript.slice(sourceStart, sourceEnd) === sourceText`, always. */
export interface Claim {
  readonly topic: ClaimTopic;
  readonly title: string;
  readonly description: string;
  readonly recommendedAction: string | null;
  readonly sourceText: string;
  readonly sourceStart: number;
  readonly sourceEnd: number;
  readonly sentiment: Sentiment;
  readonly severity: ClaimSeverity | null;
  readonly skillName: string | null;
  /** 1–5. */
  readonly skillRating: number | null;
  readonly timeReference: string | null;
  /** 0–1. */
  readonly confidence: number;
  readonly mentions: readonly Mention[];
  readonly assignee: "recording_coach" | "named_coach" | null;
  readonly assigneeName: string | null;
}
