/** Why a gate turns a text or a transcript away, or asks about it. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";

/** In the order in which they are checked. */
export const TEXT_GATE_REASONS = ["empty", "too_short", "too_few_words", "not_language", "spam"] as const;
export type TextGateReason = (typeof TEXT_GATE_REASONS)[number];

/** A transcript is refused. */
export const TRANSCRIPT_REFUSALS = ["no_speech", "mostly_unclear", "too_brief"] as const;
export const transcriptRefusalValidator = literals(...TRANSCRIPT_REFUSALS);
export type TranscriptRefusal = Infer<typeof transcriptRefusalValidator>;

/** The coach is asked whether a transcript is right. */
export const TRANSCRIPT_DOUBTS = ["another_language", "doubtful", "partly_unclear", "too_brief"] as const;
export const transcriptDoubtValidator = literals(...TRANSCRIPT_DOUBTS);
export type TranscriptDoubt = Infer<typeof transcriptDoubtValidator>;
