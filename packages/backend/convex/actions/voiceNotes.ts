"use node";

import { transcriptionBound } from "@voice-flow/domain/costs/bounds";
import type { StageFailure } from "@voice-flow/domain/events/build";
import { buildCallId } from "@voice-flow/domain/keys/call-id";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { type ActionCtx, internalAction } from "../_generated/server";
import { callProvider } from "../lib/ai/call";
import { openaiClient } from "../lib/ai/client";
import { transcribe } from "../lib/ai/transcription";
import type { TranscriptionWork } from "../lib/pipeline/beginTranscription";
import { failRun, guardStage } from "../lib/pipeline/stage";

/**
 * Transcribes the recording of a v1 note. `attempt` is the run of its artifact that asks for it; without it the current
 * one. A note that has no audio, or whose run is over, is left alone.
 */
export const transcribeAudio = internalAction({
  args: { noteId: v.id("voiceNotes"), attempt: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, args) => {
    const work: TranscriptionWork | null = await ctx.runMutation(
      internal.models.voiceNoteTranscripts.beginTranscription,
      args,
    );
    if (!work) return null;
    const { artifactId, attempt } = work;
    if (artifactId) await guardStage(ctx, { artifactId, attempt }, () => transcribeNote(ctx, work));
    else await guardNote(ctx, work);
    return null;
  },
});

/** A note without an artifact has no run that could fail: the v1 note itself says so. */
async function guardNote(ctx: ActionCtx, work: TranscriptionWork): Promise<void> {
  try {
    await transcribeNote(ctx, work);
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    console.error("Transcription threw", work.noteId, name);
    await failTranscription(ctx, work, { code: "internal_error", message: name });
  }
}

async function transcribeNote(ctx: ActionCtx, work: TranscriptionWork): Promise<void> {
  const { noteId, artifactId, attempt, organizationId, provider, model, contentType, prompt } = work;
  const audio = await ctx.storage.get(work.audioStorageId);
  if (!audio) return await failTranscription(ctx, work, { code: "storage_missing", message: "" });
  const operation = "voice_transcription";
  const outcome = await callProvider(
    ctx,
    {
      callId: buildCallId({ subjectId: artifactId ?? noteId, attempt, operation }),
      artifactId,
      organizationId,
      operation,
      provider,
      model,
      bound: transcriptionBound({ bytes: audio.size }, prompt),
      timeoutMs: work.timeoutMs,
    },
    () => transcribe(openaiClient(work.timeoutMs), { model, audio, contentType, prompt }),
  );
  if (!outcome.ok) return await failTranscription(ctx, work, outcome.failure);
  await ctx.runMutation(internal.models.voiceNoteTranscripts.createTranscript, {
    noteId,
    artifactId,
    attempt,
    transcription: outcome.value,
    billed: { model, ...outcome.billed },
  });
}

async function failTranscription(
  ctx: ActionCtx,
  { noteId, artifactId, attempt }: TranscriptionWork,
  failure: StageFailure,
): Promise<void> {
  if (artifactId) await failRun(ctx, { artifactId, attempt }, failure);
  else {
    const { code } = failure;
    await ctx.runMutation(internal.models.voiceNotes.recordTranscriptionFailure, { noteId, code });
  }
}
