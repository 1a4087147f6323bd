/** The end of a reply: what is still open. The next question is asked in full, so that it can be answered right away. */
import type { TranscriptDoubt } from "../vocabulary/gates";
import { yourNotes } from "./note-name";
import { fitList, type ListEntry, moreLine, offerLines, type Rendered, waitingHeader } from "./open-list";
import { clip, message, messageDefaults, numberedLines, plural, quote } from "./text";

export interface TranscriptAsk {
  /** The time of the note. */
  note: string;
  reason: TranscriptDoubt;
  transcript: string;
  canRetry: boolean;
}
export interface ClubAsk {
  /** The times of the notes that wait. */
  notes: readonly string[];
  options: readonly string[];
}

export type Next =
  | { kind: "nothing" }
  /** Everything that is open is in messages that have not arrived yet. */
  | { kind: "on_its_way"; notes: readonly string[] }
  /** Everything that is open was put off. */
  | { kind: "put_off"; notes: readonly string[]; time: string }
  /** `others`: questions of another kind. */
  | { kind: "items"; entries: readonly ListEntry[]; canSnooze: boolean; others?: number }
  | { kind: "transcript"; ask: TranscriptAsk; others: number }
  | { kind: "club"; ask: ClubAsk; others: number };

const DOUBTS = {
  another_language: "It sounded like another language.",
  doubtful: "I may have misheard it.",
  partly_unclear: "Parts of it were unclear.",
  too_brief: "It was very short.",
} as const satisfies Record<TranscriptDoubt, string>;

export const transcriptLines = ({ note, reason, transcript, canRetry }: TranscriptAsk): string[] => [
  `From ${yourNotes([note])}: did I get it right? ${DOUBTS[reason]} I heard:`,
  quote(transcript),
  `Reply CONFIRM to use it, ${canRetry ? "RETRY to let me listen again, " : ""}CANCEL to drop the note.`,
];

export const clubLines = ({ notes, options }: ClubAsk): string[] => [
  `Which club is ${yourNotes(notes)} for?`,
  ...numberedLines(options, 900),
  "Reply with the number or the name. CANCEL drops the note.",
];

const othersLine = (others: number): string[] =>
  others > 0
    ? [
        `${plural(others, "other question", "other questions")} after this one. Reply R to see everything open.`,
      ]
    : [];

/** `head` says what was done; `afterSave`: it says that something was saved. */
export function withNext(head: readonly string[], next: Next, afterSave = false): Rendered {
  const start = clip(message(...head), messageDefaults.maxCharacters - (next.kind === "nothing" ? 40 : 700));
  const space = messageDefaults.maxCharacters - start.length - 2;
  const after = (text: string): string => (start === "" ? text : `${start}\n\n${text}`);
  switch (next.kind) {
    case "nothing":
      return { text: message(start, "Nothing more is waiting for you."), itemIds: [] };
    case "on_its_way": {
      const notes = yourNotes(next.notes);
      return { text: after(`What's open from ${notes} is on its way to you.`), itemIds: [] };
    }
    case "put_off":
      return {
        text: after(`I'll ask again about ${yourNotes(next.notes)} at ${next.time}.`),
        itemIds: [],
      };
    case "transcript":
      return {
        text: clipTo(after([...transcriptLines(next.ask), ...othersLine(next.others)].join("\n"))),
        itemIds: [],
      };
    case "club":
      return {
        text: clipTo(after([...clubLines(next.ask), ...othersLine(next.others)].join("\n"))),
        itemIds: [],
      };
    case "items": {
      const { canSnooze, entries, others = 0 } = next;
      const list = fitList(entries, space, (lines, shown, left) =>
        [
          waitingHeader(shown),
          ...lines,
          ...moreLine(left),
          ...offerLines(shown, { canSnooze, afterSave }),
          ...othersLine(others),
        ].join("\n"),
      );
      return { text: after(list.text), itemIds: list.itemIds };
    }
  }
}

const clipTo = (text: string): string => clip(text, messageDefaults.maxCharacters);
