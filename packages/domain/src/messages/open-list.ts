/** Open items as a numbered list, with what can be answered to it. Whole entries only, and true counts of the rest. */
import { letterOf } from "../conversation/numbering";
import { CLAIM_TOPIC_LABELS } from "../labels/topics";
import type { ClaimTopic } from "../vocabulary/notes";
import { yourNotes } from "./note-name";
import { clip, clipName, formatNumbers, joinWith, oneLine, quote } from "./text";

interface Entry {
  itemId: string;
  number: number;
  topic: ClaimTopic;
  /** The time of its note, as `noteTime` writes it. */
  note: string;
  text: string;
}
export interface DraftEntry extends Entry {
  kind: "draft";
  /** The player or team; absent where it is about neither. */
  subject?: string | undefined;
}
export interface NameEntry extends Entry {
  kind: "name";
  /** Empty where the note names nobody. */
  spokenText: string;
  candidates: readonly { name: string; team?: string | undefined }[];
}
export type ListEntry = DraftEntry | NameEntry;

/** A message, and the items that it shows: only these may be answered. */
export interface Rendered {
  text: string;
  itemIds: string[];
}

export const TEXT_LENGTHS = [200, 140, 100, 70, 45] as const;

/** "1. Injury – Seán Byrne: hamstring tight", or "3. Injury – who is "Alex"? … a) Alex Murphy (U12 Gold)". */
export function entryLine(entry: ListEntry, maxText: number): string {
  const topic = `${entry.number}. ${CLAIM_TOPIC_LABELS[entry.topic]}`;
  if (entry.kind === "draft") {
    const about = entry.subject ? ` – ${clipName(entry.subject)}` : "";
    return `${topic}${about}: ${clip(oneLine(entry.text), maxText)}`;
  }
  const who =
    entry.spokenText.trim() === "" ? "who is this about?" : `who is ${quote(entry.spokenText, 40)}?`;
  const words = entry.text.trim() === "" ? "" : ` ${quote(entry.text, Math.min(maxText, 120))}`;
  const options = entry.candidates
    .slice(0, 5)
    .map(
      ({ name, team }, index) => `${letterOf(index)}) ${clipName(name)}${team ? ` (${clipName(team)})` : ""}`,
    );
  return [`${topic} – ${who}${words}`, ...options].join(" ");
}

/** "1. Injury – Seán Byrne": the line around it says what was done. */
export function shortEntry(entry: ListEntry): string {
  const topic = `${entry.number}. ${CLAIM_TOPIC_LABELS[entry.topic]}`;
  if (entry.kind === "draft") return entry.subject ? `${topic} – ${clipName(entry.subject)}` : topic;
  return entry.spokenText.trim() === "" ? topic : `${topic} – ${quote(entry.spokenText, 40)}`;
}

/** The entries of several notes stand under the times of their notes. */
export function entryLines(
  entries: readonly ListEntry[],
  maxText: number,
): { itemId: string; lines: string[] }[] {
  const notes = new Set(entries.map(({ note }) => note));
  let last = "";
  return entries.map((entry) => {
    const heading = notes.size > 1 && entry.note !== last ? [`${entry.note}:`] : [];
    last = entry.note;
    return { itemId: entry.itemId, lines: [...heading, entryLine(entry, maxText)] };
  });
}

/** Notes in the order of their first number, their entries by number. */
export function inOrder<Each extends ListEntry>(entries: readonly Each[]): Each[] {
  const sorted = [...entries].sort((a, b) => a.number - b.number);
  const notes = [...new Set(sorted.map(({ note }) => note))];
  return notes.flatMap((note) => sorted.filter((entry) => entry.note === note));
}

export interface Offers {
  canSnooze: boolean;
  /** A bare CANCEL would be asked about: something was just saved. */
  afterSave: boolean;
}

/** How to answer what the list shows. */
export function offerLines(entries: readonly ListEntry[], { canSnooze, afterSave }: Offers): string[] {
  const drafts = entries.filter(({ kind }) => kind === "draft").map(({ number }) => number);
  const names = entries.filter((entry): entry is NameEntry => entry.kind === "name");
  return [
    ...draftOffer(drafts, entries.length, afterSave),
    ...nameOffer(names),
    ...(canSnooze && entries.length > 0 ? ["SNOOZE 2H asks again later."] : []),
  ];
}

function draftOffer([first, ...more]: readonly number[], listed: number, afterSave: boolean): string[] {
  if (first === undefined) return [];
  if (more.length === 0) {
    const drop = listed > 1 || afterSave ? `CANCEL ${first}` : "CANCEL";
    return [`Reply CONFIRM to save ${listed > 1 ? first : "it"}, ${drop} to drop it.`];
  }
  const all = formatNumbers([first, ...more]);
  const drop = afterSave
    ? `CANCEL ${all.replaceAll(", ", ",")} drops them`
    : "CANCEL drops everything in this list";
  return [`Reply CONFIRM to save ${all}, or CONFIRM ${first} for that one only. ${drop}.`];
}

function nameOffer(names: readonly NameEntry[]): string[] {
  const [first] = names;
  if (!first) return [];
  const { number, candidates } = first;
  const letters = candidates.slice(0, 5).map((_, index) => `${number}${letterOf(index)}`);
  const full = `${number} = full name`;
  const choices = letters.length > 0 ? `${joinWith("or", letters)}, or ${full}` : full;
  return [`To say who it is, reply ${choices}. If it's nobody on your teams, reply ${number} = NONE.`];
}

/** "Still waiting from your 18:02 note:" */
export const waitingHeader = (entries: readonly ListEntry[]): string =>
  `Still waiting from ${yourNotes([...new Set(entries.map(({ note }) => note))])}:`;

/**
 * Head, as many entries as fit, and the offers for exactly those. First the texts get shorter, then fewer are shown;
 * `more` says how many are left out.
 */
export function fitList(
  entries: readonly ListEntry[],
  space: number,
  compose: (lines: readonly string[], shown: readonly ListEntry[], left: number) => string,
): Rendered {
  const ordered = inOrder(entries);
  const linesOf = (shown: readonly ListEntry[], maxText: number) =>
    entryLines(shown, maxText).flatMap(({ lines }) => lines);
  for (const maxText of TEXT_LENGTHS) {
    const text = compose(linesOf(ordered, maxText), ordered, 0);
    if (text.length <= space) return { text, itemIds: ordered.map(({ itemId }) => itemId) };
  }
  for (let count = ordered.length - 1; count > 0; count -= 1) {
    const shown = ordered.slice(0, count);
    const text = compose(linesOf(shown, TEXT_LENGTHS[4]), shown, ordered.length - count);
    if (text.length <= space) return { text, itemIds: shown.map(({ itemId }) => itemId) };
  }
  return { text: clip(compose([], [], ordered.length), space), itemIds: [] };
}

/** "3 more come after these." */
export const moreLine = (left: number): string[] =>
  left > 0 ? [`${left} more ${left === 1 ? "comes" : "come"} after these.`] : [];
