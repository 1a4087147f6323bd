/** v1 notes: made before anything else, complete without the tables of v2, and told of what v2 makes of them. */

import { changeStatus, VOICE_NOTE_TABLE } from "@voice-flow/domain/state-machine/status-tables";
import type { VoiceNoteStatus } from "@voice-flow/domain/vocabulary/messaging";
import type { NoteType, SourceChannel } from "@voice-flow/domain/vocabulary/pipeline";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader } from "../foundation/context";

interface NewNote {
  coachUserId: Id<"users">;
  organizationId?: string;
  noteType: NoteType;
  source: SourceChannel;
  /** Hash of the content, to tell duplicates by. */
  contentKey?: string;
}

/** A note whose recording could not be fetched. */
export async function insertUnfetchedNote(
  ctx: MutationCtx,
  note: NewNote,
  now: number,
): Promise<Id<"voiceNotes">> {
  return await ctx.db.insert("voiceNotes", {
    ...note,
    transcriptionStatus: "pending",
    insightsStatus: "pending",
    createdAt: now,
    updatedAt: now,
  });
}

export async function insertRecordedNote(
  ctx: MutationCtx,
  note: NewNote & { audioStorageId: Id<"_storage">; audioContentType: string },
  now: number,
): Promise<Id<"voiceNotes">> {
  return await ctx.db.insert("voiceNotes", {
    ...note,
    transcriptionStatus: "pending",
    insightsStatus: "pending",
    createdAt: now,
    updatedAt: now,
  });
}

/** The text of a typed note is its transcription. */
export async function insertTypedNote(
  ctx: MutationCtx,
  { text, ...note }: NewNote & { text: string },
  now: number,
): Promise<Id<"voiceNotes">> {
  return await ctx.db.insert("voiceNotes", {
    ...note,
    transcription: text,
    transcriptionStatus: "completed",
    insightsStatus: "pending",
    createdAt: now,
    updatedAt: now,
  });
}

export interface NoteProgress {
  transcription?: string;
  transcriptionStatus?: VoiceNoteStatus;
  insightsStatus?: VoiceNoteStatus;
}

/**
 * Tells the v1 note how far it is. A status that it may not come to from where it is (also by a retry) is left as it is:
 * v1 follows the artifact and never stops it.
 */
export async function recordNoteProgress(
  ctx: MutationCtx,
  noteId: Id<"voiceNotes"> | undefined,
  progress: NoteProgress,
  now: number,
): Promise<void> {
  const note = noteId ? await ctx.db.get("voiceNotes", noteId) : null;
  if (!note) return;
  await ctx.db.patch("voiceNotes", note._id, {
    ...(progress.transcription === undefined ? {} : { transcription: progress.transcription }),
    transcriptionStatus: followed(note.transcriptionStatus, progress.transcriptionStatus),
    insightsStatus: followed(note.insightsStatus, progress.insightsStatus),
    updatedAt: now,
  });
}

function followed(from: VoiceNoteStatus, to: VoiceNoteStatus | undefined): VoiceNoteStatus {
  if (to === undefined || to === from) return from;
  const forward = changeStatus(VOICE_NOTE_TABLE, from, to);
  const change = forward.ok ? forward : changeStatus(VOICE_NOTE_TABLE, from, to, "retry");
  return change.ok ? change.status : from;
}

export async function artifactOfNote(
  db: DbReader,
  noteId: Id<"voiceNotes">,
): Promise<Doc<"voiceNoteArtifacts"> | null> {
  return await db
    .query("voiceNoteArtifacts")
    .withIndex("by_voiceNoteId", (q) => q.eq("voiceNoteId", noteId))
    .first();
}
