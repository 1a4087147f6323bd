/** Notes and what came of them as a file: which columns, and a page of it. */
import { type CsvColumn, csvHeader, csvLines, toJsonLines } from "@voice-flow/domain/csv";
import type { PaginationOptions } from "convex/server";
import type { Doc } from "../../_generated/dataModel";
import type { ExportRequest } from "../../tables/metrics";
import { paginateNotesOfAlert } from "../alerts/runNotes";
import type { DbReader } from "../foundation/context";
import { nameLookup } from "../host/nameLookup";
import { artifactStream } from "../pipeline/artifactList";
import type { ExportFormat, ExportPage } from "./exportPage";

type ExportedArtifact = Doc<"voiceNoteArtifacts"> & { organizationName?: string };

const moment = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString();

/** Ids, states and figures; no person's name and not a word of a note. Times as ISO 8601, costs in micro-dollars. */
const COLUMNS: readonly CsvColumn<ExportedArtifact>[] = [
  { header: "artifactId", value: (note) => note.artifactId },
  { header: "status", value: (note) => note.status },
  { header: "currentStage", value: (note) => note.currentStage },
  { header: "attempt", value: (note) => note.attempt },
  { header: "sourceChannel", value: (note) => note.sourceChannel },
  { header: "noteType", value: (note) => note.noteType },
  { header: "organizationId", value: (note) => note.organizationId },
  { header: "organizationName", value: (note) => note.organizationName },
  { header: "createdAt", value: (note) => moment(note.createdAt) },
  { header: "updatedAt", value: (note) => moment(note.updatedAt) },
  { header: "readyAt", value: (note) => moment(note.readyAt) },
  {
    header: "latencyMs",
    value: (note) => (note.readyAt === undefined ? undefined : note.readyAt - note.createdAt),
  },
  { header: "claimCount", value: (note) => note.totals.claimCount },
  { header: "disambiguationCount", value: (note) => note.totals.disambiguationCount },
  { header: "draftCount", value: (note) => note.totals.draftCount },
  { header: "confirmedCount", value: (note) => note.totals.confirmedCount },
  { header: "aiCost", value: (note) => note.totals.aiCost },
  { header: "errorStage", value: (note) => note.error?.stage },
  { header: "errorCode", value: (note) => note.error?.code },
  { header: "errorFingerprint", value: (note) => note.error?.fingerprint },
  { header: "failedAt", value: (note) => moment(note.error?.at) },
  { header: "handledAt", value: (note) => moment(note.handledAt) },
];

export const artifactsHead = (format: ExportFormat): string => (format === "csv" ? csvHeader(COLUMNS) : "");

/** In the order of the grid. */
export async function artifactsPage(
  db: DbReader,
  { alertId, ...filters }: Extract<ExportRequest, { subject: "artifacts" }>["filters"],
  format: ExportFormat,
  paginationOpts: PaginationOptions,
): Promise<ExportPage> {
  const found =
    alertId === undefined
      ? await artifactStream(db, filters).paginate({
          ...paginationOpts,
          // A search by id or cause looks at more than it shows.
          maximumRowsRead: 2 * paginationOpts.numItems,
        })
      : await paginateNotesOfAlert(
          db,
          { alertId, errorFingerprint: filters.errorFingerprint },
          filters,
          paginationOpts,
        );
  const names = nameLookup(db);
  const notes = await Promise.all(
    found.page.map(async (note) => ({
      ...note,
      organizationName: await names.clubName(note.organizationId),
    })),
  );
  const text = format === "csv" ? csvLines(COLUMNS, notes) : toJsonLines(COLUMNS, notes);
  return { text, rows: notes.length, isDone: found.isDone, continueCursor: found.continueCursor };
}
