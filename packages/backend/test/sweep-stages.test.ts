// @vitest-environment node
import { type Settings, stageDeadlineMs } from "@voice-flow/domain/settings";
import type { ArtifactMove } from "@voice-flow/domain/state-machine/artifact";
import type { ArtifactStatus, MachineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { readSettings } from "../convex/lib/foundation/settings";
import { artifactOrThrow, moveArtifact, startArtifact } from "../convex/lib/pipeline/transition";
import { asStaff, type Backend, createBackend, type SeededClub, seedClub, settle } from "./harness";
import { recordsOf } from "./providers";
import { retryRows } from "./retries";

const CLAIMS = { type: "begin_stage", stage: "claims_extraction" } as const;
const NAMES = { type: "begin_stage", stage: "entity_resolution" } as const;
const DRAFTS = { type: "begin_stage", stage: "draft_generation" } as const;
const TRANSCRIBED = [{ type: "begin_transcription" }, { type: "finish_transcription" }] as const;
const CLAIMED = [...TRANSCRIBED, CLAIMS, { type: "finish_stage", stage: "claims_extraction" }] as const;
const NAMED = [...CLAIMED, NAMES, { type: "finish_stage", stage: "entity_resolution" }] as const;

/** Every place where a machine owes work: what waits for a stage and what runs in it. */
const PLACES: readonly [place: string, ArtifactStatus, MachineStage, readonly ArtifactMove[]][] = [
  ["received", "received", "ingestion", []],
  ["in transcription", "transcribing", "transcription", [{ type: "begin_transcription" }]],
  ["transcribed", "transcribed", "claims_extraction", TRANSCRIBED],
  ["in extraction", "processing", "claims_extraction", [...TRANSCRIBED, CLAIMS]],
  ["before the names", "processing", "entity_resolution", CLAIMED],
  ["at the names", "processing", "entity_resolution", [...CLAIMED, NAMES]],
  ["before the drafts", "processing", "draft_generation", NAMED],
  ["at the drafts", "processing", "draft_generation", [...NAMED, DRAFTS]],
];

/** A run of staff's retry that came as far as these moves and then no further, at `now` (ms). */
const stalledAt = (t: Backend, club: SeededClub, moves: readonly ArtifactMove[], now: number) =>
  t.run(async (ctx) => {
    const { _id } = await startArtifact(
      ctx,
      {
        artifactId: "stalled",
        senderUserId: club.coachUserId,
        organizationId: club.organizationId,
        orgCandidates: [],
        sourceChannel: "whatsapp_audio",
        noteType: "training",
      },
      now,
    );
    for (const move of [{ type: "fail" }, { type: "retry", kind: "retryFullPipeline" }, ...moves] as const) {
      const moved = await moveArtifact(ctx, await artifactOrThrow(ctx.db, _id), move, { now });
      if (!moved.ok) throw new Error(moved.error.message);
    }
    await ctx.db.insert("voicePipelineRetries", {
      artifactId: _id,
      kind: "retryFullPipeline",
      retryNumber: 1,
      attempt: 2,
      outcome: "running",
      requestedBy: "staff",
      requestedByName: "Stella Staff",
      startedAt: now,
    });
    return { id: _id, settings: await readSettings(ctx.db) };
  });

const statusOf = (t: Backend, id: Id<"voiceNoteArtifacts">) =>
  t.run(async (ctx) => (await artifactOrThrow(ctx.db, id)).status);

test.each(PLACES)(
  "a run that stalls %s is failed after its stage's deadline, not before, and its retry with it",
  async (_, status, stage, moves) => {
    const lateFor = async (t: Backend, overdueMs: number) => {
      const club = await seedClub(t);
      const deadlineOf = (settings: Settings) => stageDeadlineMs(settings, stage);
      const { settings } = await t.run(async (ctx) => ({ settings: await readSettings(ctx.db) }));
      const { id } = await stalledAt(t, club, moves, Date.now() - deadlineOf(settings) - overdueMs);
      expect(await statusOf(t, id)).toBe(status);
      await t.mutation(internal.models.voiceNoteArtifacts.failStalledArtifacts, {});
      await settle(t);
      return id;
    };
    const onTime = createBackend();
    expect(await statusOf(onTime, await lateFor(onTime, -5_000))).toBe(status);

    const t = createBackend();
    const id = await lateFor(t, 1_000);
    const { artifact, events } = await recordsOf(t, id);
    expect(artifact).toMatchObject({ status: "failed", currentStage: stage });
    expect(artifact.error).toMatchObject({ stage, code: "deadline_exceeded" });
    expect(await retryRows(t, id)).toMatchObject([{ outcome: "failed", errorCode: "deadline_exceeded" }]);
    expect(events.filter((event) => event.eventType === "retry_failed")).toHaveLength(1);
    const staff = await asStaff(t);
    const { getRetryOptions } = api.models.voicePipelineRetry;
    const options = await staff.query(getRetryOptions, { artifactId: "stalled", now: Date.now() });
    // Nothing is stored of this note; with its recording it could be retried.
    expect(options?.plans.map((plan) => (plan.allowed ? "" : plan.code))).not.toContain("in_flight");
  },
);
