/** The event log as a file: which columns, and a page of it. */
import { type CsvColumn, csvHeader, csvLines, toJsonLines } from "@voice-flow/domain/csv";
import type { PaginationOptions } from "convex/server";
import type { Doc } from "../../_generated/dataModel";
import type { ExportRequest } from "../../tables/metrics";
import type { DbReader } from "../foundation/context";
import { nameLookup } from "../host/nameLookup";
import { findArtifact } from "../pipeline/artifactDetail";
import { type EventFilters, eventStream } from "../pipeline/eventStreams";
import type { ExportFormat, ExportPage } from "./exportPage";

type ExportedEvent = Omit<
  Doc<"voicePipelineEvents">,
  "_id" | "_creationTime" | "commitTs" | "artifactId" | "voiceNoteId"
> & {
  /** The public id. */
  artifactId?: string;
};

const metadataColumn = (key: keyof NonNullable<ExportedEvent["metadata"]>): CsvColumn<ExportedEvent> => ({
  header: key,
  value: (event) => event.metadata?.[key],
});

/** Ids, codes and figures; nobody's name and not a word of a note. Times as ISO 8601, costs in micro-dollars. */
const COLUMNS: readonly CsvColumn<ExportedEvent>[] = [
  { header: "timestamp", value: (event) => new Date(event.timestamp).toISOString() },
  { header: "eventId", value: (event) => event.eventId },
  { header: "eventType", value: (event) => event.eventType },
  { header: "outcome", value: (event) => event.outcome },
  { header: "pipelineStage", value: (event) => event.pipelineStage },
  { header: "artifactId", value: (event) => event.artifactId },
  { header: "organizationId", value: (event) => event.organizationId },
  { header: "attempt", value: (event) => event.attempt },
  { header: "durationMs", value: (event) => event.durationMs },
  { header: "previousStatus", value: (event) => event.previousStatus },
  { header: "newStatus", value: (event) => event.newStatus },
  { header: "errorCode", value: (event) => event.errorCode },
  { header: "errorMessage", value: (event) => event.errorMessage },
  { header: "errorFingerprint", value: (event) => event.errorFingerprint },
  metadataColumn("claimCount"),
  metadataColumn("entityCount"),
  metadataColumn("autoResolvedCount"),
  metadataColumn("disambiguationCount"),
  metadataColumn("draftCount"),
  metadataColumn("confidenceScore"),
  metadataColumn("transcriptDuration"),
  metadataColumn("transcriptWordCount"),
  metadataColumn("aiModel"),
  metadataColumn("aiCost"),
  metadataColumn("inputTokens"),
  metadataColumn("outputTokens"),
  metadataColumn("cachedTokens"),
];

export const eventsHead = (format: ExportFormat): string => (format === "csv" ? csvHeader(COLUMNS) : "");

const NOTHING: ExportPage = { text: "", rows: 0, isDone: true, continueCursor: "[]" };

/** Newest first, with the public ids of their notes. */
export async function eventsPage(
  db: DbReader,
  { artifactId, ...filters }: Extract<ExportRequest, { subject: "events" }>["filters"],
  format: ExportFormat,
  paginationOpts: PaginationOptions,
): Promise<ExportPage> {
  const artifact = artifactId === undefined ? undefined : await findArtifact(db, artifactId);
  if (artifact === null) return NOTHING;
  const chosen: EventFilters = { ...filters, artifactId: artifact?._id };
  const found = await eventStream(db, chosen)?.paginate(paginationOpts);
  if (!found) return NOTHING;
  const names = nameLookup(db);
  const events = await Promise.all(
    found.page.map(async ({ _id, _creationTime, commitTs, voiceNoteId, ...event }) => ({
      ...event,
      artifactId: (await names.artifact(event.artifactId))?.artifactId,
    })),
  );
  const text = format === "csv" ? csvLines(COLUMNS, events) : toJsonLines(COLUMNS, events);
  return { text, rows: events.length, isDone: found.isDone, continueCursor: found.continueCursor };
}
