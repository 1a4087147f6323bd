/** Recordings without a run of v2, as staff see them: those that wait, and those that could not be written down. */
import { failureSentence } from "@voice-flow/domain/errors/catalogue";
import { stageErrorCodeValidator } from "@voice-flow/domain/vocabulary/pipeline";
import { type Infer, v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { type NameLookup, nameLookup } from "../host/nameLookup";

const MOST_COUNTED = 100;
const MOST_SHOWN = 20;

export const plainNotesValidator = v.object({
  waiting: v.object({ count: v.number(), more: v.boolean() }),
  failed: v.array(
    v.object({
      noteId: v.id("voiceNotes"),
      createdAt: v.number(),
      failedAt: v.number(),
      coachName: v.optional(v.string()),
      clubName: v.optional(v.string()),
      code: stageErrorCodeValidator,
      /** What went wrong, in a sentence. */
      problem: v.string(),
      /** False once the recording is gone: there is nothing to listen to. */
      canRetry: v.boolean(),
    }),
  ),
  /** There are older ones. */
  more: v.boolean(),
});
type PlainNotes = Infer<typeof plainNotesValidator>;

export async function readPlainNotes(db: DbReader): Promise<PlainNotes> {
  const waiting = await db
    .query("voiceNotes")
    .withIndex("by_transcriptionHold", (q) => q.gte("transcriptionHold.askAgainAt", 0))
    .take(MOST_COUNTED);
  const failed = await db
    .query("voiceNotes")
    .withIndex("by_transcriptionFailure", (q) => q.gte("transcriptionFailure.at", 0))
    .order("desc")
    .take(MOST_SHOWN + 1);
  const names = nameLookup(db);
  const rows = await Promise.all(failed.slice(0, MOST_SHOWN).map((note) => asRow(note, names)));
  return {
    waiting: { count: waiting.length, more: waiting.length === MOST_COUNTED },
    failed: rows.flat(),
    more: failed.length > MOST_SHOWN,
  };
}

async function asRow(
  {
    _id: noteId,
    createdAt,
    coachUserId,
    organizationId,
    audioStorageId,
    transcriptionFailure,
  }: Doc<"voiceNotes">,
  names: NameLookup,
): Promise<PlainNotes["failed"]> {
  if (!transcriptionFailure) return [];
  const { code, at: failedAt } = transcriptionFailure;
  const row = {
    noteId,
    createdAt,
    failedAt,
    coachName: await names.coachName(coachUserId),
    clubName: await names.clubName(organizationId),
    code,
    problem: failureSentence(code),
    canRetry: audioStorageId !== undefined,
  };
  return [row];
}
