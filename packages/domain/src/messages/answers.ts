/** Replies to what coaches answer: what was done, for which note and which players, and what is still open. */
import type { TranscriptAnswer } from "../conversation/outcome";
import { type Next, withNext } from "./next";
import { yourNotes } from "./note-name";
import { type ListEntry, type Rendered, shortEntry } from "./open-list";
import { clipName, message, plural, quote } from "./text";

const MAX_LISTED = 12;

const byNumber = (entries: readonly ListEntry[]): ListEntry[] =>
  [...entries].sort((a, b) => a.number - b.number);
const notesOf = (entries: readonly ListEntry[]): string[] => [
  ...new Set(byNumber(entries).map(({ note }) => note)),
];

/** "1. Injury – Seán Byrne; 3. Attendance – Aoife Kelly" */
export function listShort(entries: readonly ListEntry[]): string {
  const shown = byNumber(entries).slice(0, MAX_LISTED).map(shortEntry).join("; ");
  const left = entries.length - MAX_LISTED;
  return left > 0 ? `${shown}; and ${left} more` : shown;
}

export interface Decided {
  saved: readonly ListEntry[];
  dropped: readonly ListEntry[];
  /** Somebody decided on them before, or they expired. */
  tooLate: readonly ListEntry[];
  next: Next;
}

export function decided({ saved, dropped, tooLate, next }: Decided): Rendered {
  const head = [
    `From ${yourNotes(notesOf([...saved, ...dropped, ...tooLate]))}:`,
    saved.length > 0 ? `Saved: ${listShort(saved)}.` : "",
    dropped.length > 0 ? `Dropped, not saved: ${listShort(dropped)}.` : "",
    tooLate.length > 0 ? `Already settled before: ${listShort(tooLate)}.` : "",
    saved.length > 0 ? "UNDO takes back what was just saved." : "",
  ];
  return withNext(head, next, saved.length > 0);
}

export function undone({ undone: entries, next }: { undone: readonly ListEntry[]; next: Next }): Rendered {
  return withNext(
    [`From ${yourNotes(notesOf(entries))}:`, `Taken back, no longer saved: ${listShort(entries)}.`],
    next,
    true,
  );
}

export type NamedOutcome =
  /** `isCorrection`: somebody else was chosen before; `takenBack`: items that had been saved for that player. */
  | {
      type: "chosen";
      playerName: string;
      team?: string | undefined;
      isCorrection: boolean;
      takenBack: number;
    }
  | { type: "dropped"; isCorrection: boolean; takenBack: number }
  /** `given`: the name that nobody, or more than one, has. */
  | { type: "not_found"; given: string }
  | { type: "settled" };

export interface Named {
  choices: readonly { entry: ListEntry; spokenText: string; outcome: NamedOutcome }[];
  /** What was saved without asking because the name is known now. */
  saved: readonly ListEntry[];
  next: Next;
}

export function named({ choices, saved, next }: Named): Rendered {
  const head = [
    ...choices.flatMap(({ entry, spokenText, outcome }) => namedLines(entry, spokenText, outcome)),
    ...(saved.length > 0 ? [`Saved: ${listShort(saved)}.`, "UNDO takes back what was just saved."] : []),
  ];
  return withNext(
    [`From ${yourNotes(notesOf(choices.map(({ entry }) => entry)))}:`, ...head],
    next,
    saved.length > 0,
  );
}

function namedLines(entry: ListEntry, spokenText: string, outcome: NamedOutcome): string[] {
  const spoken = spokenText.trim() === "" ? `Item ${entry.number}` : quote(spokenText, 60);
  const takenBack = (count: number): string[] =>
    count > 0 ? [`${plural(count, "saved item was", "saved items were")} taken back.`] : [];
  switch (outcome.type) {
    case "chosen": {
      const player = `${clipName(outcome.playerName)}${outcome.team ? ` (${clipName(outcome.team)})` : ""}`;
      const remembered = spokenText.trim() === "" ? "" : " I'll remember that.";
      return [
        `${outcome.isCorrection ? "Changed: " : ""}${spoken} is ${player}.${remembered}`,
        ...takenBack(outcome.takenBack),
      ];
    }
    case "dropped":
      return [`Nothing is saved about ${spoken}.`, ...takenBack(outcome.takenBack)];
    case "not_found":
      return [
        `I found no one player called ${quote(outcome.given, 60)} on your teams, so ${spoken} is still open.`,
      ];
    case "settled":
      return [`${spoken} was settled before. Nothing has changed.`];
  }
}

const TRANSCRIPT_DONE = {
  confirm: "Thanks, I'm using it as it is. What I find in it comes to you next.",
  retry: "I'm listening again and will tell you what I hear.",
  cancel: "The note is dropped. Nothing was saved from it.",
} as const satisfies Record<TranscriptAnswer, string>;

export const transcriptAnswered = (answer: {
  note: string;
  answer: TranscriptAnswer;
  next: Next;
}): Rendered => withNext([`From ${yourNotes([answer.note])}:`, TRANSCRIPT_DONE[answer.answer]], answer.next);

/** `summaryFollows` is false where notes are kept and transcribed, and no more. */
export const clubChosen = (answer: {
  notes: readonly string[];
  organizationName: string;
  summaryFollows: boolean;
  next: Next;
}): Rendered =>
  withNext(
    [
      `Thanks, ${yourNotes(answer.notes)} ${answer.notes.length > 1 ? "are" : "is"} for ${clipName(answer.organizationName)}.`,
      answer.summaryFollows ? "I'm working on it and will send you a summary." : "It's kept.",
    ],
    answer.next,
  );

export const clubNotesDropped = (answer: { notes: readonly string[]; next: Next }): Rendered =>
  withNext([`From ${yourNotes(answer.notes)}: dropped. Nothing was saved.`], answer.next);

/** `time` as `noteTime` writes it; `isCapped`: it could not be put off for longer. */
export const snoozed = (answer: {
  notes: readonly string[];
  time: string;
  isCapped: boolean;
  timesLeft: number;
  others: number;
}): string =>
  message(
    `OK, I'll ask again about ${yourNotes(answer.notes)} at ${answer.time}.`,
    answer.isCapped ? "That's as late as WhatsApp lets me." : "",
    answer.timesLeft > 0
      ? `You can put it off ${plural(answer.timesLeft, "more time", "more times")}.`
      : "You can't put it off again after that.",
    answer.others > 0
      ? `${plural(answer.others, "other thing is", "other things are")} open. Reply R to see everything.`
      : "",
  );

/** Items that nobody answered in time. */
export const expired = ({ entries, next }: { entries: readonly ListEntry[]; next: Next }): Rendered =>
  withNext(
    [
      `From ${yourNotes(notesOf(entries))}:`,
      `Not answered in time, so not saved: ${listShort(entries)}.`,
      "Send it again if you still need it.",
    ],
    next,
  );
