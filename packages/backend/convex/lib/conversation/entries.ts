/** Items as a message shows them: their words, their player, and whom a name may mean. */
import type { DraftEntry, ListEntry, NameEntry } from "@voice-flow/domain/messages/open-list";
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { fullName } from "../host/roster";
import { draftSubject, draftText } from "../pipeline/draftWords";
import type { Item } from "./items";
import type { NoteTimes } from "./noteTimes";

/** Null for an item whose draft or name is gone: it cannot be answered. */
export async function openEntryOf(db: DbReader, item: Item, times: NoteTimes): Promise<ListEntry | null> {
  return item.kind === "draft" ? await draftEntry(db, item, times) : await nameEntry(db, item, times);
}

/** Entries of the items that can be answered, in their order. */
export async function openEntriesOf(
  db: DbReader,
  items: readonly Item[],
  times: NoteTimes,
): Promise<ListEntry[]> {
  const entries = await Promise.all(items.map((item) => openEntryOf(db, item, times)));
  return entries.filter((entry) => entry !== null);
}

/** For what is over: something is said of it even where its draft is gone. */
export async function entryOf(db: DbReader, item: Item, times: NoteTimes): Promise<ListEntry> {
  return (await openEntryOf(db, item, times)) ?? { ...(await frame(item, times)), kind: "draft", text: "" };
}

export const entriesOf = async (
  db: DbReader,
  items: readonly Item[],
  times: NoteTimes,
): Promise<ListEntry[]> => await Promise.all(items.map((item) => entryOf(db, item, times)));

const frame = async (item: Item, times: NoteTimes) => ({
  itemId: item._id,
  number: item.number,
  topic: item.topic,
  note: await times.ofNote(item.artifactId),
});

export async function draftEntry(db: DbReader, item: Item, times: NoteTimes): Promise<DraftEntry | null> {
  const draft = item.draftId ? await db.get("insightDrafts", item.draftId) : null;
  if (!draft) return null;
  const subject = await draftSubject(db, draft);
  const text = draftText(draft);
  return { ...(await frame(item, times)), kind: "draft", text, subject };
}

async function nameEntry(db: DbReader, item: Item, times: NoteTimes): Promise<NameEntry | null> {
  const claim = await db.get("voiceNoteClaims", item.claimId);
  if (!claim) return null;
  const candidates = await candidatesOf(db, item);
  return {
    ...(await frame(item, times)),
    kind: "name",
    text: claim.sourceText,
    spokenText: spokenTextOf(claim, item),
    candidates,
  };
}

export const spokenTextOf = (claim: Doc<"voiceNoteClaims">, { mentionIndex }: Item): string =>
  claim.mentions[mentionIndex ?? 0]?.rawText ?? "";

export interface ItemCandidate {
  playerId: Id<"players">;
  name: string;
  team?: string | undefined;
}

/** In the order of their letters. One who was erased keeps the letter, without a name. */
export async function candidatesOf(db: DbReader, item: Item): Promise<ItemCandidate[]> {
  return await Promise.all(
    (item.candidateIds ?? []).map(async (playerId) => {
      const player = await db.get("players", playerId);
      return { playerId, name: player ? fullName(player) : "–", team: await teamOf(db, playerId) };
    }),
  );
}

export async function teamOf(db: DbReader, playerId: Id<"players">): Promise<string | undefined> {
  const link = await db
    .query("teamPlayers")
    .withIndex("by_playerId", (q) => q.eq("playerId", playerId))
    .first();
  return link ? (await db.get("teams", link.teamId))?.name : undefined;
}
