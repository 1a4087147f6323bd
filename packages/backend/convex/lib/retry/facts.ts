/** Reads what a retry is planned from. */

import {
  breakerPolicy,
  breakerRefusesUntil,
  providerAsksToWaitUntil,
} from "@voice-flow/domain/breaker/breaker";
import { budgetUsed } from "@voice-flow/domain/costs/budget";
import type { CostLimitUsed } from "@voice-flow/domain/costs/limits";
import { mergeAll } from "@voice-flow/domain/metrics/bucket";
import { DAY_MS } from "@voice-flow/domain/metrics/rollup";
import {
  type RetryArtifact,
  type RetryFacts,
  type RetryRows,
  type TypicalStages,
  typicalStages,
} from "@voice-flow/domain/retry/facts";
import type { Settings } from "@voice-flow/domain/settings";
import { DRAFT_STATUSES, type DraftStatus } from "@voice-flow/domain/vocabulary/notes";
import { AI_PROVIDERS } from "@voice-flow/domain/vocabulary/operations";
import { isAudioChannel } from "@voice-flow/domain/vocabulary/pipeline";
import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { asBreaker, findBreakerRow } from "../ai/breakerRow";
import { findBudget } from "../ai/budgetRow";
import { emergencyOf } from "../ai/emergency";
import { readCostLimitUsed } from "../ai/platformLimits";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { readBuckets } from "../metrics/bucketRows";
import { MAX_CLAIMS } from "../pipeline/checkClaims";
import { runningRetry } from "../pipeline/retryRows";

type Artifact = Doc<"voiceNoteArtifacts">;

const HOUR_MS = 3_600_000;
/** Days from which it is learned what a stage takes and costs. */
const TYPICAL_DAYS = 7;
/** Names in one note, above any that a run can store of a hundred claims in practice; a plan never counts further. */
const MAX_RESOLUTIONS = 2_500;
const MAX_DRAFTS = 500;

/** What is the same for every note: read once, however many notes are planned. */
export interface CommonFacts {
  settings: Settings;
  typical: TypicalStages;
  emergencyMode: boolean;
  breakerRefusesUntil?: number;
  providerAsksToWaitUntil?: number;
  costLimitUsed?: CostLimitUsed;
}

export async function readCommonFacts(ctx: QueryCtx, now: number): Promise<CommonFacts> {
  const { db } = ctx;
  const settings = await readSettings(db);
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const days = await readBuckets(db, undefined, "daily", today - (TYPICAL_DAYS - 1) * DAY_MS, now + 1);
  const breakers = await Promise.all(AI_PROVIDERS.map((provider) => findBreakerRow(db, provider)));
  const policy = breakerPolicy(settings);
  const refusals = breakers.flatMap((row) => breakerRefusesUntil(asBreaker(row), policy, now) ?? []);
  const waits = breakers.flatMap((row) => providerAsksToWaitUntil(asBreaker(row), now) ?? []);
  return {
    settings,
    typical: typicalStages(mergeAll(days.map((day) => day.bucket))),
    emergencyMode: (await emergencyOf(db)) !== null,
    breakerRefusesUntil: latest(refusals),
    providerAsksToWaitUntil: latest(waits),
    costLimitUsed: await readCostLimitUsed(ctx, settings, now),
  };
}

const latest = (times: readonly number[]): number | undefined =>
  times.length === 0 ? undefined : Math.max(...times);

export const retryArtifact = (artifact: Artifact): RetryArtifact => ({
  artifactId: artifact.artifactId,
  status: artifact.status,
  currentStage: artifact.currentStage,
  stageStartedAt: artifact.stageStartedAt,
  attempt: artifact.attempt,
  sourceChannel: artifact.sourceChannel,
  errorCode: artifact.error?.code,
});

/**
 * With `exact` all rows are counted, which a plan that is carried out needs. Without it none beyond the first of each
 * kind: that decides whether a retry is refused, at a dozen documents a note.
 */
export async function readRetryFacts(
  db: DbReader,
  artifact: Artifact,
  common: CommonFacts,
  now: number,
  { exact }: { exact: boolean },
): Promise<RetryFacts> {
  const { settings, typical, emergencyMode, costLimitUsed } = common;
  const budget = await findBudget(db, artifact.organizationId);
  const recent = await db
    .query("voicePipelineRetries")
    .withIndex("by_artifactId_and_startedAt", (q) =>
      q.eq("artifactId", artifact._id).gt("startedAt", now - HOUR_MS),
    )
    .order("desc")
    // More than the limit there are only after it was lowered.
    .take(settings.RETRY_LIMIT_PER_HOUR + 1);
  return {
    rows: await countRows(db, artifact._id, exact),
    audio: await audioState(db, artifact),
    recentRetries: recent.map((retry) => retry.startedAt),
    retryRunning: (await runningRetry(db, artifact._id)) !== null,
    breakerRefusesUntil: common.breakerRefusesUntil,
    providerAsksToWaitUntil: common.providerAsksToWaitUntil,
    emergencyMode,
    budgetUsed: budget ? budgetUsed(budget, now) : undefined,
    costLimitUsed,
    typical,
  };
}

export const claimRows = (db: DbReader, artifactId: Id<"voiceNoteArtifacts">, limit = MAX_CLAIMS) =>
  db
    .query("voiceNoteClaims")
    .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifactId))
    .take(limit);

export const resolutionRows = (db: DbReader, artifactId: Id<"voiceNoteArtifacts">, limit = MAX_RESOLUTIONS) =>
  db
    .query("voiceNoteEntityResolutions")
    .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifactId))
    .take(limit);

export const draftRows = (
  db: DbReader,
  artifactId: Id<"voiceNoteArtifacts">,
  status: DraftStatus,
  limit = MAX_DRAFTS,
) =>
  db
    .query("insightDrafts")
    .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifactId).eq("status", status))
    .take(limit);

/** A name that the coach has decided, also by saying that it is somebody else. */
export const decidedByCoach = ({ status, resolvedByUserId }: Doc<"voiceNoteEntityResolutions">): boolean =>
  status === "user_resolved" || resolvedByUserId !== undefined;

async function countRows(
  db: DbReader,
  artifactId: Id<"voiceNoteArtifacts">,
  exact: boolean,
): Promise<RetryRows> {
  const transcript = await db
    .query("voiceNoteTranscripts")
    .withIndex("by_artifactId", (q) => q.eq("artifactId", artifactId))
    .first();
  const claims = await claimRows(db, artifactId, exact ? MAX_CLAIMS : 1);
  const resolutions = exact ? await resolutionRows(db, artifactId) : [];
  const counts = await Promise.all(
    DRAFT_STATUSES.map(async (status) => {
      const drafts = await draftRows(db, artifactId, status, exact ? MAX_DRAFTS : 1);
      return [status, drafts.length] as const;
    }),
  );
  const drafts = (wanted: readonly DraftStatus[]) =>
    counts.reduce((sum, [status, count]) => (wanted.includes(status) ? sum + count : sum), 0);
  const chosen = resolutions.filter(decidedByCoach).length;
  return {
    transcripts: transcript ? 1 : 0,
    claims: claims.length,
    resolutions: resolutions.length - chosen,
    coachResolutions: chosen,
    undecidedDrafts: drafts(UNDECIDED),
    rejectedDrafts: drafts(["rejected"]),
    confirmedDrafts: drafts(CONFIRMED),
  };
}

/** Nobody has decided on them. */
export const UNDECIDED = ["pending", "expired"] as const satisfies readonly DraftStatus[];
/** By hand or automatically: they and what came of them are never deleted. */
export const CONFIRMED = ["confirmed", "applied"] as const satisfies readonly DraftStatus[];

async function audioState(db: DbReader, artifact: Artifact): Promise<RetryFacts["audio"]> {
  if (!isAudioChannel(artifact.sourceChannel)) return "none";
  const note = artifact.voiceNoteId ? await db.get("voiceNotes", artifact.voiceNoteId) : null;
  if (!note) return "missing";
  const stored = note.audioStorageId ? await db.system.get("_storage", note.audioStorageId) : null;
  if (stored) return "stored";
  const { whatsappMessageId } = artifact;
  const message = whatsappMessageId ? await db.get("whatsappMessages", whatsappMessageId) : null;
  return message?.mediaUrl ? "fetchable" : "missing";
}
