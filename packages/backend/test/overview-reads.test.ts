// @vitest-environment node

import type { AggregatedEvent } from "@voice-flow/domain/metrics/aggregated-event";
import { type Bucket, mergeAll } from "@voice-flow/domain/metrics/bucket";
import { bucketDelta } from "@voice-flow/domain/metrics/rollup";
import {
  type ArtifactStatus,
  MACHINE_STAGES,
  type MachineStage,
  STAGES,
} from "@voice-flow/domain/vocabulary/pipeline";
import { expect, test } from "vitest";
import { ACTIVE_LIMIT, readActiveAlerts } from "../convex/lib/alerts/rows";
import { readSettings } from "../convex/lib/foundation/settings";
import { addToRow } from "../convex/lib/metrics/bucketRows";
import { readRealTime } from "../convex/lib/metrics/realTime";
import { readStageLoads } from "../convex/lib/metrics/stageLoads";
import { latestEvents } from "../convex/lib/pipeline/eventRows";
import { startArtifact } from "../convex/lib/pipeline/transition";
import { readWaiting } from "../convex/lib/pipeline/waitingForCoaches";
import { type Backend, createBackend, seedClub } from "./harness";
import { anEvent, DAY, HOUR, log, MINUTE, rollUpAll, TEN_OCLOCK } from "./metrics";
import { storeWaiting } from "./waiting";

const NOW = TEN_OCLOCK + 30 * MINUTE;
const MIDNIGHT = Math.floor(NOW / DAY) * DAY;
const BUDGET = { documents: 150, bytes: 128 * 1024 };
/** As the page asks: rows of the feed, and notes that are looked at of each stage. */
const FEED = 20;
const COUNTED_PER_STAGE = 2;
/** The guard of each query reads the caller's session and account. */
const READ_BY_GUARD = 2;

const PLACES: readonly [ArtifactStatus, MachineStage][] = [
  ["received", "ingestion"],
  ["transcribing", "transcription"],
  ["transcribed", "claims_extraction"],
  ["processing", "claims_extraction"],
  ["processing", "entity_resolution"],
  ["processing", "draft_generation"],
];

const BUSY_DAY = Array.from({ length: 96 }, (_, slot) => ({
  slot,
  received: 260,
  completed: 250,
  failed: 9,
  aiCost: 900_000,
  ready: 250,
  late: 12,
}));

/** What a busy period leaves behind: every stage with durations all over the range, of several models. */
function busyBucket(): Bucket {
  const events: AggregatedEvent[] = [];
  for (let index = 0; index < 200; index += 1) {
    const durationMs = Math.round(1_000 * 60 ** (index / 199));
    for (const stage of MACHINE_STAGES) {
      const metadata = {
        confidenceScore: index / 200,
        claimCount: 3,
        aiCost: 900,
        aiModel: `m-${index % 3}`,
      };
      for (const eventType of [STAGES[stage].events.started, STAGES[stage].events.completed]) {
        events.push({ eventType, pipelineStage: stage, timestamp: 0, durationMs, metadata });
      }
    }
    events.push({ eventType: "artifact_completed", timestamp: 0, durationMs: durationMs * 4 });
  }
  return mergeAll(events.map(bucketDelta));
}

async function storeIncidents(t: Backend): Promise<void> {
  await t.run(async (ctx) => {
    for (const [rank, status] of (["open", "acknowledged", "snoozed"] as const).entries()) {
      for (let index = 0; index < 8; index += 1) {
        const organizationId = `org-${index * 3 + rank}`;
        await ctx.db.insert("voicePipelineAlerts", {
          type: "HIGH_FAILURE_RATE",
          scope: `org:${organizationId}`,
          organizationId,
          status,
          severity: "high",
          severityRank: 2,
          value: 0.5,
          threshold: 0.1,
          sentence: "50 % of notes failed.",
          windowFrom: NOW - HOUR,
          windowTo: NOW,
          openedAt: NOW,
          lastSeenAt: NOW,
          reopenedCount: 0,
          notThis: ["The provider's breaker is closed.", "Nothing is stalled."],
          errorGroups: [],
        });
      }
    }
  });
}

/** Clubs with one note each, spread over the stages; a busy day of metrics; the newest events each of another note. */
async function busyPlatform(t: Backend, clubs: number): Promise<void> {
  const newest = [];
  for (let index = 0; index < clubs; index += 1) {
    const club = await seedClub(t, {
      organizationId: `org-${index}`,
      phone: `+35386123${String(index).padStart(4, "0")}`,
      roster: [],
    });
    const note = {
      artifactId: `artifact-${index}`,
      senderUserId: club.coachUserId,
      organizationId: club.organizationId,
      orgCandidates: [],
      sourceChannel: "whatsapp_audio" as const,
      noteType: "training" as const,
    };
    const [status, currentStage] = PLACES[index % PLACES.length] ?? ["received", "ingestion"];
    const artifactId = await t.run(async (ctx) => {
      const { _id } = await startArtifact(ctx, note, TEN_OCLOCK);
      // The test needs notes in every stage, not the way there.
      await ctx.db.patch("voiceNoteArtifacts", _id, { status, currentStage });
      return _id;
    });
    const ids = { artifactId, organizationId: club.organizationId, coachUserId: club.coachUserId };
    newest.push(anEvent("artifact_completed", NOW - index, { ...ids, durationMs: 1_000 }));
  }
  await log(t, [
    ...newest,
    ...[1, 2].map((days) => anEvent("artifact_completed", NOW - days * DAY, { durationMs: 1_000 })),
  ]);
  await rollUpAll(t);
  const bucket = busyBucket();
  await t.run(async (ctx) => {
    for (let back = 0; back < 12; back += 1) {
      const periodStart = NOW - back * 5 * MINUTE;
      await addToRow(ctx.db, { organizationId: undefined, period: "fiveMinutes", periodStart, bucket }, NOW);
    }
    for (const day of await ctx.db.query("voicePipelineDayProfiles").collect()) {
      await ctx.db.patch("voicePipelineDayProfiles", day._id, { slots: BUSY_DAY });
    }
  });
  await storeIncidents(t);
  await storeWaiting(t, { drafts: 40, asked: 40, names: 40, now: NOW });
}

/** What each query of the overview reads, as the page asks them: the shell's incidents are among them. */
async function overviewReads(t: Backend) {
  const read = async (run: (db: Parameters<typeof readSettings>[0]) => Promise<unknown>) =>
    await t.run(async (ctx) => {
      await run(ctx.db);
      const { documentsRead, bytesRead } = await ctx.meta.getTransactionMetrics();
      return { documents: documentsRead.used + READ_BY_GUARD, bytes: bytesRead.used };
    });
  const reads = {
    realTime: await read((db) => readRealTime(db, NOW, MIDNIGHT)),
    stageLoads: await read((db) => readStageLoads(db, COUNTED_PER_STAGE)),
    waiting: await read(readWaiting),
    feed: await read((db) => latestEvents(db, FEED)),
    incidents: await read((db) => readActiveAlerts(db, ACTIVE_LIMIT.usual)),
    settings: await read(readSettings),
  };
  const sum = (key: "documents" | "bytes") =>
    Object.values(reads).reduce((total, each) => total + each[key], 0);
  return { reads, documents: sum("documents"), bytes: sum("bytes") };
}

test("the overview reads at most 150 documents and 128 KiB where every event and every incident is of another club, and no more with more clubs", async () => {
  const few = createBackend();
  await busyPlatform(few, 48);
  const many = createBackend();
  await busyPlatform(many, 120);
  const [ofFew, ofMany] = [await overviewReads(few), await overviewReads(many)];
  console.log(
    `▸ The overview reads ${ofFew.documents} documents (${(ofFew.bytes / 1024).toFixed(0)} KiB) at 48 clubs and ${ofMany.documents} (${(ofMany.bytes / 1024).toFixed(0)} KiB) at 120:`,
    Object.entries(ofMany.reads)
      .map(([name, { documents, bytes }]) => `${name} ${documents}/${(bytes / 1024).toFixed(1)}`)
      .join(", "),
  );
  expect(ofMany.documents).toBe(ofFew.documents);
  expect(ofMany.documents).toBeLessThanOrEqual(BUDGET.documents);
  expect(ofMany.bytes).toBeLessThanOrEqual(BUDGET.bytes);
});
