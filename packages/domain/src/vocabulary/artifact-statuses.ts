/** The statuses of an artifact, and everything that is said of them. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import { keysOf } from "./keys-of";
import type { StatusWords } from "./tone";

interface ArtifactStatusDefinition extends StatusWords {
  coachLabel: string;
  /** What it means, for somebody who meets it for the first time. */
  sentence: string;
  /** `in_flight`: a machine still has work to do, and the sweep watches it. `waiting`: the coach is asked. */
  progress: "in_flight" | "waiting" | "final";
  /** A machine works on it now. */
  isRunning: boolean;
}

const IN_FLIGHT = { tone: "info", coachLabel: "Working on it", progress: "in_flight" } as const;

export const ARTIFACT_STATUS = {
  received: {
    ...IN_FLIGHT,
    label: "Received",
    sentence: "Stored, and waiting for its first stage.",
    isRunning: false,
  },
  transcribing: {
    ...IN_FLIGHT,
    label: "Transcribing",
    sentence: "The audio is being turned into text.",
    isRunning: true,
  },
  transcribed: {
    ...IN_FLIGHT,
    label: "Transcribed",
    sentence: "The text is there; extraction has not begun.",
    isRunning: false,
  },
  processing: {
    ...IN_FLIGHT,
    label: "Processing",
    sentence: "Claims, names and drafts are being worked out.",
    isRunning: true,
  },
  completed: {
    label: "Completed",
    tone: "success",
    coachLabel: "Done",
    sentence: "Drafts are ready for the coach, or there was nothing to draft.",
    progress: "final",
    isRunning: false,
  },
  failed: {
    label: "Failed",
    tone: "danger",
    coachLabel: "Went wrong",
    sentence: "A stage failed and nothing more happens until somebody retries.",
    progress: "final",
    isRunning: false,
  },
  rejected: {
    label: "Rejected",
    tone: "warning",
    coachLabel: "Not used",
    sentence: "A quality gate turned the note away; we told the coach why.",
    progress: "final",
    isRunning: false,
  },
  awaiting_coach: {
    label: "Awaiting coach",
    tone: "attention",
    coachLabel: "Needs you",
    sentence: "The coach was asked a question and has not answered.",
    progress: "waiting",
    isRunning: false,
  },
  cancelled: {
    label: "Cancelled",
    tone: "neutral",
    coachLabel: "Dropped",
    sentence: "The note was given up: nothing more happens to it.",
    progress: "final",
    isRunning: false,
  },
} as const satisfies Record<string, ArtifactStatusDefinition>;

export const ARTIFACT_STATUSES = keysOf(ARTIFACT_STATUS);
export const artifactStatusValidator = literals(...ARTIFACT_STATUSES);
export type ArtifactStatus = Infer<typeof artifactStatusValidator>;

type InFlightStatus = {
  [Status in ArtifactStatus]: (typeof ARTIFACT_STATUS)[Status]["progress"] extends "in_flight"
    ? Status
    : never;
}[ArtifactStatus];

/** Statuses in which a machine still has work to do. */
export const IN_FLIGHT_STATUSES = ARTIFACT_STATUSES.filter(
  (status): status is InFlightStatus => ARTIFACT_STATUS[status].progress === "in_flight",
);

/** No machine moves the artifact on from here, and nobody is asked. */
export const isFinalStatus = (status: ArtifactStatus): boolean =>
  ARTIFACT_STATUS[status].progress === "final";
