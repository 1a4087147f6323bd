"use node";

import { chooseTranscriber } from "@voice-flow/domain/ai-models/choose-transcriber";
import type { AiModel } from "@voice-flow/domain/ai-models/model";
import { transcriptionBound } from "@voice-flow/domain/costs/bounds";
import type { StageFailure } from "@voice-flow/domain/events/build";
import { type Recording, readRecording } from "@voice-flow/domain/hearing/recording";
import { buildCallId } from "@voice-flow/domain/keys/call-id";
import type { StageErrorCode } from "@voice-flow/domain/vocabulary/pipeline";
import { MEDIA_PROBLEM_ERROR_CODE } from "@voice-flow/domain/webhooks/media";
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
  const { noteId, artifactId, attempt, organizationId, language, prompt, timeoutMs } = work;
  const audio = await ctx.storage.get(work.audioStorageId);
  if (!audio) return await failTranscription(ctx, work, { code: "storage_missing", message: "" });
  const chosen = await chooseOrFailure(work, audio);
  if (!chosen.ok) return await failTranscription(ctx, work, { code: chosen.code, message: "" });
  const { recording, model } = chosen;
  const outcome = await callProvider(
    ctx,
    {
      callId: buildCallId({ subjectId: artifactId ?? noteId, attempt, operation: model.feature }),
      artifactId,
      organizationId,
      model,
      bound: transcriptionBound({ ...recording, bytes: audio.size }, prompt),
      timeoutMs,
    },
    () => transcribe(openaiClient(timeoutMs), { model, audio, recording, language, prompt }),
  );
  if (!outcome.ok) return await failTranscription(ctx, work, outcome.failure);
  await ctx.runMutation(internal.models.voiceNoteTranscripts.createTranscript, {
    noteId,
    artifactId,
    attempt,
    transcription: outcome.value,
    expected: { language, prompt },
    billed: { model: model.model, ...outcome.billed },
  });
}

type Chosen = { ok: true; recording: Recording; model: AiModel } | { ok: false; code: StageErrorCode };

/** What the file is, and the model that takes it. */
async function chooseOrFailure({ models }: TranscriptionWork, audio: Blob): Promise<Chosen> {
  const read = readRecording(new Uint8Array(await audio.arrayBuffer()));
  if (!read.ok) return { ok: false, code: MEDIA_PROBLEM_ERROR_CODE[read.problem] };
  if (models.length === 0) return { ok: false, code: "model_unknown" };
  const model = chooseTranscriber(models, read.recording.durationSeconds);
  return model ? { ok: true, recording: read.recording, model } : { ok: false, code: "media_too_long" };
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
