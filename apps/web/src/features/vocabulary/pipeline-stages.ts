import { PIPELINE_STAGE_LABELS as LABELS } from "@voice-flow/domain/labels/pipeline";
import type { PipelineStage } from "@voice-flow/domain/vocabulary/pipeline";
import {
  FilePenLineIcon,
  InboxIcon,
  ListTreeIcon,
  type LucideIcon,
  MicIcon,
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
  ingestion: {
    label: LABELS.ingestion,
    short: "Ingestion",
    icon: InboxIcon,
    sentence: "The note is stored and checked.",
  },
  transcription: {
    label: LABELS.transcription,
    short: "Transcription",
    icon: MicIcon,
    sentence: "Audio becomes text.",
  },
  claims_extraction: {
    label: LABELS.claims_extraction,
    short: "Claims",
    icon: ListTreeIcon,
    sentence: "Single statements are taken out of the text.",
  },
  entity_resolution: {
    label: LABELS.entity_resolution,
    short: "Resolution",
    icon: UserSearchIcon,
    sentence: "Spoken names are matched to the coach's own players.",
  },
  draft_generation: {
    label: LABELS.draft_generation,
    short: "Drafts",
    icon: FilePenLineIcon,
    sentence: "Insights are drafted for the coach.",
  },
  confirmation: {
    label: LABELS.confirmation,
    short: "Confirmation",
    icon: UserCheckIcon,
    sentence: "The coach confirms or rejects the drafts.",
  },
} as const satisfies Record<PipelineStage, StageLabel>;
