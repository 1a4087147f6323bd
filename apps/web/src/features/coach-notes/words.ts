/** What a coach's pages say. Coaches read them beside a pitch: short, one thing at a time, no word of ours. */
import type {
  ArtifactStatusReason,
  NoteRefusal,
  PauseReason,
} from "@voice-flow/domain/vocabulary/coach-notes";
import type { MicrophoneProblem } from "./recording";

const EXAMPLE = "For example: “Emma was sharp in goal, Seán has a sore hamstring.”";

export const words = {
  drafts: {
    oneItem: "1 item",
    items: (count: number) => `${count} items`,
    confirmAll: (count: number) => `Confirm all ${count}`,
    rejectAll: (count: number) => `Reject all ${count}`,
    noPlayer: "No player",
    confirmItem: (item: string) => `Confirm ${item}`,
    confirm: "Confirm",
    rejectItem: (item: string) => `Reject ${item}`,
    reject: "Reject",
    undoItem: (item: string) => `Undo ${item}`,
    undo: "Undo",
  },
  names: {
    whoIs: (name: string) => `Who is “${name}”?`,
    whoIsThis: "Who is this about?",
    remembered: "We'll remember your choice for your next notes.",
    nobodyNamed: "You didn't name anyone here.",
    nobody: "Nobody on my teams",
    another: (name: string) => `Another player for “${name}”`,
    player: "The player",
    anotherPlayer: "Another player…",
    title: (count: number) => `Remembered names (${count})`,
    is: (name: string, player: string) => `“${name}” is ${player}`,
    forgetName: (name: string) => `Forget “${name}”`,
    forget: "Forget",
  },
  detail: {
    waiting: "the note",
    gone: "This note no longer exists.",
    whatYouSaid: "What you said",
    whichClub: "Which club is it for?",
    answerInWhatsApp: "We asked you on WhatsApp. Answer there and the note carries on.",
    inProgress: "On its way. You can close this page; the note carries on without it.",
    failed:
      "Something went wrong on our side. Your note is kept and our team can retry it. You don't need to send it again.",
    nothingSaved: "Nothing was saved from this note.",
    nothingFound: "It didn't mention a player or a team, so there's nothing for you to do.",
    keptAsSaid: "Your note is kept as you said it. Your club's notes aren't turned into items yet.",
    done: "done",
    now: "now",
    wentWrong: "went wrong",
    notYet: "not yet",
    progress: "Progress",
  },
  form: {
    record: "Record",
    type: "Type",
    waiting: "the form",
    kind: "Kind of note",
    how: "How",
    club: "Club",
    chooseClub: "Choose a club…",
  },
  list: {
    waiting: "your notes",
    none: "No notes yet. Record or type your first one above, or send one on WhatsApp.",
    oneWaits: "1 note waits for you",
    wait: (count: number) => `${count} notes wait for you`,
    loading: "Loading…",
    more: "Show older notes",
    waits: "Waiting",
  },
  page: {
    title: "Your notes",
    hint: "Say or write what you saw. You get it back sorted by player, to confirm.",
    newNote: "New note",
    sent: "Sent notes",
    sentTitle: "Your notes",
    names: "Remembered names",
  },
  recording: {
    longest: (time: string) => `The recording stopped at ${time}, the longest a note can be. `,
    ready: "Listen back if you like, then send it.",
    yours: "Your recording",
    none: "None yet",
    sending: "Sending…",
    send: (time: string) => `Send recording (${time})`,
    again: "Record again",
    stop: "Stop recording",
    waiting: "Waiting for the microphone",
    start: "Start recording",
    allow: "Allow the microphone if your browser asks.",
    inProgress: "Recording. Tap to stop.",
    tap: "Tap to record. Tap again to stop.",
    of: (now: string, most: string) => `${now} of ${most}`,
  },
  transcript: {
    confirm: "Use it as it is",
    again: "Listen again",
    cancel: "Drop the note",
    question: "Is this what you said?",
  },
  typed: {
    label: "Your note",
    placeholder: "Emma was sharp in goal. Seán has a sore hamstring.",
    tooLong: (count: number) => `${count} characters too many. Send it in two parts.`,
    left: (count: number) => `${count} characters left`,
    hint: "Say who it's about and what happened.",
    sending: "Sending…",
    send: "Send note",
  },
};

/** Why a note was refused, and what to do. */
export const REFUSAL_MESSAGES = {
  empty: "There's nothing in it yet. Write a few words about training.",
  too_short: `That's too short. Say who it's about and what happened. ${EXAMPLE}`,
  too_few_words: `That's too few words. Say who it's about and what happened. ${EXAMPLE}`,
  not_language: "That doesn't look like words. Please type it again, or record it.",
  spam: "That's one character over and over. Please type it again, or record it.",
  too_long: "That's too long for one note. Please send it in two parts.",
  upload_missing: "The recording didn't arrive. Please send it again.",
  too_large: "That recording is too large. Please record it in shorter parts.",
  not_audio: "We can't read that recording. Please record it again, or type it.",
  duplicate: "You've just sent the same note. We've opened the first one below.",
  no_team: "You have no team yet, so we can't take a note. Ask your club to add you to one.",
  not_your_club: "You have no team in that club. Reload the page and choose another club.",
  club_needed: "Choose which club the note is for.",
  at_limit: "Too many notes are coming in right now. Yours stays here; send it again in a while.",
  too_many_uploads:
    "You've sent a lot of recordings this hour. This one stays here; send it again in a while, or type it.",
  paused: "Notes are paused right now. Yours stays here; send it again in a while.",
} as const satisfies Record<NoteRefusal, string>;

/** Why a note waits for its coach, was refused or was dropped. */
export const REASON_MESSAGES = {
  no_speech: "We couldn't hear anyone. Record it again, close to the phone.",
  mostly_unclear: "Most of the recording was unclear. Record it again somewhere quieter, or type it.",
  another_language: "It sounded like another language.",
  doubtful: "We may have misheard some of it.",
  partly_unclear: "Parts of the recording were unclear.",
  too_brief: "It was too brief. Say who it's about and what happened.",
  no_team: "You have no team yet, so we couldn't sort it. Ask your club to add you to one.",
  club_unknown: "We don't know yet which of your clubs it's for.",
  cancelled_by_coach: "You dropped this note. Nothing was saved from it.",
  not_answered:
    "The question about this note wasn't answered in time, so it was dropped. Please send it again.",
} as const satisfies Record<ArtifactStatusReason, string>;

/** Why a note waits although nothing is broken. */
const PAUSE_MESSAGES = {
  budget: "Your club has used up its notes for now.",
  platform_limit: "Too many notes are coming in right now.",
  emergency: "Notes are paused right now.",
  provider: "The service that reads notes is down right now.",
} as const satisfies Record<PauseReason, string>;

export const pauseMessage = ({ reason, resumes }: { reason: PauseReason; resumes: boolean }): string =>
  `${PAUSE_MESSAGES[reason]} Your note is kept, and ${
    resumes ? "it carries on as soon as it can" : "our team can retry it"
  }. You don't need to send it again.`;

/** Why nothing was recorded. */
export const MICROPHONE_MESSAGES = {
  unsupported:
    "This browser can't record here. Open the page in an up-to-date browser over https, or type the note.",
  denied:
    "The microphone is blocked for this site. Allow it in the browser's settings for this page, then try again, or type the note.",
  no_microphone: "We found no microphone. Connect one and try again, or type the note.",
  busy: "Another program is using the microphone. Close it and try again.",
  failed: "The recording stopped and nothing was kept. Please try again.",
  too_short: "That was under a second, so it wasn't kept. Tap once to start, and again to stop.",
} as const satisfies Record<MicrophoneProblem, string>;

/** For a request that failed on the way. */
export const NOT_SENT = "Couldn't send it. Check your connection and try again; nothing is lost.";
export const NOT_SAVED = "Couldn't save that. Check your connection and try again.";
