/** Why a gate turns a text or a transcript away, or asks about it. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";

/** In the order in which they are checked. */
export const TEXT_GATE_REASONS = ["empty", "too_short", "too_few_words", "not_language", "spam"] as const;
export type TextGateReason = (typeof TEXT_GATE_REASONS)[number];

export const TRANSCRIPT_GATE_REASONS = [
  "no_speech",
  "mostly_unclear",
  "partly_unclear",
  "too_brief",
] as const;
export const transcriptGateReasonValidator = literals(...TRANSCRIPT_GATE_REASONS);
export type TranscriptGateReason = Infer<typeof transcriptGateReasonValidator>;
