/** Replies that change nothing: they ask again, say what is open, or how it ended. */
import type { AnswerWord } from "../conversation/outcome";
import { listShort } from "./answers";
import { type ClubAsk, clubLines, type Next, type TranscriptAsk, transcriptLines, withNext } from "./next";
import { yourNotes } from "./note-name";
import { fitList, inOrder, type ListEntry, moreLine, offerLines, type Rendered } from "./open-list";
import { clip, formatNumbers, joinWith, message, messageDefaults, oneLine, plural, quote } from "./text";

export const transcriptQuestion = (ask: TranscriptAsk): string => message(...transcriptLines(ask));
export const clubQuestion = (ask: ClubAsk): string => message(...clubLines(ask));

const numbersOf = (numbers: readonly number[]): string => clip(formatNumbers(numbers), 120);
const typed = (numbers: readonly number[]): string => numbersOf(numbers).replaceAll(", ", ",");

export type Asking =
  | { type: "unknown_numbers"; numbers: readonly number[] }
  | { type: "choose_first"; entries: readonly ListEntry[] }
  | { type: "which_action"; numbers: readonly number[] }
  | { type: "which_player" }
  | { type: "which_name" }
  | { type: "which_club" }
  | { type: "undo_or_drop"; saved: readonly ListEntry[]; open: readonly ListEntry[] }
  | { type: "undo_of_open"; numbers: readonly number[] }
  | { type: "undo_unknown"; numbers: readonly number[] }
  | { type: "not_shown" }
  | { type: "snoozed_too_often" }
  | { type: "snooze_unclear" }
  | { type: "nothing_to_hear"; note: string }
  /** `canBecomeNote`: it is long enough to be one. */
  | { type: "not_understood"; text: string; canBecomeNote: boolean };

/** `next` is what the question is about, or what is open. */
export function asking({ about, next }: { about: Asking; next: Next }): Rendered {
  // CANCEL without a number would be asked about once more.
  return withNext(askingLines(about), next, about.type === "undo_or_drop");
}

function askingLines(about: Asking): string[] {
  switch (about.type) {
    case "unknown_numbers":
      return [
        `There's no open item ${numbersOf(about.numbers)} ${about.numbers.length > 1 ? "among" : "in"} what I sent you, so nothing has changed.`,
      ];
    case "choose_first":
      return [
        `${joinWith(
          "and",
          about.entries.map(({ number }) => `${number}`),
        )} ${about.entries.length > 1 ? "need" : "needs"} a player before I can save ${about.entries.length > 1 ? "them" : "it"}. Nothing has changed.`,
      ];
    case "which_action":
      return [
        `What should I do with ${numbersOf(about.numbers)}? Reply CONFIRM ${typed(about.numbers)} to save or CANCEL ${typed(about.numbers)} to drop.`,
      ];
    case "which_player":
      return ["I couldn't tell which player you mean. Nothing has changed."];
    case "which_name":
      return ["That fits more than one name. Which one do you mean?"];
    case "which_club":
      return ["I couldn't tell which club you mean."];
    case "undo_or_drop":
      return [
        `Nothing has changed. Reply UNDO to take back what was saved from ${yourNotes([...new Set(about.saved.map(({ note }) => note))])}: ${listShort(about.saved)}.`,
        ...(about.open.length > 0
          ? [`Or reply CANCEL ${typed(about.open.map(({ number }) => number))} to drop what is still open.`]
          : []),
      ];
    case "undo_of_open":
      return [
        `${numbersOf(about.numbers)} ${about.numbers.length > 1 ? "aren't" : "isn't"} saved, so there's nothing to take back. Reply CANCEL ${typed(about.numbers)} to drop ${about.numbers.length > 1 ? "them" : "it"}.`,
      ];
    case "undo_unknown":
      return [`I haven't saved an item ${numbersOf(about.numbers)} lately, so nothing was taken back.`];
    case "not_shown":
      return ["Your reply came before I had sent you anything to answer, so nothing has changed."];
    case "snoozed_too_often":
      return ["You've put this off as often as you can."];
    case "snooze_unclear":
      return ["I didn't get for how long. Try SNOOZE 30M, SNOOZE 2H or SNOOZE till 8pm."];
    case "nothing_to_hear":
      return [`You typed ${yourNotes([about.note])}, so there's nothing to listen to again.`];
    case "not_understood":
      return [
        about.text.trim() === "" ? "I didn't get that." : `I didn't get ${quote(about.text, 80)}.`,
        about.canBecomeNote ? "If it's a new note, reply NOTE and I'll take it." : "",
      ];
  }
}

/** R. The items of all notes, in pages of what fits. */
export function openItems({
  entries,
  canSnooze,
}: {
  entries: readonly ListEntry[];
  canSnooze: boolean;
}): Rendered {
  return fitList(entries, messageDefaults.maxCharacters, (lines, shown, left) => {
    const notes = [...new Set(inOrder(entries).map(({ note }) => note))];
    return [
      `${plural(entries.length, "item is", "items are")} open, from ${yourNotes(notes)}:`,
      ...lines,
      ...moreLine(left),
      ...offerLines(shown, { canSnooze, afterSave: false }),
    ].join("\n");
  });
}

/** How things that are no longer open ended. */
export interface Settled {
  saved: readonly ListEntry[];
  dropped: readonly ListEntry[];
  expired: readonly ListEntry[];
  undone: readonly ListEntry[];
  /** Replaced after staff ran the note again, or after another player was chosen. */
  replaced: readonly ListEntry[];
}
export const NOTHING_SETTLED: Settled = { saved: [], dropped: [], expired: [], undone: [], replaced: [] };

const SETTLED_AS = {
  saved: "Saved already",
  dropped: "Dropped already",
  expired: "Not answered in time, so not saved",
  undone: "Taken back already",
  replaced: "Replaced by a newer version",
} as const satisfies Record<keyof Settled, string>;

function settledLines(settled: Settled): string[] {
  const kinds = ["saved", "dropped", "expired", "undone", "replaced"] as const;
  return kinds.flatMap((kind) =>
    settled[kind].length > 0 ? [`${SETTLED_AS[kind]}: ${listShort(settled[kind])}.`] : [],
  );
}

/** A reply by swipe to what asks nothing any more. `about` is absent of a message that is none of our questions. */
export function quoteClosed({
  about,
  next,
}: {
  about?: { notes: readonly string[]; settled: Settled } | undefined;
  next: Next;
}): Rendered {
  const head = about
    ? [
        `From ${yourNotes(about.notes)}: this is settled already. Nothing has changed.`,
        ...settledLines(about.settled),
      ]
    : ["The message you replied to doesn't ask anything, so nothing has changed."];
  const canUndo = (about?.settled.saved.length ?? 0) > 0;
  return withNext([...head, canUndo ? "To take something back, reply UNDO." : ""], next, canUndo);
}

const NOTHING_OPEN = {
  confirm: "Nothing is waiting to be saved.",
  cancel: "There's nothing to cancel.",
  list: "Nothing is open.",
  snooze: "Nothing is open, so there's nothing to put off.",
  retry: "There's no recording to listen to again. Just send a new note.",
  undo: "I haven't saved anything lately that could be taken back.",
  name: "I'm not asking about a name at the moment.",
} as const satisfies Record<AnswerWord, string>;

/** `last` is what was settled last: it says why nothing is open. `next` for words that need one particular thing. */
export function nothingOpen({
  word,
  last,
  next,
}: {
  word: AnswerWord;
  last?: { notes: readonly string[]; settled: Settled } | undefined;
  next: Next;
}): Rendered {
  const lines = last ? [`From ${yourNotes(last.notes)}:`, ...settledLines(last.settled)] : [];
  const canUndo = (last?.settled.saved.length ?? 0) > 0 && word !== "undo";
  const head = [NOTHING_OPEN[word], ...lines, canUndo ? "UNDO takes back what was saved." : ""];
  if (next.kind === "nothing") return { text: message(...head), itemIds: [] };
  return withNext(head, next, canUndo);
}

/** `organizationName` is left out where the coach has several clubs and the next note decides. */
export const clubReset = (answer: { organizationName?: string | undefined }): string =>
  answer.organizationName
    ? message(`You have one club, ${clip(oneLine(answer.organizationName), 48)}. All your notes go there.`)
    : message(
        'Done. With your next note say the club first, like "Grange: Emma was sharp in goal", or I will ask.',
      );

const SUMMARY_HELP = [
  "Send me a voice note or a text after training. I sort it by player, and you say what to save.",
  "CONFIRM – save what I showed you last",
  "CONFIRM 1,3 – save only these",
  "CANCEL 2 – drop one, CANCEL – drop all I showed you last",
  "2b – choose b) for name 2",
  "UNDO – take back what was saved last",
  "R – see everything that is open",
  "SNOOZE 2H – be asked again later",
  "STOP – no more messages from me",
];
const KEPT_HELP = [
  "Send me a voice note or a text after training. I keep it, and write down what you say in a voice note.",
  "STOP – no more messages from me",
];

/** `getsSummaries` is false of a coach whose notes are kept and no more: there is nothing to confirm. */
export const help = (coach: { organizationNames: readonly string[]; getsSummaries: boolean }): string =>
  message(
    ...(coach.getsSummaries ? SUMMARY_HELP : KEPT_HELP),
    coach.organizationNames.length > 1 ? "SWITCH CLUB – say which club a note is for" : "",
    coach.organizationNames.length > 0
      ? `Your clubs: ${clip(coach.organizationNames.map(oneLine).join(", "), 400)}`
      : "",
  );

export const stopped = (): string =>
  message("You won't get any more messages from me. Your notes are kept. Reply START to hear from me again.");
export const started = ({ next }: { next: Next }): Rendered =>
  withNext(["Welcome back. You'll hear from me again."], next);
