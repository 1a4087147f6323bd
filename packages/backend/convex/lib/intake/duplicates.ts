/** The same note twice from one sender, soon after one another. What failed or was refused blocks nothing. */
import { type DuplicateSettings, duplicateWindowMs, findOriginal } from "@voice-flow/domain/duplicates";
import type { Settings } from "@voice-flow/domain/settings";
import type { Doc } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";

/** Messages of one sender that a look-back reads at most; nobody sends more within its few minutes. */
const LOOK_BACK = 100;

export const duplicateWindows = (settings: Settings): DuplicateSettings => ({
  textWindowMs: settings.DUPLICATE_TEXT_WINDOW_SECONDS * 1000,
  mediaWindowMs: settings.DUPLICATE_MEDIA_WINDOW_SECONDS * 1000,
});

/**
 * The message that this one repeats, or null. Jobs of two messages may run in either order: whichever has been taken as a
 * note first, and has its key therefore, is the original.
 */
export async function findOriginalMessage(
  db: DbReader,
  message: Doc<"whatsappMessages">,
  contentKey: string,
): Promise<Doc<"whatsappMessages"> | null> {
  const windows = duplicateWindows(await readSettings(db));
  const { fromPhone, receivedAt } = message;
  const windowMs = duplicateWindowMs(contentKey, windows);
  const near = await db
    .query("whatsappMessages")
    .withIndex("by_fromPhone_and_receivedAt", (q) =>
      q
        .eq("fromPhone", fromPhone)
        .gte("receivedAt", receivedAt - windowMs)
        .lte("receivedAt", receivedAt + windowMs),
    )
    .take(LOOK_BACK);
  const others = near
    .filter((each) => each._id !== message._id)
    .map((each) => ({ ...each, receivedAt: Math.min(each.receivedAt, receivedAt) }));
  return findOriginal({ contentKey, receivedAt }, others, windows);
}
