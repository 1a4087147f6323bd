"use node";

import { extractionBound } from "@voice-flow/domain/costs/bounds";
import { buildCallId } from "@voice-flow/domain/keys/call-id";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { type ActionCtx, internalAction } from "../_generated/server";
import { callProvider } from "../lib/ai/call";
import { openaiClient } from "../lib/ai/client";
import { extractClaims as askModel, promptText } from "../lib/ai/extraction";
import { checkClaims } from "../lib/pipeline/checkClaims";
import type { ExtractionWork } from "../lib/pipeline/claims";
import { failRun, guardStage, type Run, runFields } from "../lib/pipeline/stage";

/** Turns the transcript of a run into claims. */
export const extractClaims = internalAction({
  args: runFields,
  returns: v.null(),
  handler: async (ctx, run) => {
    await guardStage(ctx, run, async () => {
      const work: ExtractionWork | null = await ctx.runMutation(
        internal.models.voiceNoteClaims.beginExtraction,
        run,
      );
      if (work) await extract(ctx, run, work);
    });
    return null;
  },
});

async function extract(ctx: ActionCtx, run: Run, work: ExtractionWork): Promise<void> {
  const { organizationId, input, provider, model, timeoutMs } = work;
  const operation = "claims_extraction";
  const outcome = await callProvider(
    ctx,
    {
      callId: buildCallId({ subjectId: run.artifactId, attempt: run.attempt, operation }),
      artifactId: run.artifactId,
      organizationId,
      operation,
      provider,
      model,
      bound: extractionBound(promptText(input), input.transcript),
      timeoutMs,
    },
    () => askModel(openaiClient(timeoutMs), { model, input }),
  );
  const billed = outcome.billed && { model, ...outcome.billed };
  if (!outcome.ok) return await failRun(ctx, run, outcome.failure, billed);
  const rosterIds = new Map(input.roster.map(({ playerId }) => [String(playerId), playerId]));
  await ctx.runMutation(internal.models.voiceNoteClaims.storeClaims, {
    ...run,
    claims: checkClaims(outcome.value, input.transcript, rosterIds),
    billed: { model, ...outcome.billed },
  });
}
