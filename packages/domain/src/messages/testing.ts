/** Content of any kind for tests of messages. */
import fc from "fast-check";
import { TRANSCRIPT_DOUBTS } from "../vocabulary/gates";
import { CLAIM_TOPICS } from "../vocabulary/notes";
import type { Settled } from "./asking";
import type { Next } from "./next";
import type { DraftEntry, ListEntry, NameEntry } from "./open-list";

export const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 1500 }),
  fc.constantFrom("", "Emma", "Seán Ó Conaill", "word ".repeat(400), "😀".repeat(900), "a\nb\u0000c"),
);
export const texts = fc.array(anyText, { maxLength: 30 });
export const noteTimes = fc.array(fc.constantFrom("18:02", "20:56", "Tuesday 20:58", "3 November 09:00"), {
  minLength: 1,
  maxLength: 6,
});
const note = fc.constantFrom("18:02", "20:56", "Tuesday 20:58");
const optionalText = fc.option(anyText, { nil: undefined });

const numbered = {
  number: fc.integer({ min: 1, max: 400 }),
  topic: fc.constantFrom(...CLAIM_TOPICS),
  note,
  text: anyText,
};
const draft: fc.Arbitrary<DraftEntry> = fc.record({
  kind: fc.constant("draft" as const),
  itemId: fc.constant(""),
  ...numbered,
  subject: optionalText,
});
const name: fc.Arbitrary<NameEntry> = fc.record({
  kind: fc.constant("name" as const),
  itemId: fc.constant(""),
  ...numbered,
  spokenText: anyText,
  candidates: fc.array(fc.record({ name: anyText, team: optionalText }), { maxLength: 6 }),
});
const withIds = <Entry extends ListEntry>(entries: readonly Entry[]): Entry[] =>
  entries.map((entry) => ({ ...entry, itemId: `${entry.number}` }));
const unique = { selector: (entry: ListEntry) => entry.number, maxLength: 40 };

export const entries: fc.Arbitrary<ListEntry[]> = fc.uniqueArray(fc.oneof(draft, name), unique).map(withIds);
export const someEntries = entries.filter((list) => list.length > 0);
export const drafts: fc.Arbitrary<DraftEntry[]> = fc.uniqueArray(draft, unique).map(withIds);

export const transcriptAsk = fc.record({
  note,
  reason: fc.constantFrom(...TRANSCRIPT_DOUBTS),
  transcript: anyText,
  canRetry: fc.boolean(),
});
export const clubAsk = fc.record({ notes: noteTimes, options: texts });
export const next: fc.Arbitrary<Next> = fc.oneof(
  fc.constant<Next>({ kind: "nothing" }),
  noteTimes.map((notes): Next => ({ kind: "on_its_way", notes })),
  fc.record({
    kind: fc.constant("items" as const),
    entries: someEntries,
    canSnooze: fc.boolean(),
    others: fc.nat({ max: 3 }),
  }),
  noteTimes.map((notes): Next => ({ kind: "put_off", notes, time: "22:56" })),
  fc.record({ kind: fc.constant("transcript" as const), ask: transcriptAsk, others: fc.nat({ max: 9 }) }),
  fc.record({ kind: fc.constant("club" as const), ask: clubAsk, others: fc.nat({ max: 9 }) }),
);
export const settled: fc.Arbitrary<Settled> = fc.record({
  saved: entries,
  dropped: entries,
  expired: entries,
  undone: entries,
  replaced: entries,
});
