/** The rows of `coachItems` and the only code that writes them. */
import { nextNumbers } from "@voice-flow/domain/conversation/numbering";
import { ITEM_TABLE, type ItemState } from "@voice-flow/domain/conversation/states";
import { changeStatus } from "@voice-flow/domain/state-machine/status-tables";
import type { WithoutSystemFields } from "convex/server";
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbReader, DbWriter } from "../foundation/context";

export type Item = Doc<"coachItems">;

const HOUR_MS = 3_600_000;
/** Open items of one coach: a dozen notes that nobody has answered. */
const MAX_OPEN = 300;
const MAX_OF_NOTE = 400;
/** The number of an item that was shown and withdrawn is not given again for so long, ms. */
const REST_MS = 12 * HOUR_MS;
const MAX_RESTING = 50;

/** By number. */
export const openItemsOf = async (db: DbReader, userId: Id<"users">): Promise<Item[]> =>
  (await itemsInState(db, userId, "open", MAX_OPEN)).sort((a, b) => a.number - b.number);

/** Those that were closed last come first. */
export const itemsInState = async (
  db: DbReader,
  userId: Id<"users">,
  state: ItemState,
  max: number,
): Promise<Item[]> =>
  await db
    .query("coachItems")
    .withIndex("by_userId_and_state", (q) => q.eq("userId", userId).eq("state", state))
    .order("desc")
    .take(max);

export const itemsOfNote = async (db: DbReader, artifactId: Id<"voiceNoteArtifacts">): Promise<Item[]> =>
  await db
    .query("coachItems")
    .withIndex("by_artifactId", (q) => q.eq("artifactId", artifactId))
    .take(MAX_OF_NOTE);

export const itemsOfQuestion = async (db: DbReader, questionId: Id<"coachQuestions">): Promise<Item[]> =>
  await db
    .query("coachItems")
    .withIndex("by_questionId", (q) => q.eq("questionId", questionId))
    .take(MAX_OF_NOTE);

export type NewItem = Omit<
  WithoutSystemFields<Item>,
  "number" | "createdAt" | "updatedAt" | "shownAt" | "lastShown"
>;

/** Numbers them in this order, after what the coach has open. */
export async function insertItems(
  db: DbWriter,
  userId: Id<"users">,
  items: readonly NewItem[],
  now: number,
): Promise<Item[]> {
  if (items.length === 0) return [];
  const open = await openItemsOf(db, userId);
  const withdrawn = await itemsInState(db, userId, "withdrawn", MAX_RESTING);
  const known = [
    ...open.map(({ number }) => ({ number, isOpen: true })),
    ...withdrawn
      .filter(({ shownAt }) => shownAt !== undefined)
      .map(({ number, closedAt = 0 }) => ({ number, isOpen: false, restsUntil: closedAt + REST_MS })),
  ];
  const numbers = nextNumbers(known, items.length, now);
  const stored: Item[] = [];
  for (const [index, item] of items.entries()) {
    const number = numbers[index];
    if (number === undefined) throw new Error("There are fewer numbers than items.");
    const id = await db.insert("coachItems", { ...item, number, createdAt: now, updatedAt: now });
    stored.push(await itemOrThrow(db, id));
  }
  return stored;
}

/** Items that the coach has seen under these numbers, before items had rows. */
export async function insertShownItems(
  db: DbWriter,
  items: readonly { item: NewItem; number: number }[],
  { at, outboundMessageId }: { at: number; outboundMessageId?: Id<"outboundMessages"> | undefined },
  now: number,
): Promise<Item[]> {
  const stored: Item[] = [];
  for (const { item, number } of items) {
    const shown = { shownAt: at, ...(outboundMessageId && { lastShown: { outboundMessageId, at } }) };
    const id = await db.insert("coachItems", { ...item, ...shown, number, createdAt: now, updatedAt: now });
    stored.push(await itemOrThrow(db, id));
  }
  return stored;
}

/** Throws an Error for an item that is gone: its ids are ours. */
export async function itemOrThrow(db: DbReader, id: Id<"coachItems">): Promise<Item> {
  const item = await db.get("coachItems", id);
  if (!item) throw new Error("An item is gone.");
  return item;
}

type Changes = Partial<
  Pick<
    Item,
    | "questionId"
    | "draftId"
    | "candidateIds"
    | "claimId"
    | "mentionIndex"
    | "shownAt"
    | "lastShown"
    | "changedAt"
    | "expiresAt"
    | "topic"
  >
>;

export async function patchItem(db: DbWriter, item: Item, changes: Changes, now: number): Promise<Item> {
  await db.patch("coachItems", item._id, { ...changes, updatedAt: now });
  return { ...item, ...changes, updatedAt: now };
}

/** Throws an Error for a move that the table of items does not know. */
export async function moveItem(
  db: DbWriter,
  item: Item,
  to: ItemState,
  now: number,
  changes: Partial<Pick<Item, "batch" | "playerId">> = {},
): Promise<void> {
  const change = changeStatus(ITEM_TABLE, item.state, to);
  if (!change.ok) throw new Error(change.error.message);
  await db.patch("coachItems", item._id, { ...changes, state: to, closedAt: now, updatedAt: now });
}
