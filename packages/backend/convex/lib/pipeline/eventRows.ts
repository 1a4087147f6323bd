/** Events as pages show them, and the one query behind every list of them. */
import { sourceChannelValidator } from "@voice-flow/domain/vocabulary/pipeline";
import type { PaginationOptions, PaginationResult } from "convex/server";
import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { pipelineEventFields } from "../../tables/monitoring";
import type { DbReader } from "../context";
import { type NameLookup, nameLookup } from "./nameLookup";

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

export interface EventFilters {
  organizationId?: string;
  artifactId?: Id<"voiceNoteArtifacts">;
  pipelineStage?: Doc<"voicePipelineEvents">["pipelineStage"];
  eventTypes?: readonly Doc<"voicePipelineEvents">["eventType"][];
  errorsOnly?: boolean;
  /** ms, inclusive. */
  from?: number;
  /** ms, exclusive. */
  to?: number;
}

/**
 * Rows that one page may read while it looks for those that pass every filter: with the names of 50 rows a page stays under
 * 300 documents. A page of a rare combination may be short, or empty, and still not be the last one.
 */
const MAX_ROWS_READ = 140;

/** Newest first. The most selective filter chooses the index; the others are applied to what it yields. */
export async function paginateEvents(
  db: DbReader,
  filters: EventFilters,
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<EventRow>> {
  const { organizationId, artifactId, pipelineStage, eventTypes = [], errorsOnly } = filters;
  const found = await indexedEvents(db, filters)
    .order("desc")
    // On an index, a page at a time and with a bound on the rows read: the engine's own cursors keep pages gapless while
    // new events arrive, which filtering afterwards would not.
    // eslint-disable-next-line @convex-dev/no-filter-in-query
    .filter((q) =>
      q.and(
        ...(artifactId === undefined ? [] : [q.eq(q.field("artifactId"), artifactId)]),
        ...(organizationId === undefined ? [] : [q.eq(q.field("organizationId"), organizationId)]),
        ...(pipelineStage === undefined ? [] : [q.eq(q.field("pipelineStage"), pipelineStage)]),
        ...(errorsOnly ? [q.eq(q.field("outcome"), "failure")] : []),
        ...(eventTypes.length === 0
          ? []
          : [q.or(...eventTypes.map((type) => q.eq(q.field("eventType"), type)))]),
      ),
    )
    .paginate({ ...paginationOpts, maximumRowsRead: MAX_ROWS_READ });
  const names = nameLookup(db);
  return { ...found, page: await Promise.all(found.page.map((event) => eventRow(event, names))) };
}

function indexedEvents(db: DbReader, filters: EventFilters) {
  const { organizationId, artifactId, pipelineStage, eventTypes = [], errorsOnly } = filters;
  const { from = 0, to = Number.MAX_SAFE_INTEGER } = filters;
  const events = db.query("voicePipelineEvents");
  const [onlyType, ...otherTypes] = eventTypes;
  if (artifactId !== undefined) {
    return events.withIndex("by_artifactId", (q) =>
      q.eq("artifactId", artifactId).gte("timestamp", from).lt("timestamp", to),
    );
  }
  if (onlyType !== undefined && otherTypes.length === 0) {
    return events.withIndex("by_eventType_and_timestamp", (q) =>
      q.eq("eventType", onlyType).gte("timestamp", from).lt("timestamp", to),
    );
  }
  if (errorsOnly) {
    return events.withIndex("by_outcome_and_timestamp", (q) =>
      q.eq("outcome", "failure").gte("timestamp", from).lt("timestamp", to),
    );
  }
  if (organizationId !== undefined) {
    return events.withIndex("by_org_and_timestamp", (q) =>
      q.eq("organizationId", organizationId).gte("timestamp", from).lt("timestamp", to),
    );
  }
  if (pipelineStage !== undefined) {
    return events.withIndex("by_pipelineStage_and_timestamp", (q) =>
      q.eq("pipelineStage", pipelineStage).gte("timestamp", from).lt("timestamp", to),
    );
  }
  return events.withIndex("by_timestamp", (q) => q.gte("timestamp", from).lt("timestamp", to));
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
