/** The end of transcription: the transcript is stored, and the gate says what becomes of the note. */

import type { EventMetadata } from "@voice-flow/domain/events/event";
import {
  type Expectation,
  judgeTranscript,
  type TranscriptVerdict,
} from "@voice-flow/domain/hearing/judge-transcript";
import type { Settings } from "@voice-flow/domain/settings";
import type { ArtifactMove } from "@voice-flow/domain/state-machine/artifact";
import type { WithoutSystemFields } from "convex/server";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { Transcription } from "../ai/transcription";
import { readSettings } from "../foundation/settings";
import { type NoteProgress, recordNoteProgress } from "./notes";
import { notifyCoach } from "./notices";
import { finishPlainTranscription } from "./plainNotes";
import { routeArtifact } from "./routeArtifact";
import { type BilledCall, billedMetadata, logRefusal, type Run, totalsWithCost } from "./stage";
import { artifactOrThrow, moveArtifact } from "./transition";

export interface FinishedTranscription {
  noteId: Id<"voiceNotes">;
  artifactId?: Id<"voiceNoteArtifacts">;
  attempt: number;
  transcription: Transcription;
  expected: Expectation;
  billed: BilledCall;
}

const MOVE_OF = {
  accept: { type: "finish_transcription" },
  ask: { type: "ask_coach" },
  refuse: { type: "reject" },
} as const satisfies Record<TranscriptVerdict["verdict"], ArtifactMove>;

const PROGRESS_OF = {
  accept: { transcriptionStatus: "completed", insightsStatus: "processing" },
  ask: { transcriptionStatus: "awaiting_confirmation" },
  refuse: { transcriptionStatus: "completed", insightsStatus: "cancelled" },
} as const satisfies Record<TranscriptVerdict["verdict"], NoteProgress>;

/** The judge of the domain with the settings in force. */
const judged = (
  { text, signals, language, duration }: Transcription,
  expected: Expectation,
  settings: Settings,
): TranscriptVerdict =>
  judgeTranscript(
    { text, segments: signals, language, durationSeconds: duration > 0 ? duration : undefined },
    expected,
    {
      refuseUncertainShare: settings.TRANSCRIPT_UNCERTAINTY_REJECT_SHARE,
      askUncertainShare: settings.TRANSCRIPT_UNCERTAINTY_ASK_SHARE,
      askBelowWords: settings.TRANSCRIPT_MIN_WORDS,
      briefSeconds: settings.TRANSCRIPT_SHORT_AUDIO_SECONDS,
      briefCharacters: settings.TRANSCRIPT_SHORT_AUDIO_MIN_CHARACTERS,
    },
  );

export async function finishTranscription(
  ctx: MutationCtx,
  { noteId, artifactId, attempt, transcription, expected, billed }: FinishedTranscription,
  now: number,
): Promise<void> {
  const { text, duration } = transcription;
  const verdict = judged(transcription, expected, await readSettings(ctx.db));
  if (!artifactId) {
    if (!(await finishPlainTranscription(ctx, noteId, text, now))) return;
    if (verdict.verdict === "refuse") await notifyCoach(ctx, { kind: "note_not_transcribed", noteId });
    return;
  }
  const artifact = await artifactOrThrow(ctx.db, artifactId);
  const wordCount = countWords(text);
  const moved = await moveArtifact(ctx, artifact, MOVE_OF[verdict.verdict], {
    now,
    attempt,
    changes: {
      totals: totalsWithCost(artifact, billed),
      ...(verdict.verdict === "accept" ? {} : { statusReason: verdict.reason }),
    },
    metadata: {
      ...billedMetadata(billed),
      transcriptDuration: duration,
      transcriptWordCount: wordCount,
      confidenceScore: verdict.confidence,
    } satisfies EventMetadata,
  });
  if (!moved.ok) return logRefusal(artifact, moved.error);
  const { segments, language } = transcription;
  await storeTranscript(ctx, {
    artifactId,
    fullText: text,
    segments,
    language,
    duration,
    modelUsed: billed.model,
    confidence: verdict.confidence,
    wordCount,
    attempt,
    createdAt: now,
  });
  await recordNoteProgress(ctx, noteId, { transcription: text, ...PROGRESS_OF[verdict.verdict] }, now);
  await followUp(ctx, moved.artifact, verdict, now);
}

async function followUp(
  ctx: MutationCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  verdict: TranscriptVerdict,
  now: number,
): Promise<void> {
  switch (verdict.verdict) {
    case "accept":
      return await scheduleExtraction(ctx, artifact, now);
    case "ask":
      await notifyCoach(ctx, {
        kind: "transcript_doubtful",
        artifactId: artifact._id,
        reason: verdict.reason,
      });
      return;
    case "refuse":
      await notifyCoach(ctx, {
        kind: "transcript_refused",
        artifactId: artifact._id,
        reason: verdict.reason,
      });
      return;
  }
}

/** The text has been through the gates of typed notes before it came here. */
export async function acceptTypedNote(ctx: MutationCtx, run: Run, now: number): Promise<void> {
  const artifact = await artifactOrThrow(ctx.db, run.artifactId);
  const note = artifact.voiceNoteId ? await ctx.db.get("voiceNotes", artifact.voiceNoteId) : null;
  const text = note?.transcription ?? "";
  const moved = await moveArtifact(ctx, artifact, { type: "accept_text" }, { now, attempt: run.attempt });
  if (!moved.ok) return logRefusal(artifact, moved.error);
  await storeTranscript(ctx, {
    artifactId: artifact._id,
    fullText: text,
    segments: [],
    language: "",
    duration: 0,
    modelUsed: "typed",
    confidence: 1,
    wordCount: countWords(text),
    attempt: run.attempt,
    createdAt: now,
  });
  await recordNoteProgress(ctx, artifact.voiceNoteId, { insightsStatus: "processing" }, now);
  await scheduleExtraction(ctx, moved.artifact, now);
}

/** Goes on to claims extraction. A note of a coach with several clubs is routed first, and may have to wait for an answer. */
export async function scheduleExtraction(
  ctx: MutationCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  now: number,
): Promise<void> {
  const routed = artifact.organizationId ? artifact : await route(ctx, artifact, now);
  if (!routed) return;
  await ctx.scheduler.runAfter(0, internal.workers.claimsExtraction.extractClaims, {
    artifactId: routed._id,
    attempt: routed.attempt,
  });
}

async function route(ctx: MutationCtx, artifact: Doc<"voiceNoteArtifacts">, now: number) {
  const transcript = await ctx.db
    .query("voiceNoteTranscripts")
    .withIndex("by_artifactId", (q) => q.eq("artifactId", artifact._id))
    .first();
  return await routeArtifact(ctx, artifact, transcript?.fullText ?? "", now);
}

/** One per artifact: that of a new attempt takes the place of the old one. */
async function storeTranscript(
  ctx: MutationCtx,
  row: WithoutSystemFields<Doc<"voiceNoteTranscripts">>,
): Promise<void> {
  const existing = await ctx.db
    .query("voiceNoteTranscripts")
    .withIndex("by_artifactId", (q) => q.eq("artifactId", row.artifactId))
    .first();
  if (existing) await ctx.db.replace("voiceNoteTranscripts", existing._id, row);
  else await ctx.db.insert("voiceNoteTranscripts", row);
}

const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;
