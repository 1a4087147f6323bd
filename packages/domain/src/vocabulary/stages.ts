/** The pipeline's stages. Everything that is said of a stage, and every list of stages, comes from here. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import type { PipelineEventType } from "./event-types";
import { keysOf } from "./keys-of";
import type { AiProvider } from "./operations";

interface StageDefinition {
  label: string;
  /** For narrow places, such as a column. */
  short: string;
  /** What happens to a note here. */
  sentence: string;
  /** What its coach reads while the note is here; absent where it is shown by the note's status. */
  coachLabel?: string;
  /** Who works: machines are measured and have a deadline, messages pass `delivery` beside the note, people are waited for. */
  worker: "machine" | "messages" | "coach";
  events?: { started: PipelineEventType; completed: PipelineEventType; failed: PipelineEventType };
  /** The setting with the seconds that a note may stay here before the sweep marks it failed. */
  deadlineSetting?: `${string}_DEADLINE_SECONDS`;
  /** The provider that does the work: an open circuit breaker of theirs stops the stage. */
  provider?: AiProvider;
}

/** In the order in which a note meets them; it never goes back but by a retry. */
export const STAGES = {
  ingestion: {
    label: "Ingestion",
    short: "Ingestion",
    sentence: "The note is stored and checked.",
    coachLabel: "Received",
    worker: "machine",
    // It starts with the artifact itself.
    events: { started: "artifact_received", completed: "artifact_status_changed", failed: "artifact_failed" },
    deadlineSetting: "INGESTION_DEADLINE_SECONDS",
  },
  transcription: {
    label: "Transcription",
    short: "Transcription",
    sentence: "Audio becomes text.",
    coachLabel: "Listening",
    worker: "machine",
    events: {
      started: "transcription_started",
      completed: "transcription_completed",
      failed: "transcription_failed",
    },
    deadlineSetting: "TRANSCRIPTION_DEADLINE_SECONDS",
    provider: "openai",
  },
  claims_extraction: {
    label: "Claims extraction",
    short: "Claims",
    sentence: "Single claims are taken out of the text.",
    coachLabel: "Understanding",
    worker: "machine",
    events: {
      started: "claims_extraction_started",
      completed: "claims_extracted",
      failed: "claims_extraction_failed",
    },
    deadlineSetting: "CLAIMS_EXTRACTION_DEADLINE_SECONDS",
    provider: "openai",
  },
  entity_resolution: {
    label: "Entity resolution",
    short: "Resolution",
    sentence: "Spoken names are matched to the coach's own players.",
    coachLabel: "Matching names",
    worker: "machine",
    events: {
      started: "entity_resolution_started",
      completed: "entity_resolution_completed",
      failed: "entity_resolution_failed",
    },
    deadlineSetting: "ENTITY_RESOLUTION_DEADLINE_SECONDS",
  },
  draft_generation: {
    label: "Draft generation",
    short: "Drafts",
    sentence: "Insights are drafted for the coach.",
    coachLabel: "Writing items",
    worker: "machine",
    events: {
      started: "draft_generation_started",
      completed: "drafts_generated",
      failed: "draft_generation_failed",
    },
    deadlineSetting: "DRAFT_GENERATION_DEADLINE_SECONDS",
  },
  delivery: {
    label: "Delivery",
    short: "Delivery",
    sentence: "Messages about the note go to the coach's phone.",
    worker: "messages",
    // Of messages, not of notes.
    events: { started: "message_queued", completed: "message_delivered", failed: "message_failed" },
  },
  confirmation: {
    label: "Confirmation",
    short: "Confirmation",
    sentence: "The coach confirms or rejects the drafts.",
    worker: "coach",
  },
} as const satisfies Record<string, StageDefinition>;

export const PIPELINE_STAGES = keysOf(STAGES);
export const pipelineStageValidator = literals(...PIPELINE_STAGES);
export type PipelineStage = Infer<typeof pipelineStageValidator>;

type WorkedBy<Worker extends StageDefinition["worker"]> = {
  [Stage in PipelineStage]: (typeof STAGES)[Stage]["worker"] extends Worker ? Stage : never;
}[PipelineStage];

/** Stages that a machine works through. */
export const MACHINE_STAGES = PIPELINE_STAGES.filter(
  (stage): stage is WorkedBy<"machine"> => STAGES[stage].worker === "machine",
);
export const machineStageValidator = literals(...MACHINE_STAGES);
export type MachineStage = Infer<typeof machineStageValidator>;

/** Where a note can be: its messages are on their way while it waits for its coach. */
export const ARTIFACT_STAGES = PIPELINE_STAGES.filter(
  (stage): stage is Exclude<PipelineStage, WorkedBy<"messages">> => STAGES[stage].worker !== "messages",
);
export const artifactStageValidator = literals(...ARTIFACT_STAGES);
export type ArtifactStage = Infer<typeof artifactStageValidator>;

/** Stages whose time is measured. */
export const MEASURED_STAGES = PIPELINE_STAGES.filter(
  (stage): stage is WorkedBy<"machine" | "messages"> => STAGES[stage].worker !== "coach",
);
export const measuredStageValidator = literals(...MEASURED_STAGES);
export type MeasuredStage = Infer<typeof measuredStageValidator>;

/** A stage within a sentence: "claims extraction". */
export const stageInSentence = (stage: PipelineStage): string => STAGES[stage].label.toLowerCase();

/** The outside provider whose open circuit breaker stops the stage, if there is one. */
export function providerOfStage(stage: PipelineStage): AiProvider | undefined {
  const { provider }: StageDefinition = STAGES[stage];
  return provider;
}
