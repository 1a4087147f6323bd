/** What coaches are told on WhatsApp: the catalogue's key and its text. */
import type { Summary } from "../summary";

export interface Reply {
  template: string;
  body: string;
}

const say = (template: string, body: string): Reply => ({ template, body });
const numbered = (options: readonly string[]) =>
  options.map((option, index) => `${index + 1}. ${option}`).join("\n");

export const replies = {
  unknownSender: () =>
    say("unknown_sender", "This number is not registered with a club. Please ask your club to add it."),
  unsupportedMedia: () =>
    say("unsupported_media", "I can only read voice notes and text. Please send one of those."),
  messageFailed: (code: string) => say("message_failed", MESSAGE_FAILED[code] ?? OTHER_FAILURE),
  processing: (clubName?: string) =>
    say("processing", `Got it, I'm processing your note${clubName ? ` for ${clubName}` : ""}.`),
  duplicate: () => say("duplicate", "I already have this note (duplicate), so I did nothing more with it."),
  askClub: (options: readonly string[]) =>
    say("ask_club", `Which club is this note for? Reply with the number or the name.\n${numbered(options)}`),
  tooShort: () => say("too_short", "That is too short for a note. Please say who and what, in a sentence."),
  command: (kind: string) => say(kind, "Send a voice note or a text about training, or HELP."),
  summary: ({ items, openNames }: Summary) =>
    say(
      "summary",
      [
        ...items.map(
          (item, index) => `${index + 1}. ${item.subject ? `${item.subject}: ` : ""}${item.title}`,
        ),
        ...openNames.map((name) => `Who is "${name.spokenText}"?`),
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
  noClub: () => say("no_club", "You have no team yet. Please ask your club to add you to one."),
};

const OTHER_FAILURE = "Something went wrong with your message. Please send it again in a few minutes.";
const MESSAGE_FAILED: Readonly<Record<string, string>> = {
  media_too_large: "That recording is too large (the limit is 16 MB). Please send a shorter one.",
  media_not_audio: "That file is not a voice note. I can only read voice notes and text.",
  media_unavailable: "I could not fetch that recording. Please send it again.",
};
