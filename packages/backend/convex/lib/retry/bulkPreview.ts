/** What a bulk retry would do, before it is asked for. Bounded: it plans a number of notes and says how many it did not. */
import { RETRY_LABELS } from "@voice-flow/domain/retry/messages";
import { planRetry, type RetryPlan, recommendedRetry } from "@voice-flow/domain/retry/plan";
import { type RetryKind, retryKindValidator } from "@voice-flow/domain/vocabulary/operations";
import { type Infer, v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { BulkRetryFilter, BulkRetryKind } from "../../tables/retries";
import type { DbReader } from "../context";
import { matches, namedNotes, notesOf, sourcesOf } from "./bulkFilter";
import { type CommonFacts, readCommonFacts, readRetryFacts, retryArtifact } from "./facts";

/** Rows of artifacts that are looked at; beyond them the count is "at least". */
const MAX_SCANNED = 1_000;
/** Notes whose plan is made, at up to thirty documents each. */
const MAX_PLANNED = 100;

/** Costs in micro-dollars, times in ms. */
export const bulkPreviewValidator = v.object({
  /** Notes that match; `countCapped`: there may be more. */
  count: v.number(),
  countCapped: v.boolean(),
  /** At most this many are retried by one bulk retry. */
  maxArtifacts: v.number(),
  /** Notes whose plan was made, the oldest ones: what follows is of them. */
  planned: v.number(),
  allowed: v.number(),
  byKind: v.array(v.object({ kind: retryKindValidator, label: v.string(), count: v.number() })),
  refused: v.array(v.object({ code: v.string(), message: v.string(), count: v.number() })),
  /** Of the allowed ones; absent if a stage has never been measured. The time is of one after another's work, not of waiting. */
  estimatedCostMicros: v.optional(v.number()),
  estimatedMs: v.optional(v.number()),
  /** Allowed ones that delete something. */
  destructive: v.number(),
});
export type BulkPreview = Infer<typeof bulkPreviewValidator>;

export async function previewBulk(
  db: DbReader,
  filter: BulkRetryFilter,
  kind: BulkRetryKind,
  now: number,
): Promise<BulkPreview> {
  const { artifacts, capped } = await findMatching(db, filter, now);
  const common = await readCommonFacts(db, now);
  const plans = await Promise.all(
    artifacts.slice(0, MAX_PLANNED).map((artifact) => lightPlan(db, artifact, kind, common, now)),
  );
  return {
    count: artifacts.length,
    countCapped: capped,
    maxArtifacts: common.settings.BULK_RETRY_MAX_ARTIFACTS,
    planned: plans.length,
    ...summed(plans),
  };
}

async function findMatching(db: DbReader, filter: BulkRetryFilter, now: number) {
  const artifacts: Doc<"voiceNoteArtifacts">[] = [];
  let left = MAX_SCANNED;
  for (const source of sourcesOf(filter)) {
    if (left === 0) break;
    const found =
      source.kind === "ids" ? await namedNotes(db, filter) : await notesOf(db, filter, source).take(left);
    left -= found.length;
    artifacts.push(...found.filter((artifact) => matches(artifact, filter, now)));
  }
  return { artifacts, capped: left === 0 };
}

export const kindFor = (artifact: Doc<"voiceNoteArtifacts">, kind: BulkRetryKind): RetryKind =>
  kind === "recommended" ? recommendedRetry(retryArtifact(artifact)) : kind;

async function lightPlan(
  db: DbReader,
  artifact: Doc<"voiceNoteArtifacts">,
  kind: BulkRetryKind,
  common: CommonFacts,
  now: number,
): Promise<RetryPlan> {
  const facts = await readRetryFacts(db, artifact, common, now, { exact: false });
  const limits = { perHour: common.settings.RETRY_LIMIT_PER_HOUR };
  return planRetry(kindFor(artifact, kind), retryArtifact(artifact), facts, limits, now);
}

function summed(plans: readonly RetryPlan[]) {
  const kinds = new Map<RetryKind, number>();
  const refused = new Map<string, { message: string; count: number }>();
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
    cost = added(cost, plan.estimatedCostMicros);
    ms = added(ms, plan.estimatedMs);
  }
  return {
    allowed,
    destructive,
    byKind: [...kinds].map(([kind, count]) => ({ kind, label: RETRY_LABELS[kind], count })),
    refused: [...refused].map(([code, { message, count }]) => ({ code, message, count })),
    estimatedCostMicros: allowed === 0 ? undefined : cost,
    estimatedMs: allowed === 0 ? undefined : ms,
  };
}

const added = (sum: number | undefined, part: number | undefined): number | undefined =>
  sum === undefined || part === undefined ? undefined : sum + part;
