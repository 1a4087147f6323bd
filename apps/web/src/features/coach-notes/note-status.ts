import {
  ARTIFACT_STATUS,
  type ArtifactStatus,
  isAudioChannel,
  MACHINE_STAGES,
  type PipelineStage,
  type SourceChannel,
  STAGES,
} from "@voice-flow/domain/vocabulary/pipeline";
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
import { words } from "./words";

export type NoteStatus = { label: string; icon: LucideIcon; tone: Tone };

const inCoachWords = (status: ArtifactStatus, icon: LucideIcon): NoteStatus => {
  const { coachLabel: label, tone } = ARTIFACT_STATUS[status];
  return { label, icon, tone };
};

/** How far a note is, in a coach's words. */
const STATUS = {
  received: inCoachWords("received", LoaderCircleIcon),
  transcribing: inCoachWords("transcribing", LoaderCircleIcon),
  transcribed: inCoachWords("transcribed", LoaderCircleIcon),
  processing: inCoachWords("processing", LoaderCircleIcon),
  completed: inCoachWords("completed", CircleCheckIcon),
  failed: inCoachWords("failed", CircleXIcon),
  rejected: inCoachWords("rejected", OctagonXIcon),
  awaiting_coach: inCoachWords("awaiting_coach", MessageCircleQuestionIcon),
  cancelled: inCoachWords("cancelled", BanIcon),
} as const satisfies Record<ArtifactStatus, NoteStatus>;

/** Held or stopped before anything was spent on it: nothing went wrong. */
const WAITS: NoteStatus = { label: words.list.waits, icon: HourglassIcon, tone: "warning" };

export const noteStatus = (note: {
  status: ArtifactStatus;
  needsAnswer: boolean;
  pause?: unknown;
}): NoteStatus =>
  note.needsAnswer ? STATUS.awaiting_coach : note.pause === undefined ? STATUS[note.status] : WAITS;

export const isUnderWay = ({ status, pause }: { status: ArtifactStatus; pause?: unknown }): boolean =>
  pause === undefined && ARTIFACT_STATUS[status].progress === "in_flight";

export type Step = { stage: PipelineStage; label: string; state: "done" | "now" | "failed" | "waiting" };

/** The way of a note, with where it is now; a typed one is not listened to. */
export function stepsOf(note: {
  status: ArtifactStatus;
  stage: PipelineStage;
  sourceChannel: SourceChannel;
  pause?: unknown;
}): Step[] {
  const steps = MACHINE_STAGES.filter(
    (stage) => stage !== "transcription" || isAudioChannel(note.sourceChannel),
  );
  const at = steps.findIndex((stage) => stage === note.stage);
  const current = note.status === "completed" || at < 0 ? steps.length : at;
  return steps.map((stage, index) => ({
    stage,
    label: STAGES[stage].coachLabel,
    state:
      index < current
        ? "done"
        : index > current || note.pause !== undefined
          ? "waiting"
          : stateNow(note.status),
  }));
}

const stateNow = (status: ArtifactStatus): Step["state"] => (status === "failed" ? "failed" : "now");
