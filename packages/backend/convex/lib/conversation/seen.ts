/** When a coach has seen a message, so have the questions and items that it shows. */
import { seenAt } from "@voice-flow/domain/conversation/shown";
import { isOpenQuestion } from "@voice-flow/domain/conversation/states";
import type { Doc } from "../../_generated/dataModel";
import type { DbReader, DbWriter } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { markAutoAppliedShown } from "../pipeline/undoDrafts";
import { type Item, patchItem } from "./items";
import { moveQuestion, patchQuestion } from "./questions";

type Outbound = Doc<"outboundMessages">;

/** ms; undefined while it is not known to be seen. */
export async function messageSeenAt(db: DbReader, message: Outbound): Promise<number | undefined> {
  const { SHOWN_GRACE_SECONDS } = await readSettings(db);
  return seenAt({ ...message, failed: message.status === "failed" }, SHOWN_GRACE_SECONDS * 1000);
}

/** Marks what the message shows as seen at `at` (ms). Earlier proof stays. */
export async function markSeen(db: DbWriter, message: Outbound, at: number, now: number): Promise<void> {
  if (!message.shows) return;
  const { itemIds, savedItemIds, questionIds } = message.shows;
  for (const itemId of [...itemIds, ...savedItemIds]) {
    const item = await db.get("coachItems", itemId);
    if (item) await markItemSeen(db, item, message, at, now);
  }
  for (const questionId of questionIds) {
    const question = await db.get("coachQuestions", questionId);
    if (!question || !isOpenQuestion(question.state)) continue;
    await moveQuestion(db, question, "shown", now);
    if (question.shownAt === undefined || at < question.shownAt) {
      await patchQuestion(db, question, { shownAt: at }, now);
    }
  }
}

async function markItemSeen(
  db: DbWriter,
  item: Item,
  message: Outbound,
  at: number,
  now: number,
): Promise<void> {
  // What it shows has changed since the message was written.
  if (message.createdAt < (item.changedAt ?? 0)) return;
  const shownAt = Math.min(item.shownAt ?? at, at);
  const isNewest = item.lastShown === undefined || item.lastShown.at <= at;
  const lastShown = isNewest ? { outboundMessageId: message._id, at } : item.lastShown;
  if (shownAt === item.shownAt && lastShown?.outboundMessageId === item.lastShown?.outboundMessageId) return;
  await patchItem(db, item, { shownAt, lastShown }, now);
  if (item.isAutomatic && item.draftId && item.shownAt === undefined) {
    await markAutoAppliedShown(db, item.draftId, shownAt);
  }
}
