/** The summary of a note: what waits for the coach under a number each, what was saved, and which names are open. */

import { CLAIM_TOPIC_LABELS } from "../labels/topics";
import type { ClaimTopic } from "../vocabulary/notes";
import {
  clip,
  clipName,
  formatNumbers,
  joinWith,
  message,
  messageDefaults,
  oneLine,
  plural,
  quote,
} from "./text";

/** `subject` is the player's or team's name, left out where a claim is about neither. */
export type SummaryEntry = { topic: ClaimTopic; subject?: string; text: string };
export type NumberedEntry = SummaryEntry & { number: number };
/** A spoken name that nobody could be linked to; without candidates it is on none of the coach's teams. */
export type UnmatchedName = { spokenText: string; candidates: readonly string[] };
export type Summary = {
  organizationName?: string;
  /** Drafts that wait for an answer, under the numbers they have in this summary. */
  pending: readonly NumberedEntry[];
  /** Drafts that were applied automatically. */
  saved: readonly SummaryEntry[];
  unmatched: readonly UnmatchedName[];
  /** The summary comes again, after R or a snooze. */
  reminder?: boolean;
  /** False where the summary was snoozed as often as it may be. */
  canSnooze?: boolean;
};
/** `numbers` are those that the text shows: CONFIRM must never confirm what the coach has not seen. */
export type SummaryReply = { text: string; numbers: number[] };

const ENTRY_LENGTHS = [200, 140, 100, 70, 45] as const;
const MAX_UNMATCHED_LINES = 6;

/** Numbers drafts from 1, injuries first and otherwise in the order of the note. */
export function numberEntries<Entry extends { topic: ClaimTopic }>(
  entries: readonly Entry[],
): (Entry & { number: number })[] {
  const isInjury = (entry: Entry): boolean => entry.topic === "injury";
  const ordered = [...entries.filter(isInjury), ...entries.filter((entry) => !isInjury(entry))];
  return ordered.map((entry, index) => ({ ...entry, number: index + 1 }));
}

function entryText({ topic, subject, text }: SummaryEntry, maxText: number): string {
  const about = subject ? ` - ${clipName(subject)}` : "";
  return `${CLAIM_TOPIC_LABELS[topic]}${about}: ${clip(oneLine(text), maxText)}`;
}

const unmatchedLine = ({ spokenText, candidates }: UnmatchedName): string => {
  const said = quote(spokenText, 40);
  return candidates.length > 0
    ? `- ${said}: ${joinWith("or", candidates.slice(0, 3).map(clipName))}?`
    : `- ${said}: not on your teams`;
};

function unmatchedLines(unmatched: readonly UnmatchedName[]): string[] {
  if (unmatched.length === 0) return [];
  const rest = unmatched.slice(MAX_UNMATCHED_LINES).map(({ spokenText }) => oneLine(spokenText));
  return [
    "Names I could not match:",
    ...unmatched.slice(0, MAX_UNMATCHED_LINES).map(unmatchedLine),
    ...(rest.length > 0 ? [`- also ${clip(rest.join(", "), 120)}`] : []),
  ];
}

function header({ organizationName, pending, saved, unmatched, reminder }: Summary): string {
  const about = organizationName ? ` for ${clipName(organizationName)}` : "";
  const note = reminder ? `Reminder: your note${about}` : `Your note${about}`;
  if (pending.length > 0) return `${note}: ${pending.length} to confirm.`;
  if (saved.length > 0) return `${note}: ${saved.length} saved, nothing to confirm.`;
  return unmatched.length > 0
    ? `${note}: I need your help with a name.`
    : `${note}: nothing to save from it.`;
}

function footer({ pending, unmatched, canSnooze = true }: Summary): string[] {
  const first = pending[0]?.number ?? 1;
  const lines: string[] = [];
  const snooze = canSnooze ? ", SNOOZE 2H to be asked later" : "";
  if (pending.length === 1) lines.push(`Reply CONFIRM to save it, CANCEL to drop it${snooze}.`);
  if (pending.length > 1) {
    lines.push(
      `Reply CONFIRM to save all of these, CONFIRM ${first} to save only that one, CANCEL to drop them${snooze}.`,
    );
  }
  const [name] = unmatched;
  if (name) {
    const spoken = clipName(name.spokenText);
    lines.push(`To name a player reply: ${spoken} = ${clipName(name.candidates[0] ?? "full name")}`);
  }
  return lines;
}

/** Adds whole entries until the space is used; what does not fit is counted and comes with the next summary. */
function fillEntries(entries: readonly NumberedEntry[], space: number, maxText: number) {
  const lines: string[] = [];
  const numbers: number[] = [];
  let used = 0;
  for (const entry of entries) {
    const line = `${entry.number}. ${entryText(entry, maxText)}`;
    used += line.length + 1;
    if (used > space) break;
    lines.push(line);
    numbers.push(entry.number);
  }
  return { lines, numbers };
}

/** Writes a summary within the limit of one message: first texts get shorter, then fewer entries are shown. */
export function summary(content: Summary): SummaryReply {
  const pending = [...content.pending].sort((a, b) => a.number - b.number);
  const ordered = { ...content, pending };
  const names = unmatchedLines(content.unmatched);
  const render = (entries: readonly string[], savedLines: readonly string[], more: readonly string[]) =>
    [header(ordered), ...entries, ...more, ...savedLines, ...names, ...footer(ordered)].join("\n");

  for (const maxText of ENTRY_LENGTHS) {
    const entries = pending.map((entry) => `${entry.number}. ${entryText(entry, maxText)}`);
    const saved = content.saved.map((entry) => `- ${entryText(entry, maxText)}`);
    const text = render(entries, saved.length > 0 ? ["Saved:", ...saved] : [], []);
    if (text.length <= messageDefaults.maxCharacters)
      return { text, numbers: pending.map(({ number }) => number) };
  }
  const shortest = ENTRY_LENGTHS[ENTRY_LENGTHS.length - 1] ?? 45;
  const saved =
    content.saved.length > 0 ? [`${plural(content.saved.length, "other was", "others were")} saved.`] : [];
  const moreLine = (count: number): string =>
    `${plural(count, "more comes", "more come")} when these are answered.`;
  const frame = render([], saved, [moreLine(pending.length)]);
  const { lines, numbers } = fillEntries(pending, messageDefaults.maxCharacters - frame.length - 1, shortest);
  const left = pending.length - numbers.length;
  return { text: message(render(lines, saved, left > 0 ? [moreLine(left)] : [])), numbers };
}

/** Which drafts a reply was about, for replies that list numbers. */
export const openNumbers = (numbers: readonly number[]): string =>
  numbers.length > 0 ? `Still open: ${formatNumbers(numbers)}.` : "";
