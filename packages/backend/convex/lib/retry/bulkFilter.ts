/** Which notes a bulk retry is about. */

import type { ArtifactStatus } from "@voice-flow/domain/vocabulary/pipeline";
import type { Doc } from "../../_generated/dataModel";
import type { BulkRetryFilter } from "../../tables/retries";
import type { DbReader } from "../context";
import { functionError } from "../errors";

const DAY_MS = 86_400_000;
/** As long as events are kept at most: nobody retries what is older by the hundred. */
const MAX_WINDOW_MS = 366 * DAY_MS;

export const statusesOf = ({ statuses }: BulkRetryFilter): readonly ArtifactStatus[] =>
  statuses === undefined || statuses.length === 0 ? ["failed"] : [...new Set(statuses)];

/** Throws ConvexError `invalid_argument`. */
export function checkFilterOrThrow({ from, to }: BulkRetryFilter): void {
  if (!(from < to)) throw functionError("invalid_argument", "The window must begin before it ends.");
  if (to - from > MAX_WINDOW_MS) {
    throw functionError("invalid_argument", "The window is longer than a year: choose a shorter one.");
  }
}

/** Notes of one status in the window, oldest first; the rest of the filter is for `matches`. */
export const inWindow = (db: DbReader, { from, to }: BulkRetryFilter, status: ArtifactStatus) =>
  db
    .query("voiceNoteArtifacts")
    .withIndex("by_status_and_createdAt", (q) =>
      q.eq("status", status).gte("createdAt", from).lt("createdAt", to),
    );

/** `seenAt` (ms): what has changed since was not a part of what staff saw. */
export function matches(
  artifact: Doc<"voiceNoteArtifacts">,
  filter: BulkRetryFilter,
  seenAt: number,
): boolean {
  const { pipelineStage, organizationId, errorFingerprint } = filter;
  if (artifact.updatedAt > seenAt) return false;
  if (pipelineStage !== undefined && artifact.currentStage !== pipelineStage) return false;
  if (organizationId !== undefined && artifact.organizationId !== organizationId) return false;
  return errorFingerprint === undefined || artifact.error?.fingerprint === errorFingerprint;
}
