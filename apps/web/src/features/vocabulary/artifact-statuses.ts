import { ARTIFACT_STATUS, type ArtifactStatus } from "@voice-flow/domain/vocabulary/artifact-statuses";
import type { ArtifactStatusReason } from "@voice-flow/domain/vocabulary/coach-notes";
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
  /** A machine works on it now; the icon turns. */
  isRunning: boolean;
  actions: readonly ArtifactAction[];
};

/** What the pages add to a status: a picture, and what staff may do about it. */
export const ARTIFACT_STATUS_LABELS = {
  received: { ...ARTIFACT_STATUS.received, icon: InboxIcon, actions: [] },
  transcribing: { ...ARTIFACT_STATUS.transcribing, icon: MicIcon, actions: [] },
  transcribed: { ...ARTIFACT_STATUS.transcribed, icon: FileCheckIcon, actions: [] },
  processing: { ...ARTIFACT_STATUS.processing, icon: LoaderCircleIcon, actions: [] },
  completed: { ...ARTIFACT_STATUS.completed, icon: CircleCheckIcon, actions: ["retry"] },
  failed: { ...ARTIFACT_STATUS.failed, icon: CircleXIcon, actions: ["retry", "mark_handled"] },
  rejected: { ...ARTIFACT_STATUS.rejected, icon: OctagonXIcon, actions: [] },
  awaiting_coach: { ...ARTIFACT_STATUS.awaiting_coach, icon: MessageCircleQuestionIcon, actions: [] },
  cancelled: { ...ARTIFACT_STATUS.cancelled, icon: BanIcon, actions: [] },
} as const satisfies Record<ArtifactStatus, ArtifactStatusLabel>;

/** Why a note waits for its coach, was rejected or was cancelled, in the words staff read. */
export const STATUS_REASON_SENTENCES = {
  no_speech: "The recording has no audible speech.",
  mostly_unclear: "Most of the recording could not be understood.",
  another_language:
    "It sounded like a different language from the club's, so we asked the coach to check it.",
  doubtful: "The transcriber may have misheard it, so we asked the coach to check it.",
  partly_unclear: "Parts of the recording were unclear, so we asked the coach to check it.",
  too_brief: "It's too short to work with.",
  no_team: "The coach has no team yet.",
  club_unknown: "We don't know which of the coach's clubs it's for.",
  cancelled_by_coach: "The coach cancelled it.",
  not_answered: "The coach didn't answer the question in time.",
} as const satisfies Record<ArtifactStatusReason, string>;
