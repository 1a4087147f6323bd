/** The calls to the AI provider that a note of the past cost. */

import { findModel, KNOWN_MODELS } from "@voice-flow/domain/ai-models/known-models";
import { buildCallId } from "@voice-flow/domain/keys/call-id";
import { costOf } from "@voice-flow/domain/prices";
import type { Doc } from "../_generated/dataModel";
import type { PlannedNote } from "./planDay";
import type { Progress } from "./progress";

interface Usage {
  audioSeconds?: number;
  inputTokens?: number;
  cachedInputTokens?: number;
  outputTokens?: number;
}

/** Cost in micro-dollars by the price table, and the figures as events carry them. */
export function bill(model: string, usage: Usage, at: number) {
  const prices = findModel({ provider: "openai", model }, KNOWN_MODELS)?.prices ?? [];
  const cost = costOf(usage, prices, at);
  return {
    cost,
    metadata: {
      aiModel: model,
      aiCost: cost,
      inputTokens: usage.inputTokens,
      outputTokens: usage.outputTokens,
      cachedTokens: usage.cachedInputTokens,
    },
  };
}

export async function writeCall(
  { ctx, artifact, note, now }: Progress,
  operation: Doc<"aiUsageLog">["operation"],
  model: string,
  usage: Usage,
  errorCode?: NonNullable<PlannedNote["failure"]>["code"],
): Promise<void> {
  const { audioSeconds = 0, inputTokens = 0, outputTokens = 0, cachedInputTokens = 0 } = usage;
  await ctx.db.insert("aiUsageLog", {
    callId: buildCallId({ subjectId: artifact._id, attempt: artifact.attempt, operation }),
    artifactId: artifact._id,
    organizationId: artifact.organizationId,
    operation,
    provider: "openai",
    model,
    inputTokens,
    outputTokens,
    cachedTokens: cachedInputTokens,
    audioSeconds,
    cost: bill(model, usage, note.at).cost,
    cacheHitRate: inputTokens === 0 ? 0 : cachedInputTokens / inputTokens,
    durationMs: operation === "voice_transcription" ? note.transcriptionMs : note.extractionMs,
    succeeded: errorCode === undefined,
    errorCode,
    timestamp: now,
    commitTs: ctx.db.vars.commitTs,
  });
}
