/** The note that another one repeats. One rule for every channel: the fate of the first decides. */
import {
  type DuplicateSettings,
  duplicateWindowMs,
  FATE_OF_MESSAGE,
  fateOfArtifact,
  findOriginal,
  type NoteFate,
} from "@voice-flow/domain/duplicates";
import type { Settings } from "@voice-flow/domain/settings";
import { isAppChannel } from "@voice-flow/domain/vocabulary/pipeline";
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { artifactOfNote } from "../pipeline/notes";

type Artifact = Doc<"voiceNoteArtifacts">;

/** Messages or notes of one coach that a look-back reads at most; nobody sends more within its few minutes. */
const LOOK_BACK = 100;
/** Drafts of one note that are looked at; a note has a handful. */
const MAX_DRAFTS = 60;

/** What was sent before, and its fate. */
export interface Original {
  fate: NoteFate;
  /** Its run, if it has one. */
  artifact: Artifact | null;
  /** How it came: as a message, or on the web. */
  message?: Doc<"whatsappMessages">;
  note?: Doc<"voiceNotes">;
}

interface Repetition {
  coachUserId: Id<"users">;
  contentKey: string;
  /** ms: when the repetition came. */
  at: number;
  /** The repetition itself, where it is a message. */
  messageId?: Id<"whatsappMessages">;
}

const windowsOf = (settings: Settings): DuplicateSettings => ({
  textWindowMs: settings.DUPLICATE_TEXT_WINDOW_SECONDS * 1000,
  mediaWindowMs: settings.DUPLICATE_MEDIA_WINDOW_SECONDS * 1000,
});

/**
 * The note that this one repeats, or null. Jobs of two messages may run in either order: whichever has been taken as a
 * note first, and has its key therefore, is the original.
 */
export async function findOriginalOf(db: DbReader, repetition: Repetition): Promise<Original | null> {
  const windows = windowsOf(await readSettings(db));
  const windowMs = duplicateWindowMs(repetition.contentKey, windows);
  const earlier = [
    ...(await earlierMessages(db, repetition, windowMs)),
    ...(await earlierWebNotes(db, repetition, windowMs)),
  ];
  const { contentKey, at } = repetition;
  const found = findOriginal({ contentKey, receivedAt: at }, earlier, windows);
  if (!found?.fate) return null;
  const { fate, artifact, message, note } = found;
  return { fate, artifact, ...(message ? { message } : {}), ...(note ? { note } : {}) };
}

async function earlierMessages(
  db: DbReader,
  { coachUserId, contentKey, at, messageId }: Repetition,
  windowMs: number,
) {
  const near = await db
    .query("whatsappMessages")
    .withIndex("by_userId_and_receivedAt", (q) =>
      q
        .eq("userId", coachUserId)
        .gte("receivedAt", at - windowMs)
        .lte("receivedAt", at + windowMs),
    )
    .take(LOOK_BACK);
  const same = near.filter((each) => each.contentKey === contentKey && each._id !== messageId);
  return await Promise.all(
    same.map(async (message) => {
      const artifact = message.artifactId ? await db.get("voiceNoteArtifacts", message.artifactId) : null;
      const fate = artifact ? await fateOf(db, artifact) : FATE_OF_MESSAGE[message.status];
      return {
        contentKey,
        receivedAt: Math.min(message.receivedAt, at),
        fate,
        artifact,
        message,
        note: undefined,
      };
    }),
  );
}

/** Notes from WhatsApp are found by their messages, which say more. */
async function earlierWebNotes(db: DbReader, { coachUserId, contentKey, at }: Repetition, windowMs: number) {
  const near = await db
    .query("voiceNotes")
    .withIndex("by_coachUserId_and_createdAt", (q) =>
      q
        .eq("coachUserId", coachUserId)
        .gte("createdAt", at - windowMs)
        .lte("createdAt", at + windowMs),
    )
    .take(LOOK_BACK);
  const same = near.filter((note) => note.contentKey === contentKey && isAppChannel(note.source));
  return await Promise.all(
    same.map(async (note) => {
      const artifact = await artifactOfNote(db, note._id);
      const plain: NoteFate = note.transcriptionStatus === "failed" ? "failed" : "done";
      const fate = artifact ? await fateOf(db, artifact) : plain;
      return {
        contentKey,
        receivedAt: Math.min(note.createdAt, at),
        fate,
        artifact,
        message: undefined,
        note,
      };
    }),
  );
}

async function fateOf(db: DbReader, artifact: Artifact): Promise<NoteFate> {
  if (artifact.status !== "completed") return fateOfArtifact(artifact.status, []);
  const drafts = await db
    .query("insightDrafts")
    .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifact._id))
    .take(MAX_DRAFTS);
  return fateOfArtifact(
    artifact.status,
    drafts.map(({ status }) => status),
  );
}
