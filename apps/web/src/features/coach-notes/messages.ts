/** What the page says to a coach, and what to do about it. */
import type {
  ArtifactStatusReason,
  NoteRefusal,
  PauseReason,
} from "@voice-flow/domain/vocabulary/coach-notes";

const EXAMPLE = "For example: “Emma was sharp in goal, Seán has a sore hamstring.”";

/** Why a note was not taken. */
export const REFUSAL_MESSAGES = {
  empty: "There is nothing in it yet. Write a few words about training.",
  too_short: `That is too short to work on. Say who it is about and what happened. ${EXAMPLE}`,
  too_few_words: `Those are too few words to work on. Say who it is about and what happened. ${EXAMPLE}`,
  not_language: "That does not look like words. Please type it again, or record it.",
  spam: "That is one character over and over. Please type it again, or record it.",
  too_long: "That is too long for one note. Please send it in two parts.",
  upload_missing: "The recording did not arrive. Please send it again.",
  too_large: "That recording is too large. Please record it in shorter parts.",
  not_audio: "That is no recording that can be read. Please record it again, or type it.",
  duplicate: "You sent the same a moment ago, so this one was left aside. The first one is opened below.",
  no_team: "You have no team yet, so no note can be taken. Ask your club to add you to one.",
  club_needed: "Choose which club the note is for.",
  not_your_club: "You have no team in that club. Reload the page and choose another club.",
  at_limit:
    "So many notes are coming in that yours cannot be taken yet. It stays here: send it again in a while.",
  too_many_uploads:
    "You have sent very many recordings within the hour, so this one cannot be taken yet. It stays here: send it again in a while, or type it.",
  paused: "Working on notes is paused at the moment. Yours stays here: send it again in a while.",
} as const satisfies Record<NoteRefusal, string>;

/** Why a note waits, was refused or was given up. */
export const REASON_MESSAGES = {
  no_speech: "Nobody could be heard in the recording. Record it again, close to the phone.",
  mostly_unclear: "Most of the recording was unclear. Record it again in a quieter place, or type it.",
  another_language: "It sounded like another language.",
  doubtful: "Some of it may have been misheard.",
  partly_unclear: "Parts of the recording were unclear.",
  too_brief: "It was too brief to work on. Say who it is about and what happened.",
  no_team: "You have no team yet, so nothing could be made of it. Ask your club to add you to one.",
  club_unknown: "It is not known yet which of your clubs it is for.",
  cancelled_by_coach: "You dropped this note. Nothing was saved from it.",
  not_answered:
    "The question about this note was not answered in time, so it was dropped. Please send it again.",
} as const satisfies Record<ArtifactStatusReason, string>;

/** Why a note is not worked on at the moment, although nothing is broken. */
const PAUSE_MESSAGES = {
  budget: "Your club has used up its notes for now.",
  platform_limit: "So many notes are coming in that the limit for the moment is reached.",
  emergency: "Working on notes is paused at the moment.",
  provider: "The service that reads notes is out at the moment.",
} as const satisfies Record<PauseReason, string>;

export const pauseMessage = ({ reason, resumes }: { reason: PauseReason; resumes: boolean }): string =>
  `${PAUSE_MESSAGES[reason]} Your note is kept, and ${
    resumes ? "it goes on by itself as soon as it can" : "our team can run it again"
  }. You do not need to send it twice.`;

const MICROPHONE_PROBLEMS = [
  "unsupported",
  "denied",
  "no_microphone",
  "busy",
  "failed",
  "too_short",
] as const;
export type MicrophoneProblem = (typeof MICROPHONE_PROBLEMS)[number];

/** Why nothing was recorded. */
export const MICROPHONE_MESSAGES = {
  unsupported:
    "This browser cannot record here. Open the page in an up-to-date browser over https, or type the note.",
  denied:
    "The microphone is blocked for this site. Allow it in the browser's settings for this page, then try again, or type the note.",
  no_microphone: "No microphone was found. Connect one and try again, or type the note.",
  busy: "Another program uses the microphone. Close it and try again.",
  failed: "The recording stopped by itself, and nothing of it was kept. Please try again.",
  too_short: "That was less than a second, so it was not kept. Tap once to start, and once more to stop.",
} as const satisfies Record<MicrophoneProblem, string>;

/** The name of what `getUserMedia` threw, as a problem that a coach can do something about. */
export function microphoneProblemOf(error: unknown): MicrophoneProblem {
  switch (error instanceof Error ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "no_microphone";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "failed";
  }
}

/** A request failed on the way: nothing is known of what became of it. */
export const NOT_SENT = "It could not be sent. Check your connection and try again; nothing is lost.";
export const NOT_SAVED = "That was not saved. Check your connection and try again.";
