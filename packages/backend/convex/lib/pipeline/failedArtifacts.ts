/** Failed runs: what nobody has dealt with comes first, and what failed for the same reason goes together. */
import {
  type MachineStage,
  pipelineStageValidator,
  stageErrorCodeValidator,
} from "@voice-flow/domain/vocabulary/pipeline";
import type { PaginationOptions, PaginationResult } from "convex/server";
import { type Infer, v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader } from "../foundation/context";
import type { Staff } from "../host/functions";
import { nameLookup } from "../host/nameLookup";
import { type ArtifactRow, artifactRow } from "./artifactRows";
import { updateArtifact } from "./transition";

/** A cursor says which part of the list it is in: what is unhandled, then what is handled. */
const HANDLED = "handled:";

/** Unhandled failures, newest first, then handled ones, last handled first. With a fingerprint: the unhandled ones with it. */
export async function paginateFailed(
  db: DbReader,
  { fingerprint }: { fingerprint?: string },
  { cursor, endCursor, ...options }: PaginationOptions,
): Promise<PaginationResult<ArtifactRow>> {
  const inHandled = cursor?.startsWith(HANDLED) ?? false;
  const found = await failedQuery(db, inHandled, fingerprint).paginate({
    ...options,
    cursor: inHandled ? innerCursor(cursor) : cursor,
    // An end in the other part is no end in this one.
    ...(endCursor && endCursor.startsWith(HANDLED) === inHandled && { endCursor: innerCursor(endCursor) }),
  });
  const names = nameLookup(db);
  const page = await Promise.all(found.page.map((artifact) => artifactRow(artifact, names)));
  if (inHandled) {
    const splitCursor = found.splitCursor ? `${HANDLED}${found.splitCursor}` : found.splitCursor;
    return { ...found, page, splitCursor, continueCursor: `${HANDLED}${found.continueCursor}` };
  }
  if (!found.isDone || fingerprint !== undefined) return { ...found, page };
  return { ...found, page, isDone: false, continueCursor: HANDLED };
}

const innerCursor = (cursor: string | null): string | null =>
  cursor?.startsWith(HANDLED) ? cursor.slice(HANDLED.length) || null : cursor;

function failedQuery(db: DbReader, handled: boolean, fingerprint: string | undefined) {
  const failed = db.query("voiceNoteArtifacts");
  if (handled) {
    return failed
      .withIndex("by_status_handled_failedAt", (q) => q.eq("status", "failed").gt("handledAt", 0))
      .order("desc");
  }
  if (fingerprint !== undefined) {
    return failed
      .withIndex("by_status_handled_fingerprint", (q) =>
        q.eq("status", "failed").eq("handledAt", undefined).eq("error.fingerprint", fingerprint),
      )
      .order("desc");
  }
  return failed
    .withIndex("by_status_handled_failedAt", (q) => q.eq("status", "failed").eq("handledAt", undefined))
    .order("desc");
}

/** Failures of a stage that are looked at for those that nobody has dealt with: with their names 240 documents. */
const MAX_LOOKED_AT = 200;
const MAX_QUEUED = 20;

/**
 * The failures of one stage that nobody has dealt with, by when their notes were received, newest first, at most 20;
 * `truncated` where there are, or may be, more.
 */
export async function retryQueue(
  db: DbReader,
  stage: MachineStage,
): Promise<{ artifacts: ArtifactRow[]; truncated: boolean }> {
  const failed = await db
    .query("voiceNoteArtifacts")
    .withIndex("by_status_stage_createdAt", (q) => q.eq("status", "failed").eq("currentStage", stage))
    .order("desc")
    .take(MAX_LOOKED_AT);
  const unhandled = failed.filter(({ handledAt }) => handledAt === undefined);
  const names = nameLookup(db);
  return {
    artifacts: await Promise.all(
      unhandled.slice(0, MAX_QUEUED).map((artifact) => artifactRow(artifact, names)),
    ),
    truncated: unhandled.length > MAX_QUEUED || failed.length === MAX_LOOKED_AT,
  };
}

/** Unhandled failures that a look at the groups reads. */
const MAX_GROUPED = 250;

export const failureGroupsValidator = v.object({
  groups: v.array(
    v.object({
      fingerprint: v.string(),
      stage: pipelineStageValidator,
      code: stageErrorCodeValidator,
      count: v.number(),
      organizations: v.number(),
      /** ms. */
      firstAt: v.number(),
      lastAt: v.number(),
      /** Public id of the newest one. */
      latestArtifactId: v.string(),
    }),
  ),
  /** There are more unhandled failures than the 250 newest, which are counted. */
  capped: v.boolean(),
});

/** The newest 250 unhandled failures by fingerprint, most frequent first. */
export async function groupFailures(db: DbReader): Promise<Infer<typeof failureGroupsValidator>> {
  const failed = await failedQuery(db, false, undefined).take(MAX_GROUPED + 1);
  const groups = new Map<string, Doc<"voiceNoteArtifacts">[]>();
  for (const artifact of failed.slice(0, MAX_GROUPED)) {
    const { fingerprint } = errorOf(artifact);
    groups.set(fingerprint, [...(groups.get(fingerprint) ?? []), artifact]);
  }
  const summaries = [...groups.values()].flatMap((members) => {
    const [latest] = members;
    const oldest = members.at(-1);
    if (!latest || !oldest) return [];
    const { fingerprint, stage, code, at: lastAt } = errorOf(latest);
    return [
      {
        fingerprint,
        stage,
        code,
        count: members.length,
        organizations: new Set(members.map((member) => member.organizationId)).size,
        firstAt: errorOf(oldest).at,
        lastAt,
        latestArtifactId: latest.artifactId,
      },
    ];
  });
  return {
    groups: summaries.sort((a, b) => b.count - a.count || b.lastAt - a.lastAt),
    capped: failed.length > MAX_GROUPED,
  };
}

/** A failed run always says why; one of an older version that does not is a group of its own. */
const errorOf = (artifact: Doc<"voiceNoteArtifacts">) =>
  artifact.error ?? {
    stage: artifact.currentStage,
    code: "internal_error" as const,
    fingerprint: "unknown",
    at: artifact.updatedAt,
  };

/** Marks failed runs as dealt with, or no longer so, each on the record. Others are passed over; returns the public ids of those that changed. */
export async function setHandled(
  ctx: MutationCtx,
  staff: Staff,
  artifacts: readonly (Doc<"voiceNoteArtifacts"> | null)[],
  handled: boolean,
  now: number,
): Promise<string[]> {
  const changed: string[] = [];
  for (const artifact of artifacts) {
    if (artifact?.status !== "failed" || (artifact.handledAt !== undefined) === handled) continue;
    await updateArtifact(ctx, artifact._id, { handledAt: handled ? now : undefined }, now);
    await ctx.db.insert("auditLog", {
      actorAuthUserId: staff.authUserId,
      action: handled ? "failure_marked_handled" : "failure_marked_unhandled",
      artifactId: artifact._id,
      at: now,
    });
    changed.push(artifact.artifactId);
  }
  return changed;
}
