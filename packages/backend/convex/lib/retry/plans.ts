/** Plans of retries as pages see them. */
import {
  countedRows,
  RETRY_LABELS,
  ROW_WORDS,
  type RowKind,
  refusalMessage,
} from "@voice-flow/domain/retry/messages";
import { planRetry, type RetryPlan, type RowCount } from "@voice-flow/domain/retry/plan";
import { type RetryKind, retryKindValidator } from "@voice-flow/domain/vocabulary/operations";
import { artifactStatusValidator, machineStageValidator } from "@voice-flow/domain/vocabulary/pipeline";
import { type Infer, v } from "convex/values";
import { literals } from "convex-helpers/validators";
import type { Doc } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { type CommonFacts, readRetryFacts, retryArtifact } from "./facts";
import { readLimiter } from "./limiter";

const isRowKind = (kind: string): kind is RowKind => Object.hasOwn(ROW_WORDS, kind);
const ROW_KINDS = Object.keys(ROW_WORDS).filter(isRowKind);

export const rowsValidator = v.array(
  /** `text` is "2 undecided drafts". */
  v.object({ kind: literals(...ROW_KINDS), count: v.number(), text: v.string() }),
);

const commonFields = {
  kind: retryKindValidator,
  /** "Transcribe again" */
  label: v.string(),
  /** Retries that the note has left this hour, before this one, of `retriesPerHour`. */
  retriesLeft: v.number(),
  retriesPerHour: v.number(),
};

/** Costs in micro-dollars, times in ms; an estimate is absent while a stage has never been measured. */
export const retryPlanValidator = v.union(
  v.object({
    allowed: v.literal(true),
    ...commonFields,
    stages: v.array(machineStageValidator),
    status: artifactStatusValidator,
    stage: machineStageValidator,
    attempt: v.number(),
    deletes: rowsValidator,
    keeps: rowsValidator,
    destructive: v.boolean(),
    estimatedCostMicros: v.optional(v.number()),
    estimatedMs: v.optional(v.number()),
    /** Sentences for the dialog. */
    notes: v.array(v.string()),
    /** Give it back with the retry: one whose plan has changed is refused. */
    token: v.string(),
  }),
  v.object({
    allowed: v.literal(false),
    ...commonFields,
    /** A code of the refusals of the domain, and its sentence. */
    code: v.string(),
    message: v.string(),
    /** When it will be possible, where that is known. */
    availableAt: v.optional(v.number()),
  }),
);
export type ShownPlan = Infer<typeof retryPlanValidator>;

/** The plan of a retry now, of the note and of the limiter. */
export async function planFor(
  ctx: QueryCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  kind: RetryKind,
  common: CommonFacts,
  now: number,
): Promise<RetryPlan> {
  const [plan] = await planEach(ctx, artifact, [kind], common, now);
  if (!plan) throw new Error("A plan of one kind is one plan.");
  return plan;
}

/** The plans of several kinds from one reading of the note. */
export async function planEach(
  ctx: QueryCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  kinds: readonly RetryKind[],
  common: CommonFacts,
  now: number,
): Promise<RetryPlan[]> {
  const facts = await readRetryFacts(ctx.db, artifact, common, now, { exact: true });
  const limiter = await readLimiter(ctx, artifact._id, common.settings, now);
  const perHour = common.settings.RETRY_LIMIT_PER_HOUR;
  return kinds.map((kind) => {
    const plan = planRetry(kind, retryArtifact(artifact), facts, { perHour }, now);
    const retriesLeft = Math.min(plan.retriesLeft, limiter.left);
    if (!plan.allowed || retriesLeft > 0) return { ...plan, retriesLeft };
    const refusal = {
      code: "limit_reached",
      limit: perHour,
      availableAt: limiter.availableAt ?? now,
    } as const;
    return { allowed: false, kind, refusal, message: refusalMessage(refusal, now), retriesLeft };
  });
}

export function shownPlan(plan: RetryPlan, { settings }: CommonFacts): ShownPlan {
  const { kind, retriesLeft } = plan;
  const retriesPerHour = settings.RETRY_LIMIT_PER_HOUR;
  const common = { kind, label: RETRY_LABELS[kind], retriesLeft, retriesPerHour };
  if (!plan.allowed) {
    const { refusal, message } = plan;
    const availableAt = "availableAt" in refusal ? refusal.availableAt : undefined;
    return { allowed: false, ...common, code: refusal.code, message, availableAt };
  }
  return {
    ...plan,
    ...common,
    stages: [...plan.stages],
    notes: [...plan.notes],
    deletes: plan.deletes.map(worded),
    keeps: plan.keeps.map(worded),
  };
}

export const worded = ({ kind, count }: RowCount) => ({ kind, count, text: countedRows(kind, count) });
