/** What a bulk retry would do, before it is asked for. Bounded: it plans a number of notes and says how many it did not. */
import { RETRY_LABELS } from "@voice-flow/domain/retry/messages";
import { planRetry, type RetryPlan, type RowCount, recommendedRetry } from "@voice-flow/domain/retry/plan";
import { type RetryKind, retryKindValidator } from "@voice-flow/domain/vocabulary/operations";
import { type Infer, v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import type { BulkRetryFilter, BulkRetryKind } from "../../tables/retries";
import type { DbReader } from "../foundation/context";
import { pageOfNotes } from "./bulkFilter";
import { type CommonFacts, readCommonFacts, readRetryFacts, retryArtifact } from "./facts";
import { rowsValidator, worded } from "./plans";

/** Rows of artifacts that are looked at; beyond them the count is "at least". */
const MAX_SCANNED = 1_000;
/** Notes whose plan is made, at up to thirty documents each. */
const MAX_PLANNED = 100;
/** Rows of notes that are counted exactly; beyond them the counts of rows are "at least". A note has a dozen or two. */
const MAX_ROWS_COUNTED = 3_000;

/** Costs in micro-dollars, times in ms. */
export const bulkPreviewValidator = v.object({
  /** Notes that match; `countCapped`: there may be more. */
  count: v.number(),
  countCapped: v.boolean(),
  /** At most this many are retried by one bulk retry. */
  maxArtifacts: v.number(),
  /** So many are retried at the same time. */
  atOnce: v.number(),
  /** Notes whose plan was made, the newest ones: what follows is of them. */
  planned: v.number(),
  allowed: v.number(),
  byKind: v.array(v.object({ kind: retryKindValidator, label: v.string(), count: v.number() })),
  refused: v.array(v.object({ code: v.string(), message: v.string(), count: v.number() })),
  /** Of the allowed ones; absent if a stage has never been measured. The time is of one after another's work, not of waiting. */
  estimatedCostMicros: v.optional(v.number()),
  estimatedMs: v.optional(v.number()),
  /** Allowed ones that delete something. */
  destructive: v.number(),
  /** Rows of the allowed ones, by kind; `rowsCapped`: there may be more of each. */
  deletes: rowsValidator,
  keeps: rowsValidator,
  rowsCapped: v.boolean(),
});
export type BulkPreview = Infer<typeof bulkPreviewValidator>;

export async function previewBulk(
  ctx: QueryCtx,
  filter: BulkRetryFilter,
  kind: BulkRetryKind,
  now: number,
): Promise<BulkPreview> {
  const found = await pageOfNotes(ctx.db, filter, now, { cursor: null, numItems: MAX_SCANNED });
  const common = await readCommonFacts(ctx, now);
  const { plans, rowsCapped } = await planNotes(ctx.db, found.page.slice(0, MAX_PLANNED), kind, common, now);
  return {
    count: found.page.length,
    countCapped: !found.isDone,
    maxArtifacts: common.settings.BULK_RETRY_MAX_ARTIFACTS,
    atOnce: common.settings.BULK_RETRY_BATCH_SIZE,
    planned: plans.length,
    ...summed(plans),
    rowsCapped,
  };
}

export const kindFor = (artifact: Doc<"voiceNoteArtifacts">, kind: BulkRetryKind): RetryKind =>
  kind === "recommended" ? recommendedRetry(retryArtifact(artifact)) : kind;

/** One after another: how many rows have been counted decides how the next note is counted. */
async function planNotes(
  db: DbReader,
  artifacts: readonly Doc<"voiceNoteArtifacts">[],
  kind: BulkRetryKind,
  common: CommonFacts,
  now: number,
): Promise<{ plans: RetryPlan[]; rowsCapped: boolean }> {
  const limits = { perHour: common.settings.RETRY_LIMIT_PER_HOUR };
  const plans: RetryPlan[] = [];
  let counted = 0;
  for (const artifact of artifacts) {
    const facts = await readRetryFacts(db, artifact, common, now, { exact: counted < MAX_ROWS_COUNTED });
    counted += Object.values(facts.rows).reduce((sum, count) => sum + count, 0);
    plans.push(planRetry(kindFor(artifact, kind), retryArtifact(artifact), facts, limits, now));
  }
  return { plans, rowsCapped: counted >= MAX_ROWS_COUNTED };
}

function summed(plans: readonly RetryPlan[]) {
  const kinds = new Map<RetryKind, number>();
  const refused = new Map<string, { message: string; count: number }>();
  const deletes = new Map<RowCount["kind"], number>();
  const keeps = new Map<RowCount["kind"], number>();
  let allowed = 0;
  let destructive = 0;
  let cost: number | undefined = 0;
  let ms: number | undefined = 0;
  for (const plan of plans) {
    if (!plan.allowed) {
      const { code } = plan.refusal;
      const before = refused.get(code);
      refused.set(code, { message: before?.message ?? plan.message, count: (before?.count ?? 0) + 1 });
      continue;
    }
    allowed += 1;
    if (plan.destructive) destructive += 1;
    kinds.set(plan.kind, (kinds.get(plan.kind) ?? 0) + 1);
    addRows(deletes, plan.deletes);
    addRows(keeps, plan.keeps);
    cost = added(cost, plan.estimatedCostMicros);
    ms = added(ms, plan.estimatedMs);
  }
  return {
    allowed,
    destructive,
    byKind: [...kinds].map(([kind, count]) => ({ kind, label: RETRY_LABELS[kind], count })),
    refused: [...refused].map(([code, { message, count }]) => ({ code, message, count })),
    deletes: [...deletes].map(([kind, count]) => worded({ kind, count })),
    keeps: [...keeps].map(([kind, count]) => worded({ kind, count })),
    estimatedCostMicros: allowed === 0 ? undefined : cost,
    estimatedMs: allowed === 0 ? undefined : ms,
  };
}

function addRows(sums: Map<RowCount["kind"], number>, rows: readonly RowCount[]): void {
  for (const { kind, count } of rows) sums.set(kind, (sums.get(kind) ?? 0) + count);
}

const added = (sum: number | undefined, part: number | undefined): number | undefined =>
  sum === undefined || part === undefined ? undefined : sum + part;
