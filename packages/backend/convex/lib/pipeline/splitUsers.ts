/** From the wide row of a user to the narrow tables, and back. Both can be run again at any time. */
import type { Doc } from "../../_generated/dataModel";
import type { DbWriter } from "../foundation/context";
import { findBillingRow, findProfileRow, wideBilling, wideProfile } from "../host/people";
import { findConversationRow, wideConversation } from "./clubMemory";

/** Copies what has no row yet. What a narrow table knows already is newer and stays. The wide row is left as it is. */
export async function splitUser(db: DbWriter, user: Doc<"users">, now: number): Promise<void> {
  const { _id: userId } = user;
  const stamps = { createdAt: user.createdAt, updatedAt: now };
  const profile = wideProfile(user);
  if (profile && !(await findProfileRow(db, userId))) {
    await db.insert("userProfiles", { ...profile, ...stamps });
  }
  const billing = wideBilling(user);
  if (billing && !(await findBillingRow(db, userId))) {
    await db.insert("billingAccounts", { userId, ...billing, ...stamps });
  }
  const conversation = wideConversation(user);
  if (conversation && !(await findConversationRow(db, userId))) {
    await db.insert("conversationState", { userId, ...conversation, updatedAt: now });
  }
}

/**
 * Takes the copies of profile and billing away; they are read from the wide row again. The conversation stays: its open
 * questions are nowhere else. Rows of users who never had a wide one stay too.
 */
export async function joinUser(db: DbWriter, user: Doc<"users">): Promise<void> {
  const profile = wideProfile(user) ? await findProfileRow(db, user._id) : null;
  if (profile) await db.delete("userProfiles", profile._id);
  const billing = wideBilling(user) ? await findBillingRow(db, user._id) : null;
  if (billing) await db.delete("billingAccounts", billing._id);
}
