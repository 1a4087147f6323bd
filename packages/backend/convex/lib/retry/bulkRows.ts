/** Bulk retries as pages see them. */
import { RETRY_LABELS } from "@voice-flow/domain/retry/messages";
import { retryKindValidator } from "@voice-flow/domain/vocabulary/operations";
import { artifactStatusValidator } from "@voice-flow/domain/vocabulary/pipeline";
import { type Infer, v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import { bulkItemStatusValidator, bulkRefusalValidator, bulkRetryFields } from "../../tables/retries";
import type { DbReader } from "../foundation/context";

export const bulkRetryRowValidator = v.object({
  _id: v.id("voicePipelineBulkRetries"),
  ...bulkRetryFields,
});
export type BulkRetryRow = Infer<typeof bulkRetryRowValidator>;

export function bulkRetryRow(bulk: Doc<"voicePipelineBulkRetries">): BulkRetryRow {
  const { _creationTime, seenAt, requestedBy, cursor, step: _step, nextStepAt: _nextStepAt, ...row } = bulk;
  return row;
}

export const bulkItemRowValidator = v.object({
  _id: v.id("voicePipelineBulkRetryItems"),
  /** The public id, and how the note is now; absent if it is gone. */
  artifactId: v.optional(v.string()),
  artifactStatus: v.optional(artifactStatusValidator),
  status: bulkItemStatusValidator,
  kind: v.optional(retryKindValidator),
  label: v.optional(v.string()),
  refusal: v.optional(bulkRefusalValidator),
  attempt: v.optional(v.number()),
  errorCode: v.optional(v.string()),
  costMicros: v.optional(v.number()),
  startedAt: v.optional(v.number()),
  finishedAt: v.optional(v.number()),
});

export async function bulkItemRow(
  db: DbReader,
  item: Doc<"voicePipelineBulkRetryItems">,
): Promise<Infer<typeof bulkItemRowValidator>> {
  const artifact = await db.get("voiceNoteArtifacts", item.artifactId);
  const retry = item.retryId ? await db.get("voicePipelineRetries", item.retryId) : null;
  const { _id, status, kind, refusal, startedAt, finishedAt } = item;
  return {
    ...{ _id, status, kind, refusal, startedAt, finishedAt },
    artifactId: artifact?.artifactId,
    artifactStatus: artifact?.status,
    label: kind && RETRY_LABELS[kind],
    attempt: retry?.attempt,
    errorCode: retry?.errorCode,
    costMicros: retry?.costMicros,
  };
}
