/** The row of a coach's conversation: the club of the last note, and whether the coach wants messages. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbReader, DbWriter } from "../foundation/context";

export type Conversation = Pick<Doc<"conversationState">, "lastOrganizationId" | "lastNoteAt">;

/** From the conversation's row, or from the older wide row of the user while there is none. */
export async function findConversation(db: DbReader, userId: Id<"users">): Promise<Conversation | null> {
  return (await findConversationRow(db, userId)) ?? wideConversation(await db.get("users", userId));
}

/** The conversation's own row, without a look at the wide one. */
export const findConversationRow = (db: DbReader, userId: Id<"users">) =>
  db
    .query("conversationState")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();

export function wideConversation(user: Doc<"users"> | null): Conversation | null {
  if (user?.lastOrganizationId === undefined) return null;
  const { lastOrganizationId, lastNoteAt } = user;
  return { lastOrganizationId, lastNoteAt };
}

type Changes = Partial<Pick<Doc<"conversationState">, "lastOrganizationId" | "lastNoteAt" | "optedOutAt">>;

export async function writeConversation(db: DbWriter, userId: Id<"users">, now: number, changes: Changes) {
  const row = await findConversationRow(db, userId);
  if (row) {
    await db.patch("conversationState", row._id, { ...changes, updatedAt: now });
    return;
  }
  const wide = wideConversation(await db.get("users", userId)) ?? {};
  await db.insert("conversationState", { userId, ...wide, ...changes, updatedAt: now });
}

/** The club that the next note of the coach probably belongs to as well. */
export async function rememberClub(
  db: DbWriter,
  userId: Id<"users">,
  organizationId: string,
  now: number,
): Promise<void> {
  await writeConversation(db, userId, now, { lastOrganizationId: organizationId, lastNoteAt: now });
}

export async function forgetClub(db: DbWriter, userId: Id<"users">, now: number): Promise<void> {
  const conversation = await findConversation(db, userId);
  if (!conversation) return;
  await writeConversation(db, userId, now, { lastOrganizationId: undefined, lastNoteAt: undefined });
}
