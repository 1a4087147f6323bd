/**
 * The ends of stages that a settled run must have come past and that nobody told: metrics of a stage are made of these
 * events. Their times follow from the events of the neighbouring stages, their figures from what the stage stored.
 */

import { eventsOfTransition } from "@voice-flow/domain/events/build";
import type { EventMetadata } from "@voice-flow/domain/events/event";
import { callIdsOfStage } from "@voice-flow/domain/keys/call-id";
import { RETRY_TARGET } from "@voice-flow/domain/state-machine/artifact";
import type { AiFeature } from "@voice-flow/domain/vocabulary/operations";
import {
  isAudioChannel,
  MACHINE_STAGES,
  type MachineStage,
  PIPELINE_STAGES,
  STAGES,
} from "@voice-flow/domain/vocabulary/pipeline";
import type { Doc } from "../../../_generated/dataModel";
import type { PipelineEvent } from "../../../tables/monitoring";
import type { DbReader } from "../../foundation/context";
import { eventSubject } from "../../foundation/events";

type Artifact = Doc<"voiceNoteArtifacts">;
type Stage = Exclude<MachineStage, "ingestion">;

const RECONCILED_STAGES = MACHINE_STAGES.filter((stage): stage is Stage => stage !== "ingestion");

/** `lost` counts ends whose times nothing tells any more: no figure is better than one that nobody measured. */
export async function stageEndsToEmit(
  db: DbReader,
  artifact: Artifact,
  retry: Doc<"voicePipelineRetries"> | null,
  events: readonly PipelineEvent[],
): Promise<{ events: PipelineEvent[]; lost: number }> {
  const own = events.filter((event) => event.attempt === artifact.attempt);
  const stages = stagesPassed(artifact, retry);
  const emitted: PipelineEvent[] = [];
  let lost = 0;
  for (const [index, stage] of stages.entries()) {
    if (own.some((event) => event.eventType === STAGES[stage].events.completed)) continue;
    const startedAt = beginOf(own, stage, stages[index - 1]);
    const completedAt = endOf(artifact, own, stages[index + 1]);
    if (startedAt === undefined || completedAt === undefined || completedAt < startedAt) {
      lost += 1;
      continue;
    }
    const end = {
      eventType: STAGES[stage].events.completed,
      pipelineStage: stage,
      attempt: artifact.attempt,
      stageStartedAt: startedAt,
      stageCompletedAt: completedAt,
    };
    const metadata = await figuresOf(db, artifact, stage);
    emitted.push(...eventsOfTransition(eventSubject(artifact), [end], { metadata }, completedAt));
  }
  return { events: emitted, lost };
}

/** The stages that the current attempt has been through, in order. */
function stagesPassed(artifact: Artifact, retry: Doc<"voicePipelineRetries"> | null): readonly Stage[] {
  const audio = isAudioChannel(artifact.sourceChannel);
  const first = retry ? MACHINE_STAGES.indexOf(RETRY_TARGET[retry.kind].stage) : 0;
  const last = lastPassed(artifact);
  return RECONCILED_STAGES.filter((stage) => {
    const position = MACHINE_STAGES.indexOf(stage);
    return position >= first && position <= last && (audio || stage !== "transcription");
  });
}

/** Position of the last stage that ended well, below 0 for none. */
function lastPassed({ status, currentStage, totals }: Artifact): number {
  if (status === "completed") {
    // A note that says nothing ends with its extraction.
    return MACHINE_STAGES.indexOf(totals.claimCount === 0 ? "claims_extraction" : "draft_generation");
  }
  const current = PIPELINE_STAGES.indexOf(currentStage);
  // A gate that stops a recording judges a transcript: its transcription has ended.
  return currentStage === "transcription" && status !== "failed" ? current : current - 1;
}

/** A stage counts from the end of the one before it; the first of an attempt from when it began to run. */
function beginOf(own: readonly PipelineEvent[], stage: Stage, before: Stage | undefined): number | undefined {
  const previous = before && own.find((event) => event.eventType === STAGES[before].events.completed);
  const started = own.find((event) => event.eventType === STAGES[stage].events.started);
  return previous?.stageCompletedAt ?? started?.timestamp;
}

function endOf(
  artifact: Artifact,
  own: readonly PipelineEvent[],
  next: Stage | undefined,
): number | undefined {
  if (next === undefined) {
    if (artifact.status === "completed" || artifact.status === "awaiting_coach")
      return artifact.stageStartedAt;
    if (artifact.status !== "failed") return undefined;
    // What failed counts from the end of what came before.
    return artifact.stageStartedAt;
  }
  const { completed, failed, started } = STAGES[next].events;
  const ended = own.find((event) => event.eventType === completed || event.eventType === failed);
  return ended?.stageStartedAt ?? own.find((event) => event.eventType === started)?.timestamp;
}

const CALL_OF = {
  transcription: "voice_transcription",
  claims_extraction: "claims_extraction",
} as const satisfies Partial<Record<Stage, AiFeature>>;

async function figuresOf(db: DbReader, artifact: Artifact, stage: Stage): Promise<EventMetadata> {
  const { totals, _id } = artifact;
  switch (stage) {
    case "transcription": {
      const transcript = await db
        .query("voiceNoteTranscripts")
        .withIndex("by_artifactId", (q) => q.eq("artifactId", _id))
        .first();
      const heard = transcript?.attempt === artifact.attempt ? transcript : undefined;
      return {
        ...(await billed(db, artifact, stage)),
        transcriptDuration: heard?.duration,
        transcriptWordCount: heard?.wordCount,
        confidenceScore: heard?.confidence,
      };
    }
    case "claims_extraction":
      return { ...(await billed(db, artifact, stage)), claimCount: totals.claimCount };
    case "entity_resolution":
      return { disambiguationCount: totals.disambiguationCount };
    case "draft_generation":
      return { claimCount: totals.claimCount, draftCount: totals.draftCount };
  }
}

/** More than a note may make. */
const MAX_CALLS_OF_A_STAGE = 50;

async function billed(
  db: DbReader,
  { _id, attempt }: Artifact,
  stage: keyof typeof CALL_OF,
): Promise<EventMetadata> {
  const { from, before } = callIdsOfStage({ subjectId: _id, attempt, operation: CALL_OF[stage] });
  const calls = await db
    .query("aiUsageLog")
    .withIndex("by_callId", (q) => q.gte("callId", from).lt("callId", before))
    .take(MAX_CALLS_OF_A_STAGE);
  const [first] = calls;
  if (!first) return {};
  const sum = (of: (call: Doc<"aiUsageLog">) => number) => calls.reduce((all, call) => all + of(call), 0);
  const aiModel = first.model;
  const aiCost = sum((call) => call.cost);
  const inputTokens = sum((call) => call.inputTokens);
  const outputTokens = sum((call) => call.outputTokens);
  const tokens = { inputTokens, outputTokens, cachedTokens: sum((call) => call.cachedTokens) };
  // Models that are paid by the second count no tokens.
  return inputTokens + outputTokens === 0 ? { aiModel, aiCost } : { aiModel, aiCost, ...tokens };
}
