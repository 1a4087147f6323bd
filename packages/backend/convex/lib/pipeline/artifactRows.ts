/** Artifacts as pages list them. */
import { artifactStatusReasonValidator } from "@voice-flow/domain/vocabulary/coach-notes";
import {
  type ArtifactStatus,
  artifactStatusValidator,
  MACHINE_STAGES,
  machineStageValidator,
  noteTypeValidator,
  type PipelineStage,
  pipelineStageValidator,
  sourceChannelValidator,
} from "@voice-flow/domain/vocabulary/pipeline";
import { type Infer, v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import { artifactErrorValidator, artifactTotalsValidator } from "../../tables/artifacts";
import type { DbReader } from "../foundation/context";
import { type NameLookup, nameLookup } from "../host/nameLookup";

/** `artifactId` is the public id; times in ms, costs in micro-dollars. */
export const artifactRowValidator = v.object({
  _id: v.id("voiceNoteArtifacts"),
  artifactId: v.string(),
  status: artifactStatusValidator,
  currentStage: pipelineStageValidator,
  stageStartedAt: v.number(),
  stageDeadlineAt: v.optional(v.number()),
  attempt: v.number(),
  sourceChannel: sourceChannelValidator,
  noteType: noteTypeValidator,
  error: v.optional(artifactErrorValidator),
  /** Why it waits for its coach, was refused or was given up. */
  statusReason: v.optional(artifactStatusReasonValidator),
  handledAt: v.optional(v.number()),
  totals: artifactTotalsValidator,
  readyAt: v.optional(v.number()),
  organizationId: v.optional(v.string()),
  organizationName: v.optional(v.string()),
  coachUserId: v.id("users"),
  coachName: v.optional(v.string()),
  createdAt: v.number(),
  updatedAt: v.number(),
});
export type ArtifactRow = Infer<typeof artifactRowValidator>;

export const stageCountValidator = v.object({
  stage: machineStageValidator,
  count: v.number(),
  /** There are more than were counted. */
  capped: v.boolean(),
  /** ms: since when the one that is longest in the stage is there. */
  oldestSince: v.optional(v.number()),
});
export type StageCount = Infer<typeof stageCountValidator>;

export async function artifactRow(
  artifact: Doc<"voiceNoteArtifacts">,
  names: NameLookup,
): Promise<ArtifactRow> {
  const { _creationTime, senderUserId, voiceNoteId, whatsappMessageId, orgCandidates, extraction, ...shown } =
    artifact;
  // A field of the table that the row does not have would be refused when it is returned: it does not compile.
  const known: ArtifactRow & Record<Exclude<keyof typeof shown, keyof ArtifactRow>, never> = {
    ...shown,
    coachUserId: senderUserId,
    coachName: await names.coachName(senderUserId),
    organizationName: await names.clubName(artifact.organizationId),
  };
  return known;
}

/** Where a machine owes work, by stage: what waits for the stage and what runs in it. */
const IN_FLIGHT_AT = {
  ingestion: ["received"],
  transcription: ["transcribing"],
  claims_extraction: ["transcribed", "processing"],
  entity_resolution: ["processing"],
  draft_generation: ["processing"],
} as const satisfies Record<(typeof MACHINE_STAGES)[number], readonly ArtifactStatus[]>;

export async function readActiveArtifacts(
  db: DbReader,
  limitPerStage: number,
  onlyStage?: PipelineStage,
): Promise<{ artifacts: ArtifactRow[]; stages: StageCount[] }> {
  const perStage = await readStages(db, limitPerStage, onlyStage);
  const names = nameLookup(db);
  const rows = perStage.flatMap(({ artifacts }) => artifacts.map((artifact) => artifactRow(artifact, names)));
  return { artifacts: await Promise.all(rows), stages: perStage.map(stageCount) };
}

export const stageCount = ({ stage, artifacts, capped }: StageRead): StageCount => ({
  stage,
  count: artifacts.length,
  capped,
  oldestSince:
    artifacts.length === 0 ? undefined : Math.min(...artifacts.map((artifact) => artifact.stageStartedAt)),
});

interface StageRead {
  stage: (typeof MACHINE_STAGES)[number];
  artifacts: Doc<"voiceNoteArtifacts">[];
  capped: boolean;
}

export async function readStages(
  db: DbReader,
  limitPerStage: number,
  onlyStage?: PipelineStage,
): Promise<StageRead[]> {
  const stages = MACHINE_STAGES.filter((stage) => onlyStage === undefined || stage === onlyStage);
  return await Promise.all(
    stages.map(async (stage) => {
      const found = await Promise.all(
        IN_FLIGHT_AT[stage].map((status) =>
          db
            .query("voiceNoteArtifacts")
            .withIndex("by_status_stage_createdAt", (q) => q.eq("status", status).eq("currentStage", stage))
            .take(limitPerStage + 1),
        ),
      );
      const artifacts = found.flat().sort((a, b) => a.createdAt - b.createdAt);
      return {
        stage,
        artifacts: artifacts.slice(0, limitPerStage),
        capped: artifacts.length > limitPerStage,
      };
    }),
  );
}
