import { type PipelineStage, STAGES } from "@voice-flow/domain/vocabulary/stages";
import {
  FilePenLineIcon,
  InboxIcon,
  ListTreeIcon,
  type LucideIcon,
  MicIcon,
  SendIcon,
  UserCheckIcon,
  UserSearchIcon,
} from "lucide-react";

export type StageLabel = {
  label: string;
  /** For narrow places, such as a column. */
  short: string;
  icon: LucideIcon;
  /** What happens to a note here. */
  sentence: string;
};

export const PIPELINE_STAGE_LABELS = {
  ingestion: { ...STAGES.ingestion, icon: InboxIcon },
  transcription: { ...STAGES.transcription, icon: MicIcon },
  claims_extraction: { ...STAGES.claims_extraction, icon: ListTreeIcon },
  entity_resolution: { ...STAGES.entity_resolution, icon: UserSearchIcon },
  draft_generation: { ...STAGES.draft_generation, icon: FilePenLineIcon },
  delivery: { ...STAGES.delivery, icon: SendIcon },
  confirmation: { ...STAGES.confirmation, icon: UserCheckIcon },
} as const satisfies Record<PipelineStage, StageLabel>;
