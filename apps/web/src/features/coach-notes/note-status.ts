import type { ArtifactStatus, PipelineStage, SourceChannel } from "@voice-flow/domain/vocabulary/pipeline";
import { isAudioChannel } from "@voice-flow/domain/vocabulary/pipeline";
import {
  BanIcon,
  CircleCheckIcon,
  CircleXIcon,
  HourglassIcon,
  LoaderCircleIcon,
  type LucideIcon,
  MessageCircleQuestionIcon,
  OctagonXIcon,
} from "lucide-react";
import type { Tone } from "@/lib/tone";

export type NoteStatus = { label: string; icon: LucideIcon; tone: Tone };

const WORKING: NoteStatus = { label: "Working on it", icon: LoaderCircleIcon, tone: "info" };

/** How far a note is, in a coach's words. */
const STATUS = {
  received: WORKING,
  transcribing: WORKING,
  transcribed: WORKING,
  processing: WORKING,
  completed: { label: "Done", icon: CircleCheckIcon, tone: "success" },
  failed: { label: "Went wrong", icon: CircleXIcon, tone: "danger" },
  rejected: { label: "Not used", icon: OctagonXIcon, tone: "warning" },
  awaiting_coach: { label: "Needs you", icon: MessageCircleQuestionIcon, tone: "attention" },
  cancelled: { label: "Dropped", icon: BanIcon, tone: "neutral" },
} as const satisfies Record<ArtifactStatus, NoteStatus>;

/** Held or stopped before anything was spent on it: nothing went wrong. */
const WAITS: NoteStatus = { label: "Waits", icon: HourglassIcon, tone: "warning" };

export const noteStatus = (note: {
  status: ArtifactStatus;
  needsAnswer: boolean;
  pause?: unknown;
}): NoteStatus =>
  note.needsAnswer ? STATUS.awaiting_coach : note.pause === undefined ? STATUS[note.status] : WAITS;

export const isUnderWay = ({ status, pause }: { status: ArtifactStatus; pause?: unknown }): boolean =>
  pause === undefined && STATUS[status] === WORKING;

export type Step = { stage: PipelineStage; label: string; state: "done" | "now" | "failed" | "waiting" };

const LABELS: readonly { stage: PipelineStage; label: string }[] = [
  { stage: "ingestion", label: "Received" },
  { stage: "transcription", label: "Listening" },
  { stage: "claims_extraction", label: "Understanding" },
  { stage: "entity_resolution", label: "Matching names" },
  { stage: "draft_generation", label: "Writing items" },
];

/** The way of a note, with where it is now; a typed one is not listened to. */
export function stepsOf(note: {
  status: ArtifactStatus;
  stage: PipelineStage;
  sourceChannel: SourceChannel;
  pause?: unknown;
}): Step[] {
  const steps = LABELS.filter(({ stage }) => stage !== "transcription" || isAudioChannel(note.sourceChannel));
  const at = steps.findIndex(({ stage }) => stage === note.stage);
  const current = note.status === "completed" || at < 0 ? steps.length : at;
  return steps.map(({ stage, label }, index) => ({
    stage,
    label,
    state:
      index < current
        ? "done"
        : index > current || note.pause !== undefined
          ? "waiting"
          : stateNow(note.status),
  }));
}

const stateNow = (status: ArtifactStatus): Step["state"] => (status === "failed" ? "failed" : "now");
