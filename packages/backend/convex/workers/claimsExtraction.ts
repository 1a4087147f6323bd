import type { AiModel } from "@voice-flow/domain/ai-models/model";
import { type AnsweredPart, checkClaims } from "@voice-flow/domain/claims/check-claims";
import type { ExtractedClaim } from "@voice-flow/domain/claims/extracted";
import { extractionRequest } from "@voice-flow/domain/claims/request";
import { halves, type NotePart, splitNote } from "@voice-flow/domain/claims/split-note";
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

/**
 * Calls for one note at most: its parts, and halves of those whose answers are cut off again and again. What is then still
 * unread fails the run: nothing of a note is left out.
 */
const MAX_CALLS = 24;

/** Parts that are asked about at once: a long note is done within the stage's time, and takes no provider's whole limit. */
const CALLS_AT_ONCE = 4;

/** A long note goes in parts; each is admitted and charged separately. */
async function extract(ctx: ActionCtx, run: Run, work: ExtractionWork): Promise<void> {
  const { model } = work;
  if (!model) return await failRun(ctx, run, { code: "model_unknown", message: "" });
  const answered: AnsweredPart[] = [];
  const waiting = splitNote(work.input.transcript);
  let spent: Billed | undefined;
  let calls = 0;
  while (waiting.length > 0) {
    const parts = waiting.splice(0, CALLS_AT_ONCE).map((part) => ({ part, call: calls++ }));
    const outcomes = await Promise.all(parts.map((each) => askAbout(ctx, run, { ...work, model }, each)));
    for (const { billed } of outcomes) if (billed) spent = spent ? together(spent, billed) : billed;
    const failure = sortOutcomes(parts, outcomes, { answered, waiting });
    const failed = failure ?? (calls + waiting.length > MAX_CALLS ? CUT_OFF : undefined);
    if (failed) return await failRun(ctx, run, failed, spent && { model: model.model, ...spent });
  }
  await store(ctx, run, work.input, { answered, billed: { model: model.model, usage: {}, ...spent } });
}

const CUT_OFF: StageFailure = { code: "provider_answer_cut_off", message: "" };

/** What was answered, what is to be asked again in halves, and the failure that ends the run. */
function sortOutcomes(
  parts: readonly { part: NotePart }[],
  outcomes: readonly CallOutcome<ExtractedClaim[]>[],
  { answered, waiting }: { answered: AnsweredPart[]; waiting: NotePart[] },
): StageFailure | undefined {
  for (const [index, outcome] of outcomes.entries()) {
    const part = parts[index]?.part;
    if (!part) continue;
    if (outcome.ok) {
      answered.push({ start: part.start, claims: outcome.value });
      continue;
    }
    // The same text would be cut off again, on a retry too: half of it has half to say.
    const smaller = outcome.failure.code === CUT_OFF.code ? halves(part) : null;
    if (!smaller) return outcome.failure;
    waiting.push(...smaller);
  }
  return undefined;
}

async function askAbout(
  ctx: ActionCtx,
  run: Run,
  { organizationId, input, model, timeoutMs }: ExtractionWork & { model: AiModel },
  { part, call }: { part: NotePart; call: number },
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
  { answered, billed }: { answered: readonly AnsweredPart[]; billed: BilledCall },
): Promise<void> {
  const parts = [...answered].sort((a, b) => a.start - b.start);
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
