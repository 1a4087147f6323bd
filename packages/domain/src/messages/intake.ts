/** Replies to a message as it arrives: received, refused, repeated, or from somebody we do not know. */
import type { CoachRemedy } from "../errors/catalogue";
import type { PauseReason } from "../vocabulary/coach-notes";
import type { TextGateReason, TranscriptRefusal } from "../vocabulary/gates";
import { MESSAGE_KIND, type UnusedKind } from "../vocabulary/inbound";
import { yourNotes } from "./note-name";
import { clipName, message } from "./text";

const EXAMPLE = 'For example: "Emma was sharp in goal, Seán has a sore hamstring."';

const forClub = (organizationName: string | undefined): string =>
  organizationName ? ` for ${clipName(organizationName)}` : "";

interface TakenNote {
  kind: "audio" | "text";
  organizationName?: string;
  /** What came with it and is not used. */
  unused?: readonly UnusedKind[];
}

export const acknowledgement = ({ kind, organizationName, unused }: TakenNote): string =>
  kind === "audio"
    ? message(
        `Got your voice note${forClub(organizationName)}. I am listening to it now and will send you a summary.`,
        ...notUsed(unused),
      )
    : message(
        `Got your note${forClub(organizationName)}. I am working on it and will send you a summary.`,
        ...notUsed(unused),
      );

/** "I can't use the picture, only your words." */
const notUsed = (unused: readonly UnusedKind[] = []): string[] => {
  const [first, ...more] = [...new Set(unused)];
  if (!first) return [];
  const what = more.length === 0 ? MESSAGE_KIND[first].unused.one : "other files";
  return [`I can't use the ${what}, so only the note itself is kept.`];
};

/** Where notes are kept and transcribed alone: it promises no summary. */
export const noteKept = ({ kind, organizationName, unused }: TakenNote): string =>
  kind === "audio"
    ? message(
        `Got your voice note${forClub(organizationName)}. It is kept, and I am writing down what you said.`,
        ...notUsed(unused),
      )
    : message(`Got your note${forClub(organizationName)}. It is kept.`, ...notUsed(unused));

/** The recording of a note that is kept alone could not be written down. */
export const noteNotWrittenDown = (): string =>
  message(
    "Sorry, I could not write down what you said in your voice note. The recording is kept.",
    "If it matters now, record it again or type it.",
  );

/** Sent where a note takes longer than a coach would wait in silence. */
export const stillProcessing = (note: { organizationName?: string }): string =>
  message(`Still working on your note${forClub(note.organizationName)}. You do not need to send it again.`);

const TEXT_REJECTIONS = {
  empty: "Your message was empty. Send me a voice note or a few words about training.",
  too_short: "Your message was too short to work on. Add who it is about and what happened.",
  too_few_words: "Your message had too few words to work on. Say who it is about and what happened.",
  not_language:
    "I could not read your message: it does not look like words. Please type it again or send a voice note.",
  spam: "Your message was one character over and over. Please type it again or send a voice note.",
} as const satisfies Record<TextGateReason, string>;

export const textRejected = ({ reason }: { reason: TextGateReason }): string =>
  message(TEXT_REJECTIONS[reason], EXAMPLE);

const TRANSCRIPT_REJECTIONS = {
  no_speech: "I could not hear anybody speak in your voice note. Please record it again, close to the phone.",
  mostly_unclear:
    "Most of your voice note was unclear. Please record it again in a quieter place, or type it.",
  too_brief: "Your voice note was too brief to work on. Say who it is about and what happened.",
} as const satisfies Record<TranscriptRefusal, string>;

export const transcriptRejected = ({ reason }: { reason: TranscriptRefusal }): string =>
  message(TRANSCRIPT_REJECTIONS[reason], "Nothing was saved from it.");

/** Nobody answered the question about it in time. */
export const transcriptExpired = ({ note }: { note: string }): string =>
  message(
    `From ${yourNotes([note])}: you didn't say whether I got it right, so it was dropped and nothing was saved.`,
    "Send it again if you still need it.",
  );
export const clubQuestionExpired = ({ note }: { note: string }): string =>
  message(
    `From ${yourNotes([note])}: you didn't say which club it was for, so it was dropped.`,
    "Send it again if you still need it.",
  );

export const unknownSender = (): string =>
  message(
    "This number is not registered with us, so I cannot take notes from it.",
    "Ask your club to add your number to your coach profile, then send the note again.",
  );

/** WhatsApp hides the number behind a username. */
export const unknownUsername = (): string =>
  message(
    "WhatsApp hides your number behind your username, so I don't know who you are and can't take notes.",
    "Ask your club to link your username to your coach profile, then send the note again.",
  );

/** The number is known, but there is no club that a note could be for. */
export const noTeam = (): string =>
  message("You have no team with us yet, so I cannot take notes. Ask your club to add you to one.");

/** Nothing in the message is used. */
export const unsupportedMessage = ({ kind }: { kind: UnusedKind }): string =>
  message(
    `I can't use ${MESSAGE_KIND[kind].unused.many}: I can only take voice notes and text.`,
    "Please send the note as one of these.",
  );

const MEDIA_REPLIES = {
  too_large: "That recording is too large. Please send it in shorter parts.",
  unavailable: "I could not download that recording. Please send it again.",
  not_audio: "That file is no voice note that I can read. Please record it in WhatsApp, or type it.",
} as const;
export type MediaRejection = keyof typeof MEDIA_REPLIES;
export const mediaRejected = ({ reason }: { reason: MediaRejection }): string =>
  message(MEDIA_REPLIES[reason]);

const DUPLICATES = {
  processing: "I am still working on the first one and will send you a summary.",
  awaiting_answer: "The first one waits for your answer. Reply R to see the summary again.",
  completed: "The first one is done, nothing is lost.",
  kept: "The first one is kept, nothing is lost.",
  on_the_web: "The first one is among your notes on the web, where you can follow it and answer.",
} as const;
/** What happened to the message that this one repeats. */
export type OriginalOutcome = keyof typeof DUPLICATES;
export const duplicate = ({ original }: { original: OriginalOutcome }): string =>
  message(`That is a duplicate of a note you sent a moment ago, so I left it aside. ${DUPLICATES[original]}`);

const FAILURES = {
  wait_for_team: {
    what: "Sorry, something went wrong on our side with your note",
    next: "It's kept, and our team can retry it. You don't need to send it twice.",
  },
  send_again: {
    what: "Sorry, I can't get at the recording of your note any more",
    next: "Please send it again.",
  },
  record_again: {
    what: "Sorry, I couldn't read the recording of your note",
    next: "Please record it again in WhatsApp, or type it.",
  },
  shorter: {
    what: "Sorry, your recording is too long for me in one piece",
    next: "Please send it again in shorter parts.",
  },
  in_parts: {
    what: "Sorry, there was more in your note than I could take in at once",
    next: "Please send it again as two or three shorter notes.",
  },
  other_words: {
    what: "Sorry, the service that reads notes for me wouldn't take what was said in your note",
    next: "Please put it in other words, or tell your club directly.",
  },
} as const satisfies Record<CoachRemedy, { what: string; next: string }>;

/** A stage failed for good; says what the coach can do about it, never what broke. */
export const processingFailed = (note: { remedy: CoachRemedy; organizationName?: string }): string =>
  message(`${FAILURES[note.remedy].what}${forClub(note.organizationName)}.`, FAILURES[note.remedy].next);

const PAUSES = {
  budget: "Your club's AI allowance for the moment is used up, so I could not work on your note",
  platform_limit: "I have reached my limit for the moment, so I could not work on your note",
  emergency: "Working on notes is paused at the moment, so I could not work on yours",
  provider: "The service that reads notes for me is out at the moment, so I could not work on your note",
} as const satisfies Record<PauseReason, string>;

/** A run was stopped before it cost anything; staff can run it again. */
export const notePaused = (note: { reason: PauseReason; organizationName?: string }): string =>
  message(
    `${PAUSES[note.reason]}${forClub(note.organizationName)}.`,
    "It is kept, and our team can run it again. You do not need to send it twice.",
  );

const HOLDS = {
  platform_limit: "So many notes are coming in that I have reached my limit for the moment.",
  emergency: "Working on notes is paused at the moment.",
  budget: "Your club's AI allowance for the moment is used up.",
  provider: "The service that listens to notes for me is out at the moment.",
} as const satisfies Record<PauseReason, string>;

/** The message waits and continues automatically. Later messages wait behind it without another answer. */
export const messageHeld = ({ reason }: { reason: PauseReason }): string =>
  message(
    HOLDS[reason],
    "What you sent is kept, and I will take it up by myself as soon as I can. You do not need to send it twice.",
  );

export const temporarilyUnavailable = (): string =>
  message("Sorry, something went wrong on our side with your message. It's kept, and our team can retry it.");
