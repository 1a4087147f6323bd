/** Exports of the event log: which columns, and how many rows a step and an export have. */
import { type CsvColumn, csvHeader, csvLines, toJsonLines } from "@voice-flow/domain/csv";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

/** Rows that one query reads, with a note's document for each at most. */
export const EXPORT_PAGE_ROWS = 1_000;
/** Pages that one step writes: an action of some seconds, and a file of some two megabytes. */
export const PAGES_PER_STEP = 10;
/** What an export holds at most: some 25 MB, which one action can still put together. */
export const MAX_EXPORT_ROWS = 100_000;
/** Exports that one member of staff may have running. */
export const MAX_RUNNING_EXPORTS = 2;
/** A running export that has not moved for so long has lost its step, ms. */
export const STALLED_AFTER_MS = 5 * 60_000;
/** For how long a finished file is kept, ms. */
export const KEPT_FOR_MS = 24 * 3_600_000;

export type ExportFormat = Doc<"voicePipelineExports">["format"];

export type ExportedEvent = Omit<
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

export const exportHead = (format: ExportFormat): string => (format === "csv" ? csvHeader(COLUMNS) : "");

export const exportLines = (format: ExportFormat, events: readonly ExportedEvent[]): string =>
  format === "csv" ? csvLines(COLUMNS, events) : toJsonLines(COLUMNS, events);

export const CONTENT_TYPES = {
  csv: "text/csv; charset=utf-8",
  json: "application/x-ndjson; charset=utf-8",
} as const satisfies Record<ExportFormat, string>;

/** Deletes the files of the parts that an export has written. */
export async function deleteParts(
  ctx: Pick<MutationCtx, "storage">,
  { parts }: { parts: readonly Id<"_storage">[] },
): Promise<void> {
  for (const part of parts) await ctx.storage.delete(part);
}
