/**
 * What a retry will do, said before it does it: the stages that run, the rows that go and the rows that stay, what it
 * will cost and take, or why it is refused. The same plan is made for the dialog and, again, by the mutation that acts.
 */

import { KNOWN_CAUSES } from "../errors/catalogue";
import { stableHash } from "../errors/hash";
import { RETRY_TARGET } from "../state-machine/artifact";
import { HOUR_MS } from "../time";
import type { RetryKind } from "../vocabulary/operations";
import {
  ARTIFACT_STAGES,
  type ArtifactStatus,
  IN_FLIGHT_STATUSES,
  isAudioChannel,
  MACHINE_STAGES,
  type MachineStage,
} from "../vocabulary/pipeline";
import type { RetryArtifact, RetryFacts, RetryLimits, RetryRows } from "./facts";
import {
  ALIASES_KEPT,
  CHOICES_AS_ALIASES,
  LATER_DRAFTS_ASK_AGAIN,
  type RetryRefusal,
  type RowKind,
  refusalMessage,
} from "./messages";

export interface RowCount {
  kind: RowKind;
  count: number;
}

export interface AllowedRetry {
  allowed: true;
  kind: RetryKind;
  /** Stages that will run, in order. */
  stages: readonly MachineStage[];
  /** Where the note is put, and as which attempt. */
  status: ArtifactStatus;
  stage: MachineStage;
  attempt: number;
  /** Rows that go and rows that stay; only kinds that the note has. */
  deletes: readonly RowCount[];
  keeps: readonly RowCount[];
  /** True if anything is deleted: such a retry is confirmed in a dialog. */
  destructive: boolean;
  /** Sums over the stages, absent if one of them has never been measured. Micro-dollars and ms. */
  estimatedCostMicros?: number;
  estimatedMs?: number;
  /** Sentences for the dialog. */
  notes: readonly string[];
  /** Retries that are left this hour before this one. */
  retriesLeft: number;
  /** Changes with everything the plan depends on. A retry with an older token is refused, and the page shows the new plan. */
  token: string;
}

export interface RefusedRetry {
  allowed: false;
  kind: RetryKind;
  refusal: RetryRefusal;
  message: string;
  retriesLeft: number;
}

export type RetryPlan = AllowedRetry | RefusedRetry;

/** @param now ms since epoch */
export function planRetry(
  kind: RetryKind,
  artifact: RetryArtifact,
  facts: RetryFacts,
  limits: RetryLimits,
  now: number,
): RetryPlan {
  const recent = facts.recentRetries.filter((at) => at > now - HOUR_MS);
  const retriesLeft = Math.max(0, limits.perHour - recent.length);
  const stages = stagesOf(kind, artifact);
  const refusal =
    stateRefusal(artifact, facts) ??
    noteRefusal(kind, artifact, facts) ??
    resourceRefusal(stages, facts, recent, limits, now);
  if (refusal !== undefined) {
    return { allowed: false, kind, refusal, message: refusalMessage(refusal, now), retriesLeft };
  }
  const { deletes, keeps } = effectOf(kind, facts.rows);
  const { status, stage } = RETRY_TARGET[kind];
  return {
    allowed: true,
    kind,
    stages,
    status,
    stage,
    attempt: artifact.attempt + 1,
    deletes,
    keeps,
    destructive: deletes.length > 0,
    ...estimateOf(stages, facts),
    notes: notesOf(kind, artifact, facts.rows),
    retriesLeft,
    token: tokenOf(kind, artifact, facts, stages),
  };
}

/** The retry of exactly the stage that failed: what the one-click button does. */
export function recommendedRetry(artifact: RetryArtifact): RetryKind {
  switch (artifact.currentStage) {
    case "transcription":
      return "retryTranscription";
    case "claims_extraction":
      return "retryClaimsExtraction";
    case "entity_resolution":
      return "retryEntityResolution";
    case "draft_generation":
      return "retryDraftGeneration";
    case "ingestion":
    case "confirmation":
      return "retryFullPipeline";
  }
}

function stagesOf(kind: RetryKind, artifact: RetryArtifact): readonly MachineStage[] {
  const from = MACHINE_STAGES.indexOf(RETRY_TARGET[kind].stage);
  const typed = !isAudioChannel(artifact.sourceChannel);
  return MACHINE_STAGES.slice(from).filter((stage) => !(typed && stage === "transcription"));
}

function stateRefusal(artifact: RetryArtifact, facts: RetryFacts): RetryRefusal | undefined {
  const inFlight = IN_FLIGHT_STATUSES.some((status) => status === artifact.status);
  if (facts.retryRunning) return { code: "already_retrying", attempt: artifact.attempt };
  if (inFlight) return { code: "in_flight", stage: artifact.currentStage };
  return artifact.status === "failed" ? undefined : { code: "not_failed", status: artifact.status };
}

const deletesClaims = (kind: RetryKind): boolean =>
  kind === "retryTranscription" || kind === "retryClaimsExtraction" || kind === "retryFullPipeline";

function noteRefusal(kind: RetryKind, artifact: RetryArtifact, facts: RetryFacts): RetryRefusal | undefined {
  const audio = isAudioChannel(artifact.sourceChannel);
  const { stage } = RETRY_TARGET[kind];
  const { rows } = facts;
  if (kind === "retryTranscription" && !audio) return { code: "typed_note_has_no_audio" };
  if (ARTIFACT_STAGES.indexOf(stage) > ARTIFACT_STAGES.indexOf(artifact.currentStage)) {
    return { code: "stage_not_reached", failedAt: artifact.currentStage, stage };
  }
  if (deletesClaims(kind) && rows.confirmedDrafts > 0) {
    return { code: "confirmed_drafts", count: rows.confirmedDrafts };
  }
  if (audio && kind === "retryTranscription" && facts.audio !== "stored") {
    return { code: "storage_missing", canStartOver: facts.audio === "fetchable" };
  }
  if (audio && kind === "retryFullPipeline" && facts.audio !== "stored" && facts.audio !== "fetchable") {
    return { code: "storage_missing", canStartOver: false };
  }
  if (kind === "retryClaimsExtraction" && rows.transcripts === 0) {
    return { code: "nothing_to_retry", missing: "transcript" };
  }
  if (!deletesClaims(kind) && rows.claims === 0) return { code: "nothing_to_retry", missing: "claims" };
  return undefined;
}

function resourceRefusal(
  stages: readonly MachineStage[],
  facts: RetryFacts,
  recent: readonly number[],
  limits: RetryLimits,
  now: number,
): RetryRefusal | undefined {
  if (recent.length >= limits.perHour) {
    // The window has room again when so many have left it that one fewer than the limit remain.
    const oldestToLeave = [...recent].sort((a, b) => a - b)[recent.length - limits.perHour] ?? now;
    return { code: "limit_reached", limit: limits.perHour, availableAt: oldestToLeave + HOUR_MS };
  }
  const callsProvider = stages.includes("transcription") || stages.includes("claims_extraction");
  if (!callsProvider) return undefined;
  if (facts.emergencyMode) return { code: "emergency_mode" };
  const until = facts.breakerRefusesUntil;
  if (until !== undefined && until > now) return { code: "breaker_open", availableAt: until };
  const asked = facts.providerAsksToWaitUntil;
  if (asked !== undefined && asked > now) return { code: "provider_asks_to_wait", availableAt: asked };
  if (facts.budgetUsed) return { code: "budget_used", ...facts.budgetUsed };
  return facts.costLimitUsed && { code: "cost_limit_reached", ...facts.costLimitUsed };
}

/** Which rows a retry of this kind deletes and which it keeps. */
function effectOf(kind: RetryKind, rows: RetryRows) {
  const transcripts: RowCount = { kind: "transcripts", count: rows.transcripts };
  const claims: RowCount = { kind: "claims", count: rows.claims };
  const resolutions: RowCount = { kind: "resolutions", count: rows.resolutions };
  const chosen: RowCount = { kind: "coach_resolutions", count: rows.coachResolutions };
  const undecided: RowCount = { kind: "drafts", count: rows.undecidedDrafts };
  const rejected: RowCount = { kind: "rejected_drafts", count: rows.rejectedDrafts };
  const confirmed: RowCount = { kind: "confirmed_drafts", count: rows.confirmedDrafts };
  // What hangs on the claims goes with them; a plan with confirmed drafts has been refused before.
  const withClaims = [claims, resolutions, chosen, undecided, rejected];
  const effects = {
    retryTranscription: { deletes: [transcripts, ...withClaims], keeps: [] },
    retryFullPipeline: { deletes: [transcripts, ...withClaims], keeps: [] },
    retryClaimsExtraction: { deletes: withClaims, keeps: [transcripts] },
    retryEntityResolution: {
      deletes: [resolutions, undecided],
      keeps: [transcripts, claims, chosen, confirmed, rejected],
    },
    retryDraftGeneration: {
      deletes: [undecided],
      keeps: [transcripts, claims, resolutions, chosen, confirmed, rejected],
    },
  } satisfies Record<RetryKind, { deletes: readonly RowCount[]; keeps: readonly RowCount[] }>;
  const some = (list: readonly RowCount[]) => list.filter(({ count }) => count > 0);
  return { deletes: some(effects[kind].deletes), keeps: some(effects[kind].keeps) };
}

function estimateOf(stages: readonly MachineStage[], facts: RetryFacts) {
  let estimatedMs = 0;
  let estimatedCostMicros = 0;
  for (const stage of stages) {
    const typical = facts.typical[stage];
    if (typical === undefined) return {};
    estimatedMs += typical.ms;
    estimatedCostMicros += typical.costMicros;
  }
  return { estimatedMs, estimatedCostMicros };
}

function notesOf(kind: RetryKind, artifact: RetryArtifact, rows: RetryRows): readonly string[] {
  const notes = [ALIASES_KEPT];
  if (deletesClaims(kind) && rows.coachResolutions > 0) notes.push(CHOICES_AS_ALIASES);
  if (deletesClaims(kind) && rows.rejectedDrafts > 0) notes.push(LATER_DRAFTS_ASK_AGAIN);
  const known = artifact.errorCode === undefined ? undefined : KNOWN_CAUSES[artifact.errorCode];
  if (known !== undefined && known.retry !== "now") notes.push(`${known.sentence} ${known.cure}`);
  return notes;
}

function tokenOf(
  kind: RetryKind,
  artifact: RetryArtifact,
  facts: RetryFacts,
  stages: readonly MachineStage[],
): string {
  const { artifactId, status, currentStage, attempt } = artifact;
  const { rows, audio } = facts;
  const counts = Object.entries(rows).sort(([a], [b]) => (a < b ? -1 : 1));
  return stableHash(JSON.stringify([kind, artifactId, status, currentStage, attempt, counts, audio, stages]));
}
