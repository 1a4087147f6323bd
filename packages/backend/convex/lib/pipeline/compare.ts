/** What a run came to, stage by stage, and the good run to measure it by. Figures and ids only: not a word of a note. */
import { nearestInLength, type StageFigures } from "@voice-flow/domain/comparison/compare";
import {
  isAudioChannel,
  MACHINE_STAGES,
  type MachineStage,
  machineStageValidator,
  STAGES,
} from "@voice-flow/domain/vocabulary/pipeline";
import { type Infer, v } from "convex/values";
import { literals } from "convex-helpers/validators";
import type { Doc } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";

type Artifact = Doc<"voiceNoteArtifacts">;
type Event = Doc<"voicePipelineEvents">;

/** Good runs that are looked at, each with its transcript. */
const CANDIDATES = 20;
/** Events of one note, the newest ones: some thirty an attempt. */
const MAX_EVENTS = 300;

const stageFiguresValidator = v.object({
  stage: machineStageValidator,
  outcome: literals("completed", "failed", "not_reached"),
  durationMs: v.optional(v.number()),
  costMicros: v.optional(v.number()),
  model: v.optional(v.string()),
  confidence: v.optional(v.number()),
});

/** Times in ms, costs in micro-dollars; `length` in seconds of audio, or words of a typed note. */
export const runFiguresValidator = v.object({
  artifactId: v.string(),
  createdAt: v.number(),
  isAudio: v.boolean(),
  stages: v.array(stageFiguresValidator),
  totalMs: v.optional(v.number()),
  costMicros: v.number(),
  claims: v.number(),
  openNames: v.number(),
  drafts: v.number(),
  length: v.optional(v.number()),
  attempt: v.number(),
});
export type ShownRun = Infer<typeof runFiguresValidator>;

/** The newest completed runs of the same club and channel but this one; newest first. */
export async function goodRuns(
  db: DbReader,
  { _id, organizationId, sourceChannel }: Artifact,
): Promise<{ artifact: Artifact; length?: number }[]> {
  const found = await db
    .query("voiceNoteArtifacts")
    .withIndex("by_org_status_channel_createdAt", (q) =>
      q.eq("organizationId", organizationId).eq("status", "completed").eq("sourceChannel", sourceChannel),
    )
    .order("desc")
    .take(CANDIDATES + 1);
  const others = found.filter((artifact) => artifact._id !== _id).slice(0, CANDIDATES);
  return await Promise.all(
    others.map(async (artifact) => ({ artifact, length: await lengthOf(db, artifact) })),
  );
}

/** Of the good runs the one that is nearest in length to this one. */
export async function nearestOf(
  db: DbReader,
  artifact: Artifact,
  runs: readonly { artifact: Artifact; length?: number }[],
): Promise<Artifact | undefined> {
  return nearestInLength(runs, await lengthOf(db, artifact))?.artifact;
}

async function lengthOf(db: DbReader, { _id, sourceChannel }: Artifact): Promise<number | undefined> {
  const transcript = await db
    .query("voiceNoteTranscripts")
    .withIndex("by_artifactId", (q) => q.eq("artifactId", _id))
    .first();
  if (!transcript) return undefined;
  return isAudioChannel(sourceChannel) ? transcript.duration : transcript.wordCount;
}

export async function readRunFigures(db: DbReader, artifact: Artifact): Promise<ShownRun> {
  const { artifactId, createdAt, readyAt, totals, attempt, sourceChannel } = artifact;
  const events = await db
    .query("voicePipelineEvents")
    .withIndex("by_artifactId", (q) => q.eq("artifactId", artifact._id))
    .order("desc")
    .take(MAX_EVENTS);
  return {
    artifactId,
    createdAt,
    isAudio: isAudioChannel(sourceChannel),
    stages: MACHINE_STAGES.map((stage) => ({ stage, ...stageFigures(stage, artifact, events) })),
    totalMs: readyAt === undefined ? undefined : readyAt - createdAt,
    costMicros: totals.aiCost,
    claims: totals.claimCount,
    openNames: totals.disambiguationCount,
    drafts: totals.draftCount,
    length: await lengthOf(db, artifact),
    attempt,
  };
}

/** How the stage last ended, in whichever attempt: a retry of a later stage leaves the earlier ones as they are. */
function stageFigures(stage: MachineStage, artifact: Artifact, events: readonly Event[]): StageFigures {
  const { completed, failed } = STAGES[stage].events;
  const end = events.find(
    ({ eventType, pipelineStage, durationMs }) =>
      pipelineStage === stage &&
      // Of the changes of status only the one that ends ingestion is timed.
      ((eventType === completed && (stage !== "ingestion" || durationMs !== undefined)) ||
        eventType === failed),
  );
  const isFailed = artifact.status === "failed" && artifact.error?.stage === stage;
  if (!end) return { outcome: isFailed ? "failed" : "not_reached" };
  const { durationMs, metadata } = end;
  return {
    outcome: isFailed || end.eventType === failed ? "failed" : "completed",
    durationMs,
    costMicros: metadata?.aiCost,
    model: metadata?.aiModel,
    confidence: metadata?.confidenceScore,
  };
}
