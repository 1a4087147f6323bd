/** The notes behind an incident, for lists and retries of notes: a note whose run ended twice in the window is met twice. */
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Doc, Id } from "../../_generated/dataModel";
import type { ArtifactFilters } from "../../tables/artifacts";
import type { DbReader } from "../context";
import { passes } from "../pipeline/artifactList";
import { type ArtifactRow, artifactRow } from "../pipeline/artifactRows";
import { nameLookup } from "../pipeline/nameLookup";
import { findAlert } from "./acts";
import { endedRows, frozenRows, runSource } from "./runs";

export interface NotesOfAlert {
  alertId: string;
  /** Narrows the runs to one cause of the incident. */
  errorFingerprint?: string;
}

/** Rows that are looked at beyond those that are shown. */
const ROWS_AHEAD = 70;

/** A page of ids, the newest run first; empty for an incident that is about no run, or whose id is unknown. */
async function paginateIds(
  db: DbReader,
  { alertId, errorFingerprint }: NotesOfAlert,
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<Id<"voiceNoteArtifacts">>> {
  const alert = await findAlert(db, alertId);
  const source = alert && runSource(alert);
  if (!alert || !source || source.kind === "none") return { page: [], isDone: true, continueCursor: "" };
  const options = { ...paginationOpts, maximumRowsRead: paginationOpts.numItems + ROWS_AHEAD };
  if (source.kind === "frozen") {
    const found = await frozenRows(db, alert).paginate(options);
    return { ...found, page: found.page.map(({ artifactId }) => artifactId) };
  }
  const found = await endedRows(db, alert, source, errorFingerprint).paginate(options);
  return { ...found, page: found.page.flatMap(({ artifactId }) => artifactId ?? []) };
}

/** A page of the notes that are still there and pass the filters; `errorFingerprint` of them is of the incident's runs. */
export async function paginateNotesOfAlert(
  db: DbReader,
  runs: NotesOfAlert,
  { errorFingerprint: _ofRuns, ...filters }: ArtifactFilters,
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<Doc<"voiceNoteArtifacts">>> {
  const found = await paginateIds(db, runs, paginationOpts);
  const artifacts = await Promise.all(
    [...new Set(found.page)].map((artifactId) => db.get("voiceNoteArtifacts", artifactId)),
  );
  const page = artifacts.filter((artifact) => artifact !== null).filter((each) => passes(each, filters));
  return { ...found, page };
}

/** The same as rows of the grid. A page may be short, and have notes of the page before once more. */
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
