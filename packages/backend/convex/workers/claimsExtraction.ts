import type { AiModel } from "@voice-flow/domain/ai-models/model";
import { answerParts, type PartCall } from "@voice-flow/domain/claims/answer-parts";
import { type AnsweredPart, checkClaims } from "@voice-flow/domain/claims/check-claims";
import type { ExtractedClaim } from "@voice-flow/domain/claims/extracted";
import { extractionRequest } from "@voice-flow/domain/claims/request";
import { extractionBound } from "@voice-flow/domain/costs/bounds";
import type { StageFailure } from "@voice-flow/domain/events/build";
import { buildCallId } from "@voice-flow/domain/keys/call-id";
import type { AiUsage } from "@voice-flow/domain/prices";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { type ActionCtx, internalAction } from "../_generated/server";
import { type Billed, type CallOutcome, callProvider } from "../lib/ai/call";
import { openaiClient } from "../lib/ai/client";
import { extractClaims as askModel } from "../lib/ai/extraction";
import type { ExtractionWork } from "../lib/pipeline/claims";
import { type BilledCall, failRun, guardStage, type Run, runFields } from "../lib/pipeline/stage";

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

/** A long note goes in parts; each is admitted and charged separately. */
async function extract(ctx: ActionCtx, run: Run, work: ExtractionWork): Promise<void> {
  const { model, input } = work;
  if (!model) return await failRun(ctx, run, { code: "model_unknown", message: "" });
  let spent: Billed | undefined;
  const answer = await answerParts<StageFailure>(input.transcript, async (call) => {
    const outcome = await askAbout(ctx, run, { ...work, model }, call);
    const { billed } = outcome;
    if (billed) spent = spent ? together(spent, billed) : billed;
    if (outcome.ok) return { ok: true, claims: outcome.value };
    return { ok: false, failure: outcome.failure, isCutOff: outcome.failure.code === CUT_OFF.code };
  });
  if (!answer.ok) {
    return await failRun(ctx, run, answer.failure ?? CUT_OFF, spent && { model: model.model, ...spent });
  }
  await store(ctx, run, input, {
    parts: answer.parts,
    billed: { model: model.model, usage: {}, ...spent },
  });
}

const CUT_OFF: StageFailure = { code: "provider_answer_cut_off", message: "" };

async function askAbout(
  ctx: ActionCtx,
  run: Run,
  { organizationId, input, model, timeoutMs }: ExtractionWork & { model: AiModel },
  { part, call }: PartCall,
): Promise<CallOutcome<ExtractedClaim[]>> {
  const request = extractionRequest(input, part.text);
  return await callProvider(
    ctx,
    {
      callId: buildCallId({
        subjectId: run.artifactId,
        attempt: run.attempt,
        operation: model.feature,
        ...(call > 0 && { part: call }),
      }),
      artifactId: run.artifactId,
      organizationId,
      model,
      bound: extractionBound(request.system + request.user, part.text, model.capabilities),
      timeoutMs,
    },
    () => askModel(openaiClient(timeoutMs), { model, request, part: part.text }),
  );
}

async function store(
  ctx: ActionCtx,
  run: Run,
  input: ExtractionWork["input"],
  { parts, billed }: { parts: readonly AnsweredPart[]; billed: BilledCall },
): Promise<void> {
  const { playerOf } = extractionRequest(input);
  await ctx.runMutation(internal.models.voiceNoteClaims.storeClaims, {
    ...run,
    claims: checkClaims({
      transcript: input.transcript,
      parts,
      playerOf,
      teamNames: input.teams.map((team) => team.name),
    }),
    billed,
  });
}

/** A sum with a part that nobody knows is not known either. */
const together = (a: Billed, b: Billed): Billed => ({
  usage: addedUsage(a.usage, b.usage),
  ...(a.cost !== undefined && b.cost !== undefined && { cost: a.cost + b.cost }),
});

function addedUsage(a: AiUsage, b: AiUsage): AiUsage {
  const sum = (one: number | undefined, other: number | undefined) =>
    one === undefined && other === undefined ? undefined : (one ?? 0) + (other ?? 0);
  return {
    inputTokens: sum(a.inputTokens, b.inputTokens),
    outputTokens: sum(a.outputTokens, b.outputTokens),
    cachedInputTokens: sum(a.cachedInputTokens, b.cachedInputTokens),
    audioSeconds: sum(a.audioSeconds, b.audioSeconds),
  };
}
