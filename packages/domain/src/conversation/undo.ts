/** UNDO takes back what was saved last, by the coach or without asking, if the coach can know of it. */
import type { Conversation, Reply, SavedItem } from "./open";
import type { Outcome } from "./outcome";
import type { Reading } from "./reading";

const known = ({ saved }: Conversation, { receivedAt }: Reply): SavedItem[] =>
  saved.filter(({ knownAt }) => knownAt <= receivedAt);

/** The items that were saved together last. */
export function latestSave(
  conversation: Conversation,
  reply: Reply,
): { itemIds: string[]; knownAt: number } | null {
  const items = known(conversation, reply);
  const newest = items.reduce<SavedItem | undefined>(
    (latest, item) => (latest && latest.knownAt >= item.knownAt ? latest : item),
    undefined,
  );
  if (!newest) return null;
  const itemIds = items.filter(({ batch }) => batch === newest.batch).map(({ itemId }) => itemId);
  return { itemIds, knownAt: newest.knownAt };
}

export function undo({ conversation, reply }: Reading, numbers: readonly number[]): Outcome {
  const { quoted } = reply;
  const all = known(conversation, reply);
  // What the quoted message named as saved, whenever the coach saw it.
  const quotes = quoted?.savedItemIds ?? [];
  const saved = quotes.length > 0 ? conversation.saved.filter(({ itemId }) => quotes.includes(itemId)) : all;
  if (numbers.length > 0) return undoNumbers(conversation, saved, numbers);
  if (quoted && quotes.length === 0) return { kind: "quote_closed" };
  const itemIds =
    quotes.length > 0 ? saved.map(({ itemId }) => itemId) : latestSave(conversation, reply)?.itemIds;
  return itemIds && itemIds.length > 0 ? { kind: "undo", itemIds } : { kind: "nothing_open", word: "undo" };
}

/** A number that is open is not undone, however often it has named something that was saved before. */
function undoNumbers(
  conversation: Conversation,
  saved: readonly SavedItem[],
  numbers: readonly number[],
): Outcome {
  const open = numbers.filter((number) => conversation.items.some((item) => item.number === number));
  const newest = [...saved].sort((a, b) => b.knownAt - a.knownAt);
  const found = numbers.flatMap((number) => newest.find((item) => item.number === number) ?? []);
  if (open.length > 0 && found.length < numbers.length)
    return { kind: "ask", problem: { type: "undo_of_open", numbers: open } };
  const unknown = numbers.filter((number) => !found.some((item) => item.number === number));
  if (unknown.length > 0) return { kind: "ask", problem: { type: "undo_unknown", numbers: unknown } };
  if (open.length > 0) return { kind: "ask", problem: { type: "undo_of_open", numbers: open } };
  return { kind: "undo", itemIds: found.map(({ itemId }) => itemId) };
}
