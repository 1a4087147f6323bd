/**
 * How a note enters the pipeline, whatever brought it: the v1 note first, then, where v2 is on, the artifact that is
 * linked to it.
 */
import type { StageFailure } from "@voice-flow/domain/events/build";
import { isAudioChannel, type NoteType, type SourceChannel } from "@voice-flow/domain/vocabulary/pipeline";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { runsV2 } from "../host/featureFlags";
import { insertRecordedNote, insertTypedNote, insertUnfetchedNote, recordNoteProgress } from "./notes";
import { expectTranscription } from "./plainNotes";
import { failArtifact } from "./stage";
import { artifactOrThrow, FIRST_ATTEMPT } from "./transition";

export type NoteContent = { text: string } | { audioStorageId: Id<"_storage">; contentType: string };

interface NoteSource {
  userId: Id<"users">;
  organizationId?: string;
  channel: SourceChannel;
  noteType: NoteType;
  whatsappMessageId?: Id<"whatsappMessages">;
  /** Hash of the content, to tell duplicates by. */
  contentKey?: string;
}
export type IncomingNote = NoteSource & NoteContent;

export interface IngestedNote {
  voiceNoteId: Id<"voiceNotes">;
  /** Absent while v2 is off for the coach, or if the artifact could not be made: the v1 note goes on without it. */
  artifactDocId?: Id<"voiceNoteArtifacts">;
}

/**
 * Stores the note and starts its processing, in the caller's transaction. A note with audio must come by an audio
 * channel and a text by the others; anything else throws.
 */
export async function ingestNote(ctx: MutationCtx, note: IncomingNote): Promise<IngestedNote> {
  const now = Date.now();
  const audio = "audioStorageId" in note;
  if (audio !== isAudioChannel(note.channel)) {
    throw new Error(`A note by ${note.channel} must carry ${audio ? "text" : "audio"}.`);
  }
  const common = {
    coachUserId: note.userId,
    organizationId: note.organizationId,
    noteType: note.noteType,
    source: note.channel,
    contentKey: note.contentKey,
  };
  const voiceNoteId =
    "audioStorageId" in note
      ? await insertRecordedNote(
          ctx,
          { ...common, audioStorageId: note.audioStorageId, audioContentType: note.contentType },
          now,
        )
      : await insertTypedNote(ctx, { ...common, text: note.text }, now);
  const v2 = await runsV2(ctx.db, note);
  const artifactDocId = v2 ? await createLinkedArtifact(ctx, note, voiceNoteId) : undefined;
  if (!artifactDocId) {
    // Nothing else would say that there will be no insights.
    await recordNoteProgress(ctx, voiceNoteId, { insightsStatus: v2 ? "failed" : "cancelled" }, now);
  }
  if (audio) {
    if (!artifactDocId) await expectTranscription(ctx, voiceNoteId, now);
    await ctx.scheduler.runAfter(0, internal.actions.voiceNotes.transcribeAudio, {
      noteId: voiceNoteId,
      attempt: FIRST_ATTEMPT,
    });
  } else if (artifactDocId) {
    await ctx.scheduler.runAfter(0, internal.models.voiceNoteTranscripts.acceptText, {
      artifactId: artifactDocId,
      attempt: FIRST_ATTEMPT,
    });
  }
  return { voiceNoteId, artifactDocId };
}

/**
 * Stores a note whose recording could not be fetched: it has failed in ingestion, where staff can fetch it again, and we
 * tell its coach. Undefined, and nothing stored, while v2 is off for the coach.
 */
export async function ingestUnfetched(
  ctx: MutationCtx,
  source: NoteSource,
  failure: StageFailure,
): Promise<Id<"voiceNoteArtifacts"> | undefined> {
  if (!(await runsV2(ctx.db, source))) return undefined;
  const now = Date.now();
  const { userId: coachUserId, organizationId, noteType, channel } = source;
  const note = { coachUserId, organizationId, noteType, source: channel };
  const voiceNoteId = await insertUnfetchedNote(ctx, note, now);
  const artifactDocId = await createLinkedArtifact(ctx, source, voiceNoteId);
  if (!artifactDocId) {
    await recordNoteProgress(ctx, voiceNoteId, { transcriptionStatus: "failed" }, now);
    return undefined;
  }
  const artifact = await artifactOrThrow(ctx.db, artifactDocId);
  await failArtifact(ctx, artifact, FIRST_ATTEMPT, failure, now);
  return artifactDocId;
}

/** In a nested mutation: if it throws, what it wrote is rolled back, and the v1 note stands. */
async function createLinkedArtifact(
  ctx: MutationCtx,
  note: NoteSource,
  voiceNoteId: Id<"voiceNotes">,
): Promise<Id<"voiceNoteArtifacts"> | undefined> {
  try {
    return await ctx.runMutation(internal.models.voiceNoteArtifacts.createArtifact, {
      sourceChannel: note.channel,
      senderUserId: note.userId,
      organizationId: note.organizationId,
      noteType: note.noteType,
      voiceNoteId,
      whatsappMessageId: note.whatsappMessageId,
    });
  } catch (error) {
    // The error's text may quote arguments; its name does not.
    console.error("An artifact could not be made for a note", voiceNoteId, errorName(error));
    return undefined;
  }
}

const errorName = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
