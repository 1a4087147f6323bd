/** Writes one note of the past: rows as the stages leave them, moves and events by the pipeline's own helpers. */

import { EXTRACTION_VERSION } from "@voice-flow/domain/claims/prompt";
import { spokenWords } from "@voice-flow/domain/gates/text-gate";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { type EventSink, startArtifact } from "../lib/pipeline/transition";
import { composeNote } from "./composeNote";
import type { PlannedNote } from "./planDay";
import { type Progress, type SeedSender, step } from "./progress";
import { bill, writeCall } from "./writeCall";
import { writeClaims, writeDecision, writeDrafts } from "./writeClaims";
import { writeSummary } from "./writeSummary";

export const TRANSCRIPTION_MODEL = "gpt-4o-mini-transcribe";
export const EXTRACTION_MODEL = "gpt-4o";
/** Tokens of the prompt with its roster, and of a claim in the answer; about what real notes use. */
const PROMPT_TOKENS = 1450;
const TOKENS_PER_CLAIM = 110;
const WORDS_PER_SECOND = 2.4;

export async function writeNote(
  ctx: MutationCtx,
  sender: SeedSender,
  note: PlannedNote,
  messageSid: string,
  emit: EventSink,
): Promise<void> {
  const composed = composeNote(note, sender.roster);
  const artifact = await writeArrival(ctx, sender, { note, composed, messageSid, emit });
  const progress: Progress = { ctx, sender, note, composed, artifact, now: note.at, emit };
  const heard = note.isAudio ? await writeTranscription(progress) : await writeTypedText(progress);
  if (!heard || !(await writeExtraction(progress))) return;
  await writeClaims(progress);
  await writeDrafts(progress);
  if (await writeSummary(progress)) await writeDecision(progress);
}

async function writeArrival(
  ctx: MutationCtx,
  { userId, phone, organizationId, recordingId }: SeedSender,
  {
    note,
    composed: { transcript },
    messageSid,
    emit,
  }: Pick<Progress, "note" | "composed" | "emit"> & { messageSid: string },
): Promise<Doc<"voiceNoteArtifacts">> {
  const stamps = { createdAt: note.at, updatedAt: note.at };
  const sourceChannel = note.isAudio ? ("whatsapp_audio" as const) : ("whatsapp_text" as const);
  const messageId = await ctx.db.insert("whatsappMessages", {
    messageSid,
    fromPhone: phone,
    toPhone: "+14155238886",
    kind: note.isAudio ? "audio" : "text",
    body: note.isAudio ? "" : transcript,
    userId,
    organizationId,
    status: "completed",
    outcome: "note",
    receivedAt: note.at,
    updatedAt: note.at,
  });
  const voiceNoteId = await ctx.db.insert("voiceNotes", {
    organizationId,
    coachUserId: userId,
    noteType: "training",
    source: sourceChannel,
    ...(note.isAudio ? {} : { transcription: transcript }),
    ...(note.failure?.stage === "transcription" && recordingId
      ? { audioStorageId: recordingId, audioContentType: "audio/wav" }
      : {}),
    transcriptionStatus: note.isAudio ? "pending" : "completed",
    insightsStatus: "pending",
    ...stamps,
  });
  const artifact = await startArtifact(
    ctx,
    {
      artifactId: crypto.randomUUID(),
      sourceChannel,
      senderUserId: userId,
      organizationId,
      orgCandidates: [{ organizationId, confidence: 1, reason: "given" }],
      voiceNoteId,
      whatsappMessageId: messageId,
      noteType: "training",
    },
    note.at,
    emit,
  );
  await ctx.db.patch("whatsappMessages", messageId, { artifactId: artifact._id });
  return artifact;
}

/** Transcribes; false where the note ends there. */
async function writeTranscription(progress: Progress): Promise<boolean> {
  const { note, composed } = progress;
  await step(progress, note.downloadMs, { type: "begin_transcription" });
  if (note.failure?.stage === "transcription") {
    await fail(progress, note.transcriptionMs, note.failure.code);
    await writeCall(progress, "voice_transcription", TRANSCRIPTION_MODEL, {}, note.failure.code);
    return false;
  }
  const text = note.isSilent ? "" : composed.transcript;
  const wordCount = spokenWords(text).length;
  const duration = note.isSilent ? 4 : Math.round((wordCount / WORDS_PER_SECOND) * 10) / 10;
  const { cost, metadata } = bill(TRANSCRIPTION_MODEL, { audioSeconds: duration }, note.at);
  await step(
    progress,
    note.transcriptionMs,
    { type: note.isSilent ? "reject" : "finish_transcription" },
    {
      changes: { totals: { ...progress.artifact.totals, aiCost: cost } },
      metadata: {
        ...metadata,
        transcriptDuration: duration,
        transcriptWordCount: wordCount,
        confidenceScore: note.isSilent ? 0.1 : 0.95,
      },
    },
  );
  await writeCall(progress, "voice_transcription", TRANSCRIPTION_MODEL, { audioSeconds: duration });
  await writeTranscript(progress, { text, wordCount, duration, model: TRANSCRIPTION_MODEL });
  return !note.isSilent;
}

async function writeTypedText(progress: Progress): Promise<boolean> {
  await step(progress, 90, { type: "accept_text" });
  const text = progress.composed.transcript;
  const wordCount = spokenWords(text).length;
  await writeTranscript(progress, { text, wordCount, duration: 0, model: "typed" });
  return true;
}

async function writeTranscript(
  { ctx, artifact, now }: Progress,
  { text, wordCount, duration, model }: { text: string; wordCount: number; duration: number; model: string },
): Promise<void> {
  const isTyped = model === "typed";
  await ctx.db.insert("voiceNoteTranscripts", {
    artifactId: artifact._id,
    fullText: text,
    segments: isTyped || text === "" ? [] : [{ start: 0, end: duration, text, confidence: 0.95 }],
    language: isTyped ? "" : "en",
    duration,
    modelUsed: model,
    confidence: isTyped ? 1 : 0.95,
    wordCount,
    attempt: artifact.attempt,
    createdAt: now,
  });
  if (!artifact.voiceNoteId) return;
  await ctx.db.patch("voiceNotes", artifact.voiceNoteId, {
    transcription: text,
    transcriptionStatus: "completed",
    insightsStatus: text === "" ? "cancelled" : "processing",
    updatedAt: now,
  });
}

/** Extracts claims; false where the note ends there. */
async function writeExtraction(progress: Progress): Promise<boolean> {
  const { note, composed, artifact } = progress;
  await step(progress, 120, { type: "begin_stage", stage: "claims_extraction" });
  if (note.failure) {
    await fail(progress, note.extractionMs, note.failure.code);
    await writeCall(progress, "claims_extraction", EXTRACTION_MODEL, {}, note.failure.code);
    return false;
  }
  const usage = {
    inputTokens: PROMPT_TOKENS + composed.transcript.length,
    cachedInputTokens: 1024,
    outputTokens: 60 + composed.claims.length * TOKENS_PER_CLAIM,
  };
  const { cost, metadata } = bill(EXTRACTION_MODEL, usage, note.at);
  await step(
    progress,
    note.extractionMs,
    { type: "finish_stage", stage: "claims_extraction" },
    {
      changes: {
        totals: {
          ...artifact.totals,
          aiCost: artifact.totals.aiCost + cost,
          claimCount: composed.claims.length,
        },
        extraction: { model: EXTRACTION_MODEL, version: EXTRACTION_VERSION },
      },
      metadata: {
        ...metadata,
        claimCount: composed.claims.length,
        entityCount: composed.claims.reduce((sum, claim) => sum + claim.mentions.length, 0),
        confidenceScore: 0.92,
      },
    },
  );
  await writeCall(progress, "claims_extraction", EXTRACTION_MODEL, usage);
  return true;
}

async function fail(progress: Progress, afterMs: number, code: NonNullable<PlannedNote["failure"]>["code"]) {
  const { ctx, artifact } = progress;
  await step(progress, afterMs, { type: "fail" }, { failure: { code, message: "" } });
  if (artifact.voiceNoteId) {
    const failedAt = artifact.currentStage === "transcription" ? "transcriptionStatus" : "insightsStatus";
    await ctx.db.patch("voiceNotes", artifact.voiceNoteId, { [failedAt]: "failed", updatedAt: progress.now });
  }
}
