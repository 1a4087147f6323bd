/** Exports: how many rows a step and an export have, how they begin, and what one page of each kind holds. */
import type { PaginationOptions } from "convex/server";
import { v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { type ExportRequest, exportFormatValidator, exportSubjectValidator } from "../../tables/metrics";
import { startChain } from "../foundation/chain";
import type { DbReader } from "../foundation/context";
import { functionError } from "../foundation/errors";
import type { Staff } from "../host/functions";
import { artifactsHead, artifactsPage } from "./artifactExport";
import { eventsHead, eventsPage } from "./eventExport";
import type { ExportFormat, ExportPage } from "./exportPage";

/** Rows that one query reads, with a note's document for each at most. */
export const EXPORT_PAGE_ROWS = 1_000;
/** Pages that one step writes: an action of some seconds, and a file of some two megabytes. */
export const PAGES_PER_STEP = 10;
/** Exports of one member of staff that are listed. */
export const MAX_LISTED = 20;
/** What an export holds at most: some 25 MB, which one action can still put together. */
export const MAX_EXPORT_ROWS = 100_000;
/** Exports that one member of staff may have running. */
export const MAX_RUNNING_EXPORTS = 2;
/** Its key is the id of the export; its steps are actions, since they write files. */
export const EXPORT_CHAIN = "export";
/** For how long a finished file is kept, ms. */
export const KEPT_FOR_MS = 24 * 3_600_000;

/** How far an export is, for its next step. */
export const runningExportValidator = v.object({
  format: exportFormatValidator,
  subject: exportSubjectValidator,
  rows: v.number(),
  cursor: v.union(v.string(), v.null()),
  parts: v.array(v.id("_storage")),
  /** Every row is in a part: what is left is to put the parts together. */
  written: v.boolean(),
});

const WRITERS = {
  events: { head: eventsHead, page: eventsPage },
  artifacts: { head: artifactsHead, page: artifactsPage },
} as const satisfies Record<ExportRequest["subject"], unknown>;

/** The first line of a file, where its format has one. */
export const exportHead = (subject: ExportRequest["subject"], format: ExportFormat): string =>
  WRITERS[subject].head(format);

export async function readExportPage(
  db: DbReader,
  request: ExportRequest,
  format: ExportFormat,
  paginationOpts: PaginationOptions,
): Promise<ExportPage> {
  return request.subject === "events"
    ? await eventsPage(db, request.filters, format, paginationOpts)
    : await artifactsPage(db, request.filters, format, paginationOpts);
}

/** Begins an export. Throws ConvexError `invalid_argument` while two exports of the caller run. */
export async function beginExport(
  ctx: MutationCtx & { staff: Staff },
  format: ExportFormat,
  request: ExportRequest,
  now: number,
): Promise<Id<"voicePipelineExports">> {
  const requestedBy = ctx.staff.authUserId;
  const recent = await ctx.db
    .query("voicePipelineExports")
    .withIndex("by_requestedBy_and_createdAt", (q) => q.eq("requestedBy", requestedBy))
    .order("desc")
    .take(MAX_LISTED);
  if (recent.filter((row) => row.status === "running").length >= MAX_RUNNING_EXPORTS) {
    throw functionError("invalid_argument", "Wait until one of your exports is finished, or cancel it.");
  }
  const exportId = await ctx.db.insert("voicePipelineExports", {
    requestedBy,
    format,
    request,
    status: "running",
    rows: 0,
    truncated: false,
    parts: [],
    written: false,
    createdAt: now,
    updatedAt: now,
  });
  await ctx.db.insert("auditLog", {
    actorAuthUserId: requestedBy,
    action: "export_started",
    detail: `${request.subject} as ${format}`,
    at: now,
  });
  await startChain(ctx, EXPORT_CHAIN, { key: exportId, now });
  return exportId;
}

export const CONTENT_TYPES = {
  csv: "text/csv; charset=utf-8",
  json: "application/x-ndjson; charset=utf-8",
} as const satisfies Record<ExportFormat, string>;

/** Ends a running export: with its file, or as failed. Its parts are of no more use. */
export async function endExport(
  ctx: MutationCtx,
  row: Doc<"voicePipelineExports">,
  storageId: Id<"_storage"> | undefined,
  now: number,
): Promise<void> {
  await deleteParts(ctx, row);
  const status = storageId ? ("completed" as const) : ("failed" as const);
  await ctx.db.patch("voicePipelineExports", row._id, { status, storageId, parts: [], updatedAt: now });
}

/** Deletes the files of the parts that an export has written. */
export async function deleteParts(
  ctx: Pick<MutationCtx, "storage">,
  { parts }: { parts: readonly Id<"_storage">[] },
): Promise<void> {
  for (const part of parts) await ctx.storage.delete(part);
}
