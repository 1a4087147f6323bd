import { ARTIFACT_STATUS_LABELS as LABELS } from "@voice-flow/domain/labels/pipeline";
import type { ArtifactStatusReason } from "@voice-flow/domain/vocabulary/coach-notes";
import type { ArtifactStatus } from "@voice-flow/domain/vocabulary/pipeline";
import {
  BanIcon,
  CircleCheckIcon,
  CircleXIcon,
  FileCheckIcon,
  InboxIcon,
  LoaderCircleIcon,
  MessageCircleQuestionIcon,
  MicIcon,
  OctagonXIcon,
} from "lucide-react";
import type { Label } from "@/lib/tone";

export type ArtifactAction = "retry" | "mark_handled";

export type ArtifactStatusLabel = Label & {
  /** What the status means, for somebody who meets it for the first time. */
  sentence: string;
  /** No machine moves the artifact on from here by itself. */
  isFinal: boolean;
  /** A machine works on it now; the icon turns. */
  isRunning: boolean;
  actions: readonly ArtifactAction[];
};

/** The one map from an artifact's status to how it is shown and what staff may do about it. */
export const ARTIFACT_STATUS_LABELS = {
  received: {
    label: LABELS.received,
    icon: InboxIcon,
    tone: "info",
    sentence: "Stored, and waiting for its first stage.",
    isFinal: false,
    isRunning: false,
    actions: [],
  },
  transcribing: {
    label: LABELS.transcribing,
    icon: MicIcon,
    tone: "info",
    sentence: "The audio is being turned into text.",
    isFinal: false,
    isRunning: true,
    actions: [],
  },
  transcribed: {
    label: LABELS.transcribed,
    icon: FileCheckIcon,
    tone: "info",
    sentence: "The text is there; extraction has not begun.",
    isFinal: false,
    isRunning: false,
    actions: [],
  },
  processing: {
    label: LABELS.processing,
    icon: LoaderCircleIcon,
    tone: "info",
    sentence: "Claims, names and drafts are being worked out.",
    isFinal: false,
    isRunning: true,
    actions: [],
  },
  completed: {
    label: LABELS.completed,
    icon: CircleCheckIcon,
    tone: "success",
    sentence: "Drafts are ready for the coach, or there was nothing to draft.",
    isFinal: true,
    isRunning: false,
    actions: ["retry"],
  },
  failed: {
    label: LABELS.failed,
    icon: CircleXIcon,
    tone: "danger",
    sentence: "A stage failed and nothing more happens until somebody retries.",
    isFinal: true,
    isRunning: false,
    actions: ["retry", "mark_handled"],
  },
  rejected: {
    label: LABELS.rejected,
    icon: OctagonXIcon,
    tone: "warning",
    sentence: "A quality gate turned the note away; the coach was told why.",
    isFinal: true,
    isRunning: false,
    actions: [],
  },
  awaiting_coach: {
    label: LABELS.awaiting_coach,
    icon: MessageCircleQuestionIcon,
    tone: "attention",
    sentence: "The coach was asked a question and has not answered.",
    isFinal: false,
    isRunning: false,
    actions: [],
  },
  cancelled: {
    label: LABELS.cancelled,
    icon: BanIcon,
    tone: "neutral",
    sentence: "The note was given up: nothing more happens to it.",
    isFinal: true,
    isRunning: false,
    actions: [],
  },
} as const satisfies Record<ArtifactStatus, ArtifactStatusLabel>;

/** Why a note waits for its coach, was refused or was given up, as staff are told. */
export const STATUS_REASON_SENTENCES = {
  no_speech: "Nobody could be heard in the recording.",
  mostly_unclear: "Most of the recording could not be understood.",
  partly_unclear: "Parts of the recording were unclear, so the coach was asked whether to go on.",
  too_brief: "What was said is too brief to work on.",
  no_team: "The coach has no team yet.",
  club_unknown: "It is not known which of the coach's clubs it is for.",
  cancelled_by_coach: "The coach withdrew it.",
  not_answered: "The coach did not answer the question in time.",
} as const satisfies Record<ArtifactStatusReason, string>;
