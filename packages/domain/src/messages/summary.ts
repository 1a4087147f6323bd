/** What is first said of a note, or of several that were done close together: their items under one list of numbers. */
import { yourNotes } from "./note-name";
import {
  type DraftEntry,
  entryLine,
  fitList,
  inOrder,
  type ListEntry,
  moreLine,
  offerLines,
  type Rendered,
} from "./open-list";
import { clipName, messageDefaults, plural } from "./text";

export interface SummaryContent {
  /** The times of its notes. */
  notes: readonly string[];
  /** For a coach of several clubs. */
  organizationName?: string | undefined;
  /** What waits for an answer, under the numbers that it keeps. */
  open: readonly ListEntry[];
  /** What was saved without asking. */
  saved: readonly DraftEntry[];
  /** It comes again, after a snooze or because nobody answered. */
  isReminder?: boolean;
  canSnooze?: boolean;
}

/** `itemIds` are those that the text shows: CONFIRM must never save what the coach has not seen. */
export function summary(content: SummaryContent): Rendered & { savedItemIds: string[] } {
  const { open, saved, canSnooze = true } = content;
  const space = messageDefaults.maxCharacters;
  for (const [maxSaved, maxText] of [
    [Number.POSITIVE_INFINITY, 140],
    [8, 70],
    [3, 45],
    [0, 0],
  ] as const) {
    const savedLines = savedBlock(saved, maxSaved, maxText);
    const rendered = fitList(open, space, (lines, shown, left) =>
      [
        header(content),
        ...lines,
        ...moreLine(left),
        ...savedLines,
        ...offerLines(shown, { canSnooze, afterSave: false }),
        ...undoOffer(saved, open.length > 0),
      ].join("\n"),
    );
    const fits = rendered.text.length <= space && (maxSaved === 0 || rendered.itemIds.length === open.length);
    if (fits) return { ...rendered, savedItemIds: saved.map(({ itemId }) => itemId) };
  }
  return { text: header(content), itemIds: [], savedItemIds: [] };
}

function header({ notes, organizationName, open, saved, isReminder }: SummaryContent): string {
  const club = organizationName ? ` for ${clipName(organizationName)}` : "";
  const from = `${isReminder ? "Reminder, from" : "From"} ${yourNotes(notes)}${club}:`;
  if (open.length > 0) return `${from} ${plural(open.length, "item", "items")} to check.`;
  return saved.length > 0
    ? `${from} ${plural(saved.length, "item", "items")} saved.`
    : `${from} there was nothing in it to save.`;
}

function savedBlock(saved: readonly DraftEntry[], max: number, maxText: number): string[] {
  if (saved.length === 0) return [];
  if (max === 0) return [`${plural(saved.length, "item was", "items were")} saved already.`];
  const shown = inOrder(saved).slice(0, max);
  const left = saved.length - shown.length;
  return [
    "Saved already:",
    ...shown.map((entry) => entryLine(entry, maxText)),
    ...(left > 0 ? [`and ${left} more.`] : []),
  ];
}

function undoOffer(saved: readonly DraftEntry[], isMixed: boolean): string[] {
  const [first, ...more] = saved;
  if (!first) return [];
  if (more.length === 0) return [`UNDO ${isMixed ? `${first.number} ` : ""}takes it back.`];
  return [`UNDO takes back what was saved, UNDO ${first.number} only that one.`];
}
