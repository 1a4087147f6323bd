/** The same note twice from one sender, soon after one another. What failed or was refused blocks nothing. */
import type { Doc } from "../../_generated/dataModel";
import type { DbReader } from "../context";
import { readSettings } from "../settings";

/** Messages of one sender that a look-back reads at most; nobody sends more within its few minutes. */
const LOOK_BACK = 50;

/** A failed original never blocks a second try; neither does one that nobody could be asked about. */
const COUNTS_AS_ORIGINAL = [
  "received",
  "processing",
  "completed",
] as const satisfies readonly Doc<"whatsappMessages">["status"][];

const isOriginal = (candidate: Doc<"whatsappMessages">, message: Doc<"whatsappMessages">): boolean =>
  candidate._id !== message._id &&
  candidate._creationTime < message._creationTime &&
  COUNTS_AS_ORIGINAL.some((status) => status === candidate.status);

export async function findOriginalOfText(
  db: DbReader,
  message: Doc<"whatsappMessages">,
): Promise<Doc<"whatsappMessages"> | null> {
  const { DUPLICATE_TEXT_WINDOW_SECONDS } = await readSettings(db);
  const since = message.receivedAt - DUPLICATE_TEXT_WINDOW_SECONDS * 1000;
  const recent = await db
    .query("whatsappMessages")
    .withIndex("by_fromPhone_and_receivedAt", (q) =>
      q.eq("fromPhone", message.fromPhone).gte("receivedAt", since).lte("receivedAt", message.receivedAt),
    )
    .order("desc")
    .take(LOOK_BACK);
  const same = recent.find(
    (candidate) =>
      candidate.kind === "text" && isOriginal(candidate, message) && sameText(candidate.body, message.body),
  );
  return same ?? null;
}

export async function findOriginalOfMedia(
  db: DbReader,
  message: Doc<"whatsappMessages">,
  mediaHash: string,
): Promise<Doc<"whatsappMessages"> | null> {
  const { DUPLICATE_MEDIA_WINDOW_SECONDS } = await readSettings(db);
  const since = message.receivedAt - DUPLICATE_MEDIA_WINDOW_SECONDS * 1000;
  const recent = await db
    .query("whatsappMessages")
    .withIndex("by_mediaHash_and_receivedAt", (q) => q.eq("mediaHash", mediaHash).gte("receivedAt", since))
    .order("desc")
    .take(LOOK_BACK);
  const same = recent.find(
    (candidate) => candidate.fromPhone === message.fromPhone && isOriginal(candidate, message),
  );
  return same ?? null;
}

const sameText = (a: string, b: string): boolean => a.trim() === b.trim();
