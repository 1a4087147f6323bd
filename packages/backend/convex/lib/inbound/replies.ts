/** What coaches are told on WhatsApp: the catalogue's key and its text. */
import type { TextGateReason } from "@voice-flow/domain/gates/text-gate";
import type { AnswerWord, SnoozeProblem } from "@voice-flow/domain/grammar/context";
import type { Summary } from "../summary";

export interface Reply {
  template: string;
  body: string;
}

const say = (template: string, body: string): Reply => ({ template, body });
const numbered = (options: readonly string[]) =>
  options.map((option, index) => `${index + 1}. ${option}`).join("\n");
const things = (count: number, thing: string) => `${count} ${thing}${count === 1 ? "" : "s"}`;

export const replies = {
  unknownSender: () =>
    say("unknown_sender", "This number is not registered with a club. Please ask your club to add it."),
  unsupportedMedia: () =>
    say("unsupported_media", "I can only read voice notes and text. Please send one of those."),
  messageFailed: (code: string) => say("message_failed", MESSAGE_FAILED[code] ?? OTHER_FAILURE),
  textRefused: (reason: TextGateReason) => say(`text_${reason}`, TEXT_REFUSED[reason]),
  processing: (clubName?: string) =>
    say("processing", `Got it, I'm processing your note${clubName ? ` for ${clubName}` : ""}.`),
  duplicate: () => say("duplicate", "I already have this note (duplicate), so I did nothing more with it."),
  noClub: () => say("no_club", "You have no team yet. Please ask your club to add you to one."),
  askClub: (options: readonly string[]) =>
    say("ask_club", `Which club is this note for? Reply with the number or the name.\n${numbered(options)}`),
  askClubAgain: (options: readonly string[]) =>
    say("ask_club_again", `That is none of them. Reply with a number or a name:\n${numbered(options)}`),
  clubChosen: (name: string) => say("club_chosen", `Thanks, that goes to ${name}.`),
  clubCancelled: () => say("club_cancelled", "All right, I put that note aside."),
  clubNotChosen: () =>
    say(
      "club_not_chosen",
      "I still do not know which club your note was for, so I put it aside. Please send it again.",
    ),
  clubReset: (names: readonly string[]) =>
    names.length > 1
      ? say(
          "club_reset",
          `All right, I will ask again which club your next note is for: ${names.join(", ")}.`,
        )
      : say(
          "club_single",
          `You have one club${names[0] ? `, ${names[0]}` : ""}; there is nothing to switch.`,
        ),
  help: () =>
    say(
      "help",
      [
        "Send a voice note or a text after training. I reply with a numbered summary. Then:",
        "CONFIRM - save everything",
        "CONFIRM 1,3 or 1-3 - save only these",
        "CANCEL - save nothing",
        "R - send the summary again",
        "SNOOZE or SNOOZE 2H - remind me later",
        "SWITCH CLUB - if you coach several clubs",
      ].join("\n"),
    ),
  nothingPending: (word: AnswerWord) =>
    say(
      "nothing_pending",
      word === "retry"
        ? "There is no recording that waits for you."
        : "There is nothing that waits for you. Send a voice note or a text to begin, or HELP.",
    ),
  confirmed: (count: number, left: readonly number[]) =>
    say(
      "confirmed",
      count === 0
        ? "That was done already; nothing has changed."
        : `Saved ${things(count, "insight")}.${left.length > 0 ? ` Still waiting: ${left.join(", ")}.` : ""}`,
    ),
  rejected: (count: number) =>
    say(
      "rejected",
      count === 0
        ? "That was done already; nothing has changed."
        : `Cancelled: ${things(count, "insight")} not saved.`,
    ),
  unknownNumbers: (unknown: readonly number[], known: readonly number[]) =>
    say(
      "unknown_numbers",
      `There is no ${unknown.join(", ")} in the summary. ${choose(known)} Nothing was saved.`,
    ),
  unclearNumbers: (known: readonly number[]) =>
    say("unclear_numbers", `Reply CONFIRM with the numbers you want to save. ${choose(known)}`),
  snoozed: (durationMs: number) => say("snoozed", `All right, I will remind you in ${duration(durationMs)}.`),
  invalidSnooze: (problem: SnoozeProblem) => say(`snooze_${problem}`, SNOOZE_REFUSED[problem]),
  transcriptAnswered: (kind: "confirm_transcript" | "retry_transcript" | "cancel_transcript") =>
    say(kind, TRANSCRIPT_ANSWERED[kind]),
  noAudio: () =>
    say("no_audio", "That was a text, so there is nothing to listen to again. Reply CONFIRM or CANCEL."),
  summary: ({ items, applied, openNames }: Summary) =>
    say(
      "summary",
      [
        ...items.map(
          (item, index) => `${index + 1}. ${item.subject ? `${item.subject}: ` : ""}${item.title}`,
        ),
        ...applied.map((item) => `Saved: ${item.subject ? `${item.subject}: ` : ""}${item.title}`),
        ...openNames.map(
          (name) =>
            `Who is "${name.spokenText}"?${name.candidates.length > 0 ? ` (${name.candidates.join(", ")})` : ""}`,
        ),
        items.length > 0 ? "Reply CONFIRM, CONFIRM 1,3 or CANCEL." : "There is nothing to confirm.",
      ].join("\n"),
    ),
  noteFailed: () =>
    say("note_failed", "Sorry, I could not process your note. Our team has been told; you need do nothing."),
  transcriptQuestion: (transcript: string) =>
    say(
      "transcript_question",
      `I am not sure I heard this right: "${transcript}"\nReply CONFIRM to use it, RETRY to let me listen again, or CANCEL.`,
    ),
  transcriptRejected: (_reason: string) =>
    say(
      "transcript_rejected",
      "I could not hear any speech in that recording. Please record it again, closer to the phone.",
    ),
};

const choose = (known: readonly number[]): string =>
  known.length > 0 ? `Choose from ${known.join(", ")}.` : "Everything in it is answered.";

function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes % 60 === 0 ? things(minutes / 60, "hour") : things(minutes, "minute");
}

const TEXT_REFUSED: Readonly<Record<TextGateReason, string>> = {
  empty: "That message was empty. Send a voice note or a sentence about training.",
  too_short: "That is too short for a note. Please say who and what, in a sentence.",
  too_few_words: "That has too few words for a note. Please say who and what, in a sentence.",
  not_language: "I could not recognise any words in that. Please write it again.",
  spam: "I could not recognise any words in that. Please write it again.",
};

const SNOOZE_REFUSED: Readonly<Record<SnoozeProblem, string>> = {
  too_short: "The shortest snooze is 1 minute.",
  too_long: "The longest snooze is 24 hours.",
  not_a_duration: "I did not understand how long. Try SNOOZE 2H or SNOOZE 30M.",
  too_often: "You have put this off three times. Please reply CONFIRM or CANCEL.",
};

const TRANSCRIPT_ANSWERED = {
  confirm_transcript: "Thanks, I am going on with it.",
  retry_transcript: "All right, I am listening to it again.",
  cancel_transcript: "All right, I dropped that note.",
} as const;

const OTHER_FAILURE = "Something went wrong with your message. Please send it again in a few minutes.";
const MESSAGE_FAILED: Readonly<Record<string, string>> = {
  media_too_large: "That recording is too large (the limit is 16 MB). Please send a shorter one.",
  media_not_audio: "That file is not a voice note. I can only read voice notes and text.",
  media_unavailable: "I could not fetch that recording. Please send it again.",
};
