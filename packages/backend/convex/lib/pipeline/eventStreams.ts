/**
 * The event log under any combination of filters. Every combination is one index range, or a few that are merged by
 * time: what does not pass the filters is not read (docs/decisions/0003-event-list.md).
 */
import {
  EVENT_TYPES,
  PIPELINE_EVENT_TYPES,
  type PipelineEventType,
  type PipelineStage,
} from "@voice-flow/domain/vocabulary/pipeline";
import { mergedStream, type QueryStream, stream } from "convex-helpers/server/stream";
import type { Doc, Id } from "../../_generated/dataModel";
import schema from "../../schema";
import type { DbReader } from "../foundation/context";

export interface EventFilters {
  organizationId?: string;
  artifactId?: Id<"voiceNoteArtifacts">;
  pipelineStage?: PipelineStage;
  /** None or empty: all. */
  eventTypes?: readonly PipelineEventType[];
  errorsOnly?: boolean;
  /** ms, inclusive. */
  from?: number;
  /** ms, exclusive. */
  to?: number;
}

type Events = QueryStream<Doc<"voicePipelineEvents">>;
interface Times {
  from: number;
  to: number;
}

/** The types that pass, or null for all of them. An event's outcome is that of its type. */
export function wantedTypes({ eventTypes = [], errorsOnly }: EventFilters): PipelineEventType[] | null {
  if (eventTypes.length === 0 && !errorsOnly) return null;
  return PIPELINE_EVENT_TYPES.filter(
    (type) =>
      (eventTypes.length === 0 || eventTypes.includes(type)) &&
      (!errorsOnly || EVENT_TYPES[type].outcome === "failure"),
  );
}

/** Newest first; null when no event can pass. */
export function eventStream(db: DbReader, filters: EventFilters): Events | null {
  const times = { from: filters.from ?? 0, to: filters.to ?? Number.MAX_SAFE_INTEGER };
  const types = wantedTypes(filters);
  if (types?.length === 0) return null;
  const ranges =
    filters.artifactId === undefined
      ? rangesOf(db, filters, types, times)
      : [ofArtifact(db, filters.artifactId, filters, types, times)];
  return mergedStream(ranges, ["timestamp"]);
}

/** A note has few events, however often it was retried: they are read and looked at. */
function ofArtifact(
  db: DbReader,
  artifactId: Id<"voiceNoteArtifacts">,
  { organizationId, pipelineStage }: EventFilters,
  types: PipelineEventType[] | null,
  { from, to }: Times,
): Events {
  return stream(db, schema)
    .query("voicePipelineEvents")
    .withIndex("by_artifactId", (q) =>
      q.eq("artifactId", artifactId).gte("timestamp", from).lt("timestamp", to),
    )
    .order("desc")
    .filterWith(
      async (event) =>
        (organizationId === undefined || event.organizationId === organizationId) &&
        (pipelineStage === undefined || event.pipelineStage === pipelineStage) &&
        (types === null || types.includes(event.eventType)),
    );
}

function rangesOf(
  db: DbReader,
  { organizationId, pipelineStage }: EventFilters,
  types: PipelineEventType[] | null,
  times: Times,
): Events[] {
  if (organizationId !== undefined && pipelineStage !== undefined) {
    return (types ?? PIPELINE_EVENT_TYPES).map((type) =>
      ofOrgStageAndType(db, organizationId, pipelineStage, type, times),
    );
  }
  if (types === null) return [withoutTypes(db, { organizationId, pipelineStage }, times)];
  if (organizationId !== undefined) return types.map((type) => ofOrgAndType(db, organizationId, type, times));
  if (pipelineStage !== undefined) {
    return types.map((type) => ofStageAndType(db, pipelineStage, type, times));
  }
  return types.map((type) => ofType(db, type, times));
}

/** At most one of the two. */
function withoutTypes(
  db: DbReader,
  { organizationId, pipelineStage }: Pick<EventFilters, "organizationId" | "pipelineStage">,
  { from, to }: Times,
): Events {
  const events = stream(db, schema).query("voicePipelineEvents");
  if (organizationId !== undefined) {
    return events
      .withIndex("by_org_and_timestamp", (q) =>
        q.eq("organizationId", organizationId).gte("timestamp", from).lt("timestamp", to),
      )
      .order("desc");
  }
  if (pipelineStage !== undefined) {
    return events
      .withIndex("by_pipelineStage_and_timestamp", (q) =>
        q.eq("pipelineStage", pipelineStage).gte("timestamp", from).lt("timestamp", to),
      )
      .order("desc");
  }
  return events.withIndex("by_timestamp", (q) => q.gte("timestamp", from).lt("timestamp", to)).order("desc");
}

function ofType(db: DbReader, eventType: PipelineEventType, { from, to }: Times): Events {
  return stream(db, schema)
    .query("voicePipelineEvents")
    .withIndex("by_eventType_and_timestamp", (q) =>
      q.eq("eventType", eventType).gte("timestamp", from).lt("timestamp", to),
    )
    .order("desc");
}

function ofOrgAndType(
  db: DbReader,
  organizationId: string,
  eventType: PipelineEventType,
  { from, to }: Times,
): Events {
  return stream(db, schema)
    .query("voicePipelineEvents")
    .withIndex("by_org_eventType_timestamp", (q) =>
      q
        .eq("organizationId", organizationId)
        .eq("eventType", eventType)
        .gte("timestamp", from)
        .lt("timestamp", to),
    )
    .order("desc");
}

function ofStageAndType(
  db: DbReader,
  pipelineStage: PipelineStage,
  eventType: PipelineEventType,
  { from, to }: Times,
): Events {
  return stream(db, schema)
    .query("voicePipelineEvents")
    .withIndex("by_stage_eventType_timestamp", (q) =>
      q
        .eq("pipelineStage", pipelineStage)
        .eq("eventType", eventType)
        .gte("timestamp", from)
        .lt("timestamp", to),
    )
    .order("desc");
}

function ofOrgStageAndType(
  db: DbReader,
  organizationId: string,
  pipelineStage: PipelineStage,
  eventType: PipelineEventType,
  { from, to }: Times,
): Events {
  return stream(db, schema)
    .query("voicePipelineEvents")
    .withIndex("by_org_stage_eventType_timestamp", (q) =>
      q
        .eq("organizationId", organizationId)
        .eq("pipelineStage", pipelineStage)
        .eq("eventType", eventType)
        .gte("timestamp", from)
        .lt("timestamp", to),
    )
    .order("desc");
}
