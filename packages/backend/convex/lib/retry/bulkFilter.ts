/** Which notes a bulk retry is about. */

import type { ArtifactStatus } from "@voice-flow/domain/vocabulary/pipeline";
import type { Doc } from "../../_generated/dataModel";
import type { BulkRetryFilter } from "../../tables/retries";
import type { DbReader } from "../context";
import { functionError } from "../errors";
import { findArtifact } from "../pipeline/artifactDetail";

const DAY_MS = 86_400_000;
/** As long as events are kept at most: nobody retries what is older by the hundred. */
const MAX_WINDOW_MS = 366 * DAY_MS;

/** Notes that may be named one by one. */
const MAX_IDS = 200;

/** Where notes are looked for, one after another. */
export type BulkSource = { kind: "ids" } | { kind: "failed" } | { kind: "received"; status: ArtifactStatus };

export function sourcesOf({ artifactIds, timeOf, statuses }: BulkRetryFilter): readonly BulkSource[] {
  if (artifactIds !== undefined) return [{ kind: "ids" }];
  if (timeOf === "failed") return [{ kind: "failed" }];
  const wanted = statuses === undefined || statuses.length === 0 ? (["failed"] as const) : new Set(statuses);
  return [...wanted].map((status) => ({ kind: "received", status }));
}

/** Throws ConvexError `invalid_argument`. */
export function checkFilterOrThrow({ from, to, artifactIds }: BulkRetryFilter): void {
  if (artifactIds !== undefined && artifactIds.length > MAX_IDS) {
    throw functionError(
      "invalid_argument",
      `At most ${MAX_IDS} notes can be named: choose by a filter instead.`,
    );
  }
  if (!(from < to)) throw functionError("invalid_argument", "The window must begin before it ends.");
  if (to - from > MAX_WINDOW_MS) {
    throw functionError("invalid_argument", "The window is longer than a year: choose a shorter one.");
  }
}

/** Notes of a source, oldest first; the rest of the filter is for `matches`. */
export function notesOf(
  db: DbReader,
  { from, to }: BulkRetryFilter,
  source: Exclude<BulkSource, { kind: "ids" }>,
) {
  const notes = db.query("voiceNoteArtifacts");
  return source.kind === "failed"
    ? notes.withIndex("by_status_handled_failedAt", (q) =>
        q.eq("status", "failed").eq("handledAt", undefined).gte("error.at", from).lt("error.at", to),
      )
    : notes.withIndex("by_status_and_createdAt", (q) =>
        q.eq("status", source.status).gte("createdAt", from).lt("createdAt", to),
      );
}

/** The notes that are named, without those that do not exist. */
export async function namedNotes(db: DbReader, { artifactIds = [] }: BulkRetryFilter) {
  const found = await Promise.all(
    [...new Set(artifactIds)].map((artifactId) => findArtifact(db, artifactId)),
  );
  return found.filter((artifact) => artifact !== null);
}

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
