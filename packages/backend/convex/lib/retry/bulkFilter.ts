/** Which notes a bulk retry is about. */

import type { Doc } from "../../_generated/dataModel";
import type { ArtifactFilters } from "../../tables/artifacts";
import type { BulkRetryFilter } from "../../tables/retries";
import { paginateNotesOfAlert } from "../alerts/runNotes";
import type { DbReader } from "../foundation/context";
import { functionError } from "../foundation/errors";
import { findArtifact } from "../pipeline/artifactDetail";
import { artifactStream } from "../pipeline/artifactList";

const DAY_MS = 86_400_000;
/** As long as events are kept at most: nobody retries what is older by the hundred. */
const MAX_WINDOW_MS = 366 * DAY_MS;

/** Notes that may be named one by one. */
const MAX_IDS = 200;

/** Rows that are looked at beyond those of a page: what a search by id or by cause leaves out, and the ranges' first rows. */
const ROWS_AHEAD = 100;

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

export interface NotesPage {
  page: Doc<"voiceNoteArtifacts">[];
  isDone: boolean;
  continueCursor: string;
}

/**
 * A page of the notes that match. `seenAt` (ms): what has changed since was not a part of what staff saw, and is left out.
 * Call it once in a function: most of its sources are one paginated query.
 */
export async function pageOfNotes(
  db: DbReader,
  filter: BulkRetryFilter,
  seenAt: number,
  { cursor, numItems }: { cursor: string | null; numItems: number },
): Promise<NotesPage> {
  const options = { cursor, numItems, maximumRowsRead: numItems + ROWS_AHEAD };
  const found = await findNotes(db, filter, options);
  const { pipelineStage } = filter;
  const page = found.page.filter(
    ({ updatedAt, currentStage }) =>
      updatedAt <= seenAt && (pipelineStage === undefined || currentStage === pipelineStage),
  );
  return { page, isDone: found.isDone, continueCursor: found.continueCursor };
}

type Options = { cursor: string | null; numItems: number; maximumRowsRead: number };

async function findNotes(db: DbReader, filter: BulkRetryFilter, options: Options): Promise<NotesPage> {
  const { alertId, errorFingerprint, artifactIds, timeOf, ...filters } = filter;
  if (artifactIds !== undefined) {
    return { page: await namedNotes(db, artifactIds), isDone: true, continueCursor: "" };
  }
  if (alertId !== undefined) {
    return await paginateNotesOfAlert(db, { alertId, errorFingerprint }, filters, options);
  }
  if (timeOf === "failed") return await failedIn(db, filter, options);
  const statuses = filters.statuses?.length
    ? filters.statuses
    : (["failed"] satisfies ArtifactFilters["statuses"]);
  return await artifactStream(db, { ...filters, errorFingerprint, statuses }).paginate(options);
}

async function failedIn(db: DbReader, filter: BulkRetryFilter, options: Options): Promise<NotesPage> {
  const { from, to, organizationId, sourceChannel, errorFingerprint } = filter;
  const found = await db
    .query("voiceNoteArtifacts")
    .withIndex("by_status_handled_failedAt", (q) =>
      q.eq("status", "failed").eq("handledAt", undefined).gte("error.at", from).lt("error.at", to),
    )
    .order("desc")
    .paginate(options);
  const page = found.page.filter(
    (artifact) =>
      (organizationId === undefined || artifact.organizationId === organizationId) &&
      (sourceChannel === undefined || artifact.sourceChannel === sourceChannel) &&
      (errorFingerprint === undefined || artifact.error?.fingerprint === errorFingerprint),
  );
  return { ...found, page };
}

/** The notes that are named, without those that do not exist. */
async function namedNotes(db: DbReader, artifactIds: readonly string[]) {
  const found = await Promise.all(
    [...new Set(artifactIds)].map((artifactId) => findArtifact(db, artifactId)),
  );
  return found.filter((artifact) => artifact !== null);
}
