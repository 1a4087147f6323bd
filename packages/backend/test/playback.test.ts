// @vitest-environment node
import { eventsOfTransition, receivedEvent } from "@voice-flow/domain/events/build";
import type { PipelineEventDraft } from "@voice-flow/domain/events/event";
import {
  type ArtifactMove,
  initialArtifactState,
  nextArtifactState,
} from "@voice-flow/domain/state-machine/artifact";
import { expect, test } from "vitest";
import { api } from "../convex/_generated/api";
import type { PipelineEvent } from "../convex/tables/monitoring";
import { asStaff, type Backend, createBackend } from "./harness";
import { anEvent, DAY, HOUR, log, MINUTE, rollUpAll, TEN_OCLOCK } from "./metrics";

const { getFlowAt } = api.models.voicePipelineMetrics;
const NOW = TEN_OCLOCK + 35 * MINUTE;
const NOTHING = {
  ingestion: 0,
  transcription: 0,
  claims_extraction: 0,
  entity_resolution: 0,
  draft_generation: 0,
};

const stored = ({
  artifactId: _artifact,
  voiceNoteId: _note,
  coachUserId: _coach,
  ...event
}: PipelineEventDraft) => event satisfies PipelineEvent;

/** What a voice note tells that makes these moves, each so many minutes after its receipt. */
function told(id: string, receivedAt: number, moves: readonly [number, ArtifactMove][]): PipelineEvent[] {
  const subject = { artifactId: id, createdAt: receivedAt };
  const events = [receivedEvent(subject)];
  let state = { ...initialArtifactState(receivedAt), sourceChannel: "whatsapp_audio" as const };
  for (const [minutes, move] of moves) {
    const at = receivedAt + minutes * MINUTE;
    const next = nextArtifactState(state, move, at);
    if (!next.ok) throw new Error(next.error.message);
    state = { ...state, ...next.patch };
    events.push(...eventsOfTransition(subject, next.events, {}, at));
  }
  return events.map(stored);
}

const THROUGH: readonly [number, ArtifactMove][] = [
  [1, { type: "begin_transcription" }],
  [12, { type: "finish_transcription" }],
  [13, { type: "begin_stage", stage: "claims_extraction" }],
  [22, { type: "finish_stage", stage: "claims_extraction" }],
  [23, { type: "begin_stage", stage: "entity_resolution" }],
  [32, { type: "finish_stage", stage: "entity_resolution" }],
  [33, { type: "begin_stage", stage: "draft_generation" }],
  [42, { type: "complete" }],
];

async function playable(t: Backend) {
  const staff = await asStaff(t);
  return (at: number) => staff.query(getFlowAt, { at, now: NOW });
}

test("the graph of an earlier moment holds the notes that were there, and the figures of the hour before it", async () => {
  const t = createBackend({ transactionLimits: { documentsRead: 200 } });
  const flowAt = await playable(t);
  const start = NOW - 12 * HOUR;
  await log(t, [
    ...told("through", start, THROUGH),
    ...told("stuck", start + MINUTE, [[2, { type: "begin_transcription" }]]),
    ...told("failed", start, [
      [1, { type: "begin_transcription" }],
      [9, { type: "fail" }],
    ]),
    // Something in every hour until now, so that as many rows as there can be lie between then and now.
    ...Array.from({ length: 12 * 12 }, (_, index) =>
      anEvent("transcription_completed", NOW - index * 5 * MINUTE, { durationMs: 10 }),
    ),
    anEvent("draft_confirmed", start + 2 * MINUTE),
  ]);
  await rollUpAll(t);
  const depthAt = async (minutes: number) => (await flowAt(start + minutes * MINUTE)).inFlight;
  expect(await depthAt(0)).toEqual(NOTHING);
  expect(await depthAt(5)).toEqual({ ...NOTHING, transcription: 3 });
  expect(await depthAt(10)).toEqual({ ...NOTHING, transcription: 2 });
  expect(await depthAt(15)).toEqual({ ...NOTHING, transcription: 1, claims_extraction: 1 });
  expect(await depthAt(25)).toEqual({ ...NOTHING, transcription: 1, entity_resolution: 1 });
  expect(await depthAt(35)).toEqual({ ...NOTHING, transcription: 1, draft_generation: 1 });
  expect(await depthAt(45)).toEqual({ ...NOTHING, transcription: 1 });
  expect(await depthAt(12 * 60)).toEqual({ ...NOTHING, transcription: 1 });
  const { stages, decided } = await flowAt(start + 60 * MINUTE);
  expect(decided).toEqual({ confirmed: 1, rejected: 0 });
  expect(stages.find(({ stage }) => stage === "transcription")).toMatchObject({ failed: 1 });
  expect(stages.find(({ stage }) => stage === "claims_extraction")).toMatchObject({
    completed: 1,
    samples: 1,
    p50: 9 * MINUTE,
  });
  // The hour before knows nothing of what came at its end.
  expect((await flowAt(start)).decided.confirmed).toBe(0);
});

test("the breaker is shown as open from when it had been opened until it was closed", async () => {
  const t = createBackend();
  const flowAt = await playable(t);
  const opened = NOW - 3 * HOUR;
  await log(t, [anEvent("circuit_breaker_opened", opened), anEvent("circuit_breaker_closed", opened + HOUR)]);
  await rollUpAll(t);
  expect((await flowAt(opened - 5 * MINUTE)).breakerOpenedAt).toBeNull();
  expect((await flowAt(opened + 5 * MINUTE)).breakerOpenedAt).toBe(opened);
  expect((await flowAt(opened + HOUR + 5 * MINUTE)).breakerOpenedAt).toBeNull();
});

test("nothing is said of how many notes waited before that was recorded", async () => {
  const t = createBackend();
  const flowAt = await playable(t);
  // As a deployment left it that counted no moves.
  await log(t, [anEvent("artifact_received", NOW - 3 * HOUR)]);
  await rollUpAll(t);
  await t.run(async (ctx) => {
    const state = await ctx.db.query("voicePipelineRollup").first();
    if (state) await ctx.db.patch("voicePipelineRollup", state._id, { movesFrom: NOW - 2 * HOUR });
  });
  expect((await flowAt(NOW - 2 * HOUR - 5 * MINUTE)).inFlight).toBeNull();
  expect((await flowAt(NOW - 2 * HOUR)).inFlight).toEqual({ ...NOTHING, ingestion: 1 });
});

test("a worker that finds an earlier deployment's sums records moves from now on, and one that begins records them all", async () => {
  const t = createBackend();
  await log(t, [anEvent("artifact_received", NOW)]);
  await rollUpAll(t);
  const state = () => t.run(async (ctx) => await ctx.db.query("voicePipelineRollup").first());
  expect(await state()).toMatchObject({ movesFrom: 0 });
  await t.run(async (ctx) => {
    const row = await ctx.db.query("voicePipelineRollup").first();
    if (row) await ctx.db.patch("voicePipelineRollup", row._id, { movesFrom: undefined });
  });
  const before = Date.now();
  await log(t, [anEvent("artifact_received", NOW)]);
  await rollUpAll(t);
  expect((await state())?.movesFrom).toBeGreaterThanOrEqual(before);
});

test("playback refuses moments that are not on the five minutes, later than now or longer ago than a day", async () => {
  const t = createBackend();
  const flowAt = await playable(t);
  for (const at of [NOW + 5 * MINUTE, NOW - MINUTE, NOW - DAY - HOUR, Number.NaN]) {
    await expect(flowAt(at)).rejects.toMatchObject({ data: { code: "invalid_argument" } });
  }
  await expect(flowAt(NOW - DAY)).resolves.toMatchObject({ inFlight: NOTHING });
});
