/** The notes behind an incident, for lists, retries and exports of notes: each once, at its newest run in the window. */
import type { RunSource } from "@voice-flow/domain/alerts/run-source";
import { isFirstAttempt } from "@voice-flow/domain/metrics/rollup";
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Doc } from "../../_generated/dataModel";
import type { ArtifactFilters } from "../../tables/artifacts";
import type { DbReader } from "../foundation/context";
import { nameLookup } from "../host/nameLookup";
import { passes } from "../pipeline/artifactList";
import { type ArtifactRow, artifactRow } from "../pipeline/artifactRows";
import { findAlert } from "./acts";
import { endedRows, frozenRows, runSource } from "./runs";

export interface NotesOfAlert {
  alertId: string;
  /** Narrows the runs to one cause of the incident. */
  errorFingerprint?: string;
}

/** Rows that are looked at beyond those that are shown. */
const ROWS_AHEAD = 70;
/** Events of one note within an incident's window, above any number that ten retries an hour leave. */
const MAX_EVENTS_OF_NOTE = 500;

type Artifact = Doc<"voiceNoteArtifacts">;
type EndEvents = Extract<RunSource, { kind: "events" }>;

/**
 * A page of the notes that are still there and pass the filters, the newest run first; `errorFingerprint` of them is of the
 * incident's runs. Empty for an incident that is about no run, or whose id is unknown.
 */
export async function paginateNotesOfAlert(
  db: DbReader,
  { alertId, errorFingerprint }: NotesOfAlert,
  { errorFingerprint: _ofRuns, ...filters }: ArtifactFilters,
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<Artifact>> {
  const alert = await findAlert(db, alertId);
  const source = alert && runSource(alert);
  if (!alert || !source || source.kind === "none") return { page: [], isDone: true, continueCursor: "" };
  const options = { ...paginationOpts, maximumRowsRead: paginationOpts.numItems + ROWS_AHEAD };
  const ofPage = (artifacts: readonly (Artifact | null)[]) =>
    artifacts.filter((artifact) => artifact !== null).filter((artifact) => passes(artifact, filters));
  if (source.kind === "frozen") {
    const found = await frozenRows(db, alert).paginate(options);
    const artifacts = found.page.map(({ artifactId }) => db.get("voiceNoteArtifacts", artifactId));
    return { ...found, page: ofPage(await Promise.all(artifacts)) };
  }
  const found = await endedRows(db, alert, source, errorFingerprint).paginate(options);
  const artifacts = found.page.map(async (event) => {
    const artifact = event.artifactId ? await db.get("voiceNoteArtifacts", event.artifactId) : null;
    // Nothing of the note ended later while it has not been tried again.
    const isNewest =
      artifact?.attempt === event.attempt || !(await endedLater(db, alert, source, event, errorFingerprint));
    return isNewest ? artifact : null;
  });
  return { ...found, page: ofPage(await Promise.all(artifacts)) };
}

/** Whether another run of the note, which is behind the incident too, ended after this one. */
async function endedLater(
  db: DbReader,
  alert: Doc<"voicePipelineAlerts">,
  source: EndEvents,
  { artifactId, timestamp }: Doc<"voicePipelineEvents">,
  errorFingerprint: string | undefined,
): Promise<boolean> {
  const later = await db
    .query("voicePipelineEvents")
    .withIndex("by_artifactId", (q) =>
      q.eq("artifactId", artifactId).gt("timestamp", timestamp).lte("timestamp", alert.windowTo),
    )
    .take(MAX_EVENTS_OF_NOTE);
  return later.some((event) => isEndOf(event, source, errorFingerprint));
}

/** What `endedRows` selects, asked of one event. */
const isEndOf = (
  event: Doc<"voicePipelineEvents">,
  { eventType, errorCodes, stage, firstAttempts }: EndEvents,
  errorFingerprint: string | undefined,
): boolean =>
  event.eventType === eventType &&
  (stage === undefined || event.pipelineStage === stage) &&
  (!firstAttempts || isFirstAttempt(event)) &&
  (eventType !== "artifact_status_changed" || event.durationMs !== undefined) &&
  (errorCodes === undefined || errorCodes.some((code) => code === event.errorCode)) &&
  (errorFingerprint === undefined || event.errorFingerprint === errorFingerprint);

/** The same as rows of the grid. A page may be short, and still have another one after it. */
export async function paginateRowsOfAlert(
  db: DbReader,
  runs: NotesOfAlert,
  filters: ArtifactFilters,
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<ArtifactRow>> {
  const found = await paginateNotesOfAlert(db, runs, filters, paginationOpts);
  const names = nameLookup(db);
  return { ...found, page: await Promise.all(found.page.map((artifact) => artifactRow(artifact, names))) };
}
