/** A coach's conversation as a reply is read against it. */

import type {
  CarryingMessage,
  Conversation,
  OpenItem,
  OpenQuestion,
  Quoted,
  Reply,
  SavedItem,
} from "@voice-flow/domain/conversation/open";
import type { Outcome } from "@voice-flow/domain/conversation/outcome";
import { resolveReply } from "@voice-flow/domain/conversation/resolve-reply";
import { checkText } from "@voice-flow/domain/gates/text-gate";
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { findOrganization } from "../host/people";
import type { CoachMessage } from "./commandContext";
import { candidatesOf, spokenTextOf } from "./entries";
import { type Item, itemsInState, openItemsOf } from "./items";
import { openQuestionsOf, type Question } from "./questions";
import { messageSeenAt } from "./seen";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Messages of ours that are looked through; what older ones showed is known from the items themselves. */
const MAX_MESSAGES = 60;
const MAX_SAVED = 100;
const MAX_CHOSEN = 40;
/** Names that can be corrected were chosen within so long. */
const CORRECTABLE_MS = 14 * DAY_MS;
/** NOTE is about a text that was asked about within so long. */
const NOTE_AFTER_ALL_MS = HOUR_MS;
/** `statusReason` of a short text that was asked about. */
export const ASKED_ABOUT = "asked_about";

/** What the message means now. Reads alone. */
export async function readReply(db: DbReader, message: CoachMessage): Promise<Outcome> {
  const { SNOOZE_MAX_COUNT: snoozeMaxTimes } = await readSettings(db);
  const { body: text, receivedAt, buttonPayload } = message;
  const quoted = message.quotedMessageSid ? await readQuoted(db, message.quotedMessageSid) : undefined;
  const reply: Reply = { text, receivedAt, buttonPayload, quoted };
  return resolveReply(reply, await readConversation(db, message), { snoozeMaxTimes });
}

async function readConversation(db: DbReader, message: CoachMessage): Promise<Conversation> {
  const { userId, receivedAt } = message;
  const rows = await openItemsOf(db, userId);
  const sent = await recentMessages(db, userId);
  const items = (await Promise.all(rows.map((row) => asOpenItem(db, row, sent)))).filter(
    (item) => item !== null,
  );
  const open = await openQuestionsOf(db, userId, receivedAt);
  const questions = await Promise.all(open.map((question) => asOpenQuestion(db, question, items, sent)));
  return {
    items,
    questions: questions.filter((question) => question !== null),
    messages: [...sent.map(asCarrying), ...olderMessages(rows, sent)],
    saved: await savedItems(db, userId, sent),
    chosen: await chosenNames(db, userId, receivedAt),
    canBecomeNote: (await askedAboutBefore(db, message)) !== null,
  };
}

interface SentMessage {
  row: Doc<"outboundMessages">;
  shows: NonNullable<Doc<"outboundMessages">["shows"]>;
  shownAt: number | undefined;
}

async function recentMessages(db: DbReader, userId: Id<"users">): Promise<SentMessage[]> {
  const recent = await db
    .query("outboundMessages")
    .withIndex("by_userId_and_createdAt", (q) => q.eq("userId", userId))
    .order("desc")
    .take(MAX_MESSAGES);
  const sent = await Promise.all(
    recent.map(async (row) =>
      row.shows ? [{ row, shows: row.shows, shownAt: await messageSeenAt(db, row) }] : [],
    ),
  );
  // Oldest first: of two that were seen at one moment, the later one counts.
  return sent.flat().reverse();
}

const asCarrying = ({ row, shows, shownAt }: SentMessage): CarryingMessage => ({
  messageId: row._id,
  shownAt,
  questionIds: shows.questionIds,
  itemIds: shows.itemIds,
  tellsSave: shows.isReply && shows.savedItemIds.length > 0,
});

/** What an item was last seen in, where that is longer ago than the messages that are looked through. */
function olderMessages(rows: readonly Item[], sent: readonly SentMessage[]): CarryingMessage[] {
  const recent = new Set(sent.map(({ row }) => row._id));
  const older = new Map<Id<"outboundMessages">, CarryingMessage>();
  for (const { _id, questionId, lastShown } of rows) {
    if (!lastShown || recent.has(lastShown.outboundMessageId)) continue;
    const messageId = lastShown.outboundMessageId;
    const known = older.get(messageId);
    older.set(messageId, {
      messageId,
      shownAt: lastShown.at,
      questionIds: [...(known?.questionIds ?? []), questionId],
      itemIds: [...(known?.itemIds ?? []), _id],
      tellsSave: false,
    });
  }
  return [...older.values()];
}

const earliest = (...times: readonly (number | undefined)[]): number | undefined => {
  const known = times.filter((at) => at !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
};

/** Null for an item whose draft or claim is gone, because staff are running the note again. */
async function asOpenItem(db: DbReader, row: Item, sent: readonly SentMessage[]): Promise<OpenItem | null> {
  const carrying = sent.filter(
    ({ row: message, shows }) => shows.itemIds.includes(row._id) && message.createdAt >= (row.changedAt ?? 0),
  );
  const item = {
    itemId: row._id,
    questionId: row.questionId,
    number: row.number,
    shownAt: earliest(row.shownAt, ...carrying.map(({ shownAt }) => shownAt)),
  };
  if (row.kind === "draft") {
    const draft = row.draftId ? await db.get("insightDrafts", row.draftId) : null;
    return draft?.status === "pending" ? { kind: "draft", ...item, nameItemId: row.nameItemId } : null;
  }
  const claim = await db.get("voiceNoteClaims", row.claimId);
  if (!claim) return null;
  const candidates = await candidatesOf(db, row);
  return { kind: "name", ...item, spokenText: spokenTextOf(claim, row), candidates };
}

async function asOpenQuestion(
  db: DbReader,
  question: Question,
  items: readonly OpenItem[],
  sent: readonly SentMessage[],
): Promise<OpenQuestion | null> {
  const { _id: questionId, timesSnoozed } = question;
  const carrying = sent.filter(({ shows }) => shows.questionIds.includes(questionId));
  const shownAt = earliest(question.shownAt, ...carrying.map((message) => message.shownAt));
  switch (question.kind) {
    case "summary":
      return items.some((item) => item.questionId === questionId)
        ? { kind: "summary", questionId, timesSnoozed }
        : null;
    case "transcript": {
      const [artifactId] = question.artifactIds;
      const artifact = artifactId ? await db.get("voiceNoteArtifacts", artifactId) : null;
      if (artifact?.status !== "awaiting_coach") return null;
      const canRetry = artifact.sourceChannel.endsWith("audio");
      return { kind: "transcript", questionId, timesSnoozed, shownAt, canRetry };
    }
    case "club": {
      const clubs = await Promise.all((question.organizationIds ?? []).map((id) => findOrganization(db, id)));
      const options = clubs.flatMap((club) =>
        club ? [{ organizationId: club.organizationId, name: club.name }] : [],
      );
      return { kind: "club", questionId, timesSnoozed, shownAt, options };
    }
  }
}

/** What was saved without asking is known once the coach has seen its message. */
async function savedItems(
  db: DbReader,
  userId: Id<"users">,
  sent: readonly SentMessage[],
): Promise<SavedItem[]> {
  const rows = await itemsInState(db, userId, "saved", MAX_SAVED);
  return rows.flatMap(({ _id, number, batch, isAutomatic, shownAt, closedAt = 0 }): SavedItem[] => {
    const told = sent
      .filter(({ shows }) => shows.savedItemIds.includes(_id))
      .map((message) => message.shownAt);
    const knownAt = isAutomatic ? earliest(shownAt, ...told) : closedAt;
    return knownAt === undefined ? [] : [{ itemId: _id, number, batch: batch ?? _id, knownAt }];
  });
}

async function chosenNames(db: DbReader, userId: Id<"users">, now: number): Promise<Conversation["chosen"]> {
  const rows = await itemsInState(db, userId, "chosen", MAX_CHOSEN);
  const recent = rows.filter(({ closedAt = 0 }) => closedAt > now - CORRECTABLE_MS);
  const names = await Promise.all(
    recent.map(async (row) => {
      const claim = await db.get("voiceNoteClaims", row.claimId);
      if (!claim) return [];
      const spokenText = spokenTextOf(claim, row);
      return [{ itemId: row._id, number: row.number, spokenText, candidates: await candidatesOf(db, row) }];
    }),
  );
  return names.flat();
}

/** What the quoted message showed. An id that is none of ours is a quote all the same. */
async function readQuoted(db: DbReader, providerMessageSid: string): Promise<Quoted> {
  const message = await findBySid(db, providerMessageSid);
  const shows = message?.shows;
  return {
    messageId: message?._id,
    questionIds: shows?.questionIds ?? [],
    itemIds: shows?.itemIds ?? [],
    savedItemIds: shows?.savedItemIds ?? [],
  };
}

export const findBySid = async (db: DbReader, providerMessageSid: string) =>
  await db
    .query("outboundMessages")
    .withIndex("by_providerMessageSid", (q) => q.eq("providerMessageSid", providerMessageSid))
    .first();

/** The short text that was asked about just before this message, if it is long enough to be a note. */
export async function askedAboutBefore(
  db: DbReader,
  { fromPhone, receivedAt, _id }: CoachMessage,
): Promise<Doc<"whatsappMessages"> | null> {
  const near = await db
    .query("whatsappMessages")
    .withIndex("by_fromPhone_and_receivedAt", (q) =>
      q
        .eq("fromPhone", fromPhone)
        .gte("receivedAt", receivedAt - NOTE_AFTER_ALL_MS)
        .lte("receivedAt", receivedAt),
    )
    .order("desc")
    .take(3);
  const before = near.find((each) => each._id !== _id);
  return before?.statusReason === ASKED_ABOUT && (await canBecomeNote(db, before.body)) ? before : null;
}

/** The gate of typed notes would take it. */
export async function canBecomeNote(db: DbReader, text: string): Promise<boolean> {
  return checkText(text, await readSettings(db)).ok;
}
