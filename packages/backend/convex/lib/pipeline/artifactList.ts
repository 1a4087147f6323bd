/**
 * Runs of the pipeline under any combination of filters. Every combination is one index range, or a few that are merged
 * by time: what does not pass the filters is not read, save under a search by id.
 */
import {
  ARTIFACT_STATUSES,
  type ArtifactStage,
  type ArtifactStatus,
  SOURCE_CHANNELS,
  type SourceChannel,
} from "@voice-flow/domain/vocabulary/pipeline";
import type { PaginationOptions, PaginationResult } from "convex/server";
import { mergedStream, type QueryStream, stream } from "convex-helpers/server/stream";
import type { Doc } from "../../_generated/dataModel";
import schema from "../../schema";
import type { ArtifactFilters } from "../../tables/artifacts";
import type { DbReader } from "../foundation/context";
import { nameLookup } from "../host/nameLookup";
import { type ArtifactRow, artifactRow } from "./artifactRows";

type Artifacts = QueryStream<Doc<"voiceNoteArtifacts">>;
interface Times {
  from: number;
  to: number;
}

/**
 * Of a page of 50 and the 36 ranges that are merged at most; only a search by id, a cause, and unhandled failures or a stage of
 * a club or a channel look at more than they show.
 */
const MAX_ROWS_READ = 140;

/** Newest first; under a search by id in the order of the ids. */
export async function paginateArtifacts(
  db: DbReader,
  filters: ArtifactFilters,
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<ArtifactRow>> {
  const found = await artifactStream(db, filters).paginate({
    ...paginationOpts,
    maximumRowsRead: MAX_ROWS_READ,
  });
  const names = nameLookup(db);
  return { ...found, page: await Promise.all(found.page.map((artifact) => artifactRow(artifact, names))) };
}

export function artifactStream(db: DbReader, filters: ArtifactFilters): Artifacts {
  const { idPrefix = "", errorFingerprint, onlyUnhandled = false } = filters;
  const times = { from: filters.from ?? 0, to: filters.to ?? Number.MAX_SAFE_INTEGER };
  if (idPrefix !== "") return ofIdPrefix(db, filters);
  if (errorFingerprint === undefined && !onlyUnhandled) return ofStageOrAny(db, filters, times);
  // Only failures have a cause, or can be dealt with.
  const failed = { ...filters, statuses: ["failed" as const] };
  if (onlyUnhandled && filters.organizationId === undefined && filters.sourceChannel === undefined) {
    return ofUnhandled(db, times).filterWith(async (artifact) => passes(artifact, filters));
  }
  return rangesOf(db, failed, times).filterWith(async (artifact) => passes(artifact, filters));
}

/** A stage has ranges of its own; of a club's or a channel's notes it is looked at. */
function ofStageOrAny(db: DbReader, filters: ArtifactFilters, times: Times): Artifacts {
  const { pipelineStage, organizationId, sourceChannel, statuses = [] } = filters;
  if (pipelineStage === undefined) return rangesOf(db, filters, times);
  if (organizationId !== undefined || sourceChannel !== undefined) {
    return rangesOf(db, filters, times).filterWith(async (artifact) => passes(artifact, filters));
  }
  const wanted = statuses.length === 0 ? ARTIFACT_STATUSES : [...new Set(statuses)];
  return merged(wanted.map((status) => ofStatusAndStage(db, status, pipelineStage, times)));
}

/** Exactly one index range, or a few that are merged by time. */
function rangesOf(db: DbReader, filters: ArtifactFilters, times: Times): Artifacts {
  const { organizationId, sourceChannel } = filters;
  const statuses = [...new Set(filters.statuses)];
  if (organizationId === undefined && sourceChannel === undefined) {
    if (statuses.length === 0) {
      return stream(db, schema)
        .query("voiceNoteArtifacts")
        .withIndex("by_createdAt", (q) => q.gte("createdAt", times.from).lt("createdAt", times.to))
        .order("desc");
    }
    return merged(statuses.map((status) => ofStatus(db, status, times)));
  }
  if (statuses.length === 0 && sourceChannel === undefined) {
    return stream(db, schema)
      .query("voiceNoteArtifacts")
      .withIndex("by_org_and_createdAt", (q) =>
        q.eq("organizationId", organizationId).gte("createdAt", times.from).lt("createdAt", times.to),
      )
      .order("desc");
  }
  const channels = sourceChannel === undefined ? SOURCE_CHANNELS : [sourceChannel];
  return merged(
    (statuses.length === 0 ? ARTIFACT_STATUSES : statuses).flatMap((status) =>
      channels.map((channel) => ofStatusAndChannel(db, organizationId, status, channel, times)),
    ),
  );
}

/** Whether a note passes the filters; the one statement of what they mean. */
export function passes(artifact: Doc<"voiceNoteArtifacts">, filters: ArtifactFilters): boolean {
  const { statuses = [], organizationId, sourceChannel, idPrefix = "", errorFingerprint } = filters;
  const { from = 0, to = Number.MAX_SAFE_INTEGER, onlyUnhandled = false, pipelineStage } = filters;
  const isFailed = artifact.status === "failed";
  return (
    (statuses.length === 0 || statuses.includes(artifact.status)) &&
    (organizationId === undefined || artifact.organizationId === organizationId) &&
    (sourceChannel === undefined || artifact.sourceChannel === sourceChannel) &&
    (pipelineStage === undefined || artifact.currentStage === pipelineStage) &&
    artifact.artifactId.startsWith(idPrefix.toLowerCase()) &&
    (errorFingerprint === undefined || (isFailed && artifact.error?.fingerprint === errorFingerprint)) &&
    (!onlyUnhandled || (isFailed && artifact.handledAt === undefined)) &&
    artifact.createdAt >= from &&
    artifact.createdAt < to
  );
}

const merged = (ranges: Artifacts[]): Artifacts => mergedStream(ranges, ["createdAt"]);

function ofStatus(db: DbReader, status: ArtifactStatus, { from, to }: Times): Artifacts {
  return stream(db, schema)
    .query("voiceNoteArtifacts")
    .withIndex("by_status_and_createdAt", (q) =>
      q.eq("status", status).gte("createdAt", from).lt("createdAt", to),
    )
    .order("desc");
}

function ofStatusAndStage(
  db: DbReader,
  status: ArtifactStatus,
  stage: ArtifactStage,
  { from, to }: Times,
): Artifacts {
  return stream(db, schema)
    .query("voiceNoteArtifacts")
    .withIndex("by_status_stage_createdAt", (q) =>
      q.eq("status", status).eq("currentStage", stage).gte("createdAt", from).lt("createdAt", to),
    )
    .order("desc");
}

function ofStatusAndChannel(
  db: DbReader,
  organizationId: string | undefined,
  status: ArtifactStatus,
  channel: SourceChannel,
  { from, to }: Times,
): Artifacts {
  const artifacts = stream(db, schema).query("voiceNoteArtifacts");
  if (organizationId === undefined) {
    return artifacts
      .withIndex("by_status_channel_createdAt", (q) =>
        q.eq("status", status).eq("sourceChannel", channel).gte("createdAt", from).lt("createdAt", to),
      )
      .order("desc");
  }
  return artifacts
    .withIndex("by_org_status_channel_createdAt", (q) =>
      q
        .eq("organizationId", organizationId)
        .eq("status", status)
        .eq("sourceChannel", channel)
        .gte("createdAt", from)
        .lt("createdAt", to),
    )
    .order("desc");
}

function ofUnhandled(db: DbReader, { from, to }: Times): Artifacts {
  return stream(db, schema)
    .query("voiceNoteArtifacts")
    .withIndex("by_status_handled_createdAt", (q) =>
      q.eq("status", "failed").eq("handledAt", undefined).gte("createdAt", from).lt("createdAt", to),
    )
    .order("desc");
}

/** Ids are random, so few begin alike: they are read and looked at. */
function ofIdPrefix(db: DbReader, filters: ArtifactFilters): Artifacts {
  const prefix = (filters.idPrefix ?? "").toLowerCase();
  return stream(db, schema)
    .query("voiceNoteArtifacts")
    .withIndex("by_artifactId", (q) => q.gte("artifactId", prefix).lt("artifactId", `${prefix}\uffff`))
    .order("asc")
    .filterWith(async (artifact) => passes(artifact, filters));
}
