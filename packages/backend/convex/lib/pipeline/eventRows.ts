/** Events as pages show them, and the one query behind every list of them. */
import { sourceChannelValidator } from "@voice-flow/domain/vocabulary/pipeline";
import type { PaginationOptions, PaginationResult } from "convex/server";
import { type Infer, v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import { pipelineEventFields } from "../../tables/monitoring";
import type { DbReader } from "../foundation/context";
import { type NameLookup, nameLookup } from "../host/nameLookup";
import { type EventFilters, eventStream } from "./eventStreams";

const { artifactId: _docId, voiceNoteId: _noteId, ...shown } = pipelineEventFields;

/** One row of a feed, a log or a timeline. `artifactId` is the public one; times in ms, costs in micro-dollars. */
export const eventRowValidator = v.object({
  _id: v.id("voicePipelineEvents"),
  ...shown,
  artifactId: v.optional(v.string()),
  sourceChannel: v.optional(sourceChannelValidator),
  coachName: v.optional(v.string()),
  organizationName: v.optional(v.string()),
});
export type EventRow = Infer<typeof eventRowValidator>;

/**
 * Rows that one page may read at most. A page of 50 reads 50 and one for each range that is merged (27 at most); only of
 * one note's events are more looked at than shown.
 */
const MAX_ROWS_READ = 140;

const NOTHING: PaginationResult<EventRow> = { page: [], isDone: true, continueCursor: "[]" };

/**
 * A page of the log, newest first. The last page that a live list shows grows only if the caller gives its `endCursor`
 * (as `usePaginatedQuery` of convex-helpers does).
 */
export async function paginateEvents(
  db: DbReader,
  filters: EventFilters,
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<EventRow>> {
  const found = await eventStream(db, filters)?.paginate({
    ...paginationOpts,
    maximumRowsRead: MAX_ROWS_READ,
  });
  if (!found) return NOTHING;
  const names = nameLookup(db);
  return { ...found, page: await Promise.all(found.page.map((event) => eventRow(event, names))) };
}

export async function eventRow(event: Doc<"voicePipelineEvents">, names: NameLookup): Promise<EventRow> {
  const { _creationTime, commitTs, artifactId, voiceNoteId, ...row } = event;
  const artifact = await names.artifact(artifactId);
  return {
    ...row,
    artifactId: artifact?.artifactId,
    sourceChannel: artifact?.sourceChannel,
    coachName: await names.coachName(row.coachUserId),
    organizationName: await names.clubName(row.organizationId),
  };
}

/** The newest events, without the coaches' names, which a feed does not show: three documents for each at most. */
export async function latestEvents(db: DbReader, limit: number): Promise<EventRow[]> {
  const events = await db.query("voicePipelineEvents").withIndex("by_timestamp").order("desc").take(limit);
  const names = { ...nameLookup(db), coachName: async () => undefined };
  return await Promise.all(events.map((event) => eventRow(event, names)));
}
