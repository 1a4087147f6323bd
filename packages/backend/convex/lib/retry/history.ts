/** The retries of a note as pages list them. */
import { RETRY_LABELS } from "@voice-flow/domain/retry/messages";
import { retryKindValidator, retryOutcomeValidator } from "@voice-flow/domain/vocabulary/operations";
import { stageErrorCodeValidator } from "@voice-flow/domain/vocabulary/pipeline";
import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";

/** Times in ms, costs in micro-dollars. */
export const retryRowValidator = v.object({
  _id: v.id("voicePipelineRetries"),
  kind: retryKindValidator,
  label: v.string(),
  /** 1 for the first retry of the note. */
  retryNumber: v.number(),
  attempt: v.number(),
  outcome: retryOutcomeValidator,
  errorCode: v.optional(stageErrorCodeValidator),
  requestedByName: v.string(),
  reason: v.optional(v.string()),
  bulkRetryId: v.optional(v.id("voicePipelineBulkRetries")),
  estimatedCostMicros: v.optional(v.number()),
  estimatedMs: v.optional(v.number()),
  startedAt: v.number(),
  finishedAt: v.optional(v.number()),
  durationMs: v.optional(v.number()),
  costMicros: v.optional(v.number()),
});
export type RetryRow = Infer<typeof retryRowValidator>;

/** Ten an hour at most; what is older than the last hundred of one note is of no use to anybody. */
const MAX_HISTORY = 100;

/** Newest first. */
export async function readRetryHistory(
  db: DbReader,
  artifactId: Id<"voiceNoteArtifacts">,
): Promise<RetryRow[]> {
  const retries = await db
    .query("voicePipelineRetries")
    .withIndex("by_artifactId_and_startedAt", (q) => q.eq("artifactId", artifactId))
    .order("desc")
    .take(MAX_HISTORY);
  return retries.map(retryRow);
}

function retryRow({
  _creationTime,
  artifactId,
  organizationId,
  requestedBy,
  ...row
}: Doc<"voicePipelineRetries">): RetryRow {
  const durationMs = row.finishedAt === undefined ? undefined : row.finishedAt - row.startedAt;
  return { ...row, label: RETRY_LABELS[row.kind], durationMs };
}
