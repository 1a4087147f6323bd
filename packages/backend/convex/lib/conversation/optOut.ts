/** STOP and START: whether a coach wants messages at all. */
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader } from "../foundation/context";
import { findConversationRow, writeConversation } from "../pipeline/clubMemory";

/** `since` in ms; undefined lets messages through again. */
export async function setOptedOut(
  ctx: MutationCtx,
  userId: Id<"users">,
  since: number | undefined,
): Promise<void> {
  await writeConversation(ctx.db, userId, Date.now(), { optedOutAt: since });
}

/** ms; undefined of a coach who gets messages. */
export const optedOutAt = async (db: DbReader, userId: Id<"users">): Promise<number | undefined> =>
  (await findConversationRow(db, userId))?.optedOutAt;
