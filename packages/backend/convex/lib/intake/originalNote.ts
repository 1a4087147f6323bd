/** The note of a coach that another one repeats, by whatever channel either came. */
import { duplicateWindowMs, findOriginal } from "@voice-flow/domain/duplicates";
import type { Settings } from "@voice-flow/domain/settings";
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { artifactOfNote } from "../pipeline/notes";
import { duplicateWindows } from "./duplicates";

/** Notes of one coach that a look-back reads at most; nobody sends more within its few minutes. */
const LOOK_BACK = 100;

/** Null if there is none. `at`: when the repetition came, ms. What failed or was refused blocks nothing. */
export async function findOriginalNote(
  db: DbReader,
  { coachUserId, contentKey, at }: { coachUserId: Id<"users">; contentKey: string; at: number },
  settings: Settings,
): Promise<Doc<"voiceNotes"> | null> {
  const windows = duplicateWindows(settings);
  const windowMs = duplicateWindowMs(contentKey, windows);
  const near = await db
    .query("voiceNotes")
    .withIndex("by_coachUserId_and_createdAt", (q) =>
      q
        .eq("coachUserId", coachUserId)
        .gte("createdAt", at - windowMs)
        .lte("createdAt", at + windowMs),
    )
    .take(LOOK_BACK);
  const same = near.filter((note) => note.contentKey === contentKey);
  const originals = await Promise.all(
    same.map(async (note) => ({
      ...note,
      receivedAt: Math.min(note.createdAt, at),
      status: (await isGivenUp(db, note)) ? ("rejected" as const) : ("completed" as const),
    })),
  );
  return findOriginal({ contentKey, receivedAt: at }, originals, windows);
}

async function isGivenUp(db: DbReader, note: Doc<"voiceNotes">): Promise<boolean> {
  const artifact = await artifactOfNote(db, note._id);
  if (!artifact) return note.transcriptionStatus === "failed";
  return artifact.status === "failed" || artifact.status === "rejected" || artifact.status === "cancelled";
}
