import { convexToJson } from "convex/values";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildScope, PLATFORM_SCOPE } from "../keys/scope";
import { PIPELINE_EVENT_TYPES, PIPELINE_STAGES } from "../vocabulary/pipeline";
import type { AggregatedEvent } from "./aggregated-event";
import { type Bucket, EMPTY_BUCKET, mergeAll, mergeBuckets, stageOf } from "./bucket";
import { bucketDelta, DAY_MS, HOUR_MS, periodStart, scopesOf } from "./rollup";
import { toSnapshotFields } from "./snapshot";

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const event: fc.Arbitrary<AggregatedEvent> = fc.record({
  eventType: fc.constantFrom(...PIPELINE_EVENT_TYPES),
  timestamp: fc.nat(3 * DAY_MS),
  organizationId: optional(fc.constantFrom("a", "b", "platform")),
  pipelineStage: optional(fc.constantFrom(...PIPELINE_STAGES)),
  durationMs: optional(fc.nat(200_000)),
  previousStatus: fc.constant(undefined),
  newStatus: optional(fc.constantFrom("rejected", "awaiting_coach", "completed", "failed")),
  attempt: optional(fc.integer({ min: 1, max: 3 })),
  metadata: optional(
    fc.record({
      claimCount: optional(fc.nat(9)),
      entityCount: optional(fc.nat(9)),
      draftCount: optional(fc.nat(9)),
      confidenceScore: optional(fc.double({ min: 0, max: 1, noNaN: true })),
      aiCost: optional(fc.nat(100_000)),
      aiModel: optional(fc.constantFrom("whisper-1", "gpt-4o")),
      transcriptDuration: optional(fc.double({ min: 0, max: 600, noNaN: true })),
    }),
  ),
});
const events = fc.array(event, { maxLength: 60 });
const buckets = fc.array(event, { maxLength: 15 }).map((list) => mergeAll(list.map(bucketDelta)));

/** The rows that a worker would write: one bucket per scope and period. */
function rowsOf(list: readonly AggregatedEvent[], periodMs: number): Map<string, Bucket> {
  const rows = new Map<string, Bucket>();
  for (const one of list) {
    for (const scope of scopesOf(one)) {
      const key = `${scope}@${periodStart(one.timestamp, periodMs)}`;
      rows.set(key, mergeBuckets(rows.get(key) ?? EMPTY_BUCKET, bucketDelta(one)));
    }
  }
  return rows;
}

describe("roll-up", () => {
  it("merges in any order and grouping, and with nothing to itself", () => {
    fc.assert(
      fc.property(buckets, buckets, buckets, (a, b, c) => {
        expect(mergeBuckets(a, b)).toEqual(mergeBuckets(b, a));
        expect(mergeBuckets(a, mergeBuckets(b, c))).toEqual(mergeBuckets(mergeBuckets(a, b), c));
        expect(mergeBuckets(a, EMPTY_BUCKET)).toEqual(a);
        expect(mergeBuckets(EMPTY_BUCKET, a)).toEqual(a);
      }),
    );
  });

  it("gives the same rows however the events are cut into batches and in whatever order they come", () => {
    fc.assert(
      fc.property(events, fc.nat(60), (list, cut) => {
        const whole = rowsOf(list, HOUR_MS);
        const late = rowsOf(list.slice(cut), HOUR_MS);
        for (const [key, bucket] of rowsOf(list.slice(0, cut), HOUR_MS)) {
          late.set(key, mergeBuckets(late.get(key) ?? EMPTY_BUCKET, bucket));
        }
        expect(late).toEqual(whole);
        expect(rowsOf([...list].reverse(), HOUR_MS)).toEqual(whole);
      }),
    );
  });

  it("gives the same day from hours as from the events themselves", () => {
    fc.assert(
      fc.property(events, (list) => {
        const fromHours = new Map<string, Bucket>();
        for (const [key, bucket] of rowsOf(list, HOUR_MS)) {
          const at = key.lastIndexOf("@");
          const day = `${key.slice(0, at)}@${periodStart(Number(key.slice(at + 1)), DAY_MS)}`;
          fromHours.set(day, mergeBuckets(fromHours.get(day) ?? EMPTY_BUCKET, bucket));
        }
        expect(fromHours).toEqual(rowsOf(list, DAY_MS));
      }),
    );
  });

  it("makes the platform the sum of all organisations and of what has none", () => {
    fc.assert(
      fc.property(events, (list) => {
        const scope = (name: string) =>
          mergeAll(list.filter((one) => scopesOf(one).includes(name)).map(bucketDelta));
        const organisations = ["a", "b", "platform"].map((id) => scope(buildScope(id)));
        const none = mergeAll(list.filter((one) => one.organizationId === undefined).map(bucketDelta));
        expect(scope(PLATFORM_SCOPE)).toEqual(mergeAll([...organisations, none]));
      }),
    );
  });

  it("writes rows that the database takes, without zeros and without undefined", () => {
    fc.assert(
      fc.property(events, (list) => {
        for (const bucket of rowsOf(list, DAY_MS).values()) {
          expect(convexToJson(bucket)).toEqual(JSON.parse(JSON.stringify(bucket)));
          expect(Object.values(bucket.counters)).not.toContain(0);
        }
      }),
    );
  });

  it("computes averages from the merged data and not from averages", () => {
    const done = (durationMs: number): AggregatedEvent => ({
      eventType: "artifact_completed",
      timestamp: 0,
      durationMs,
    });
    const many = (count: number, durationMs: number) =>
      mergeAll(Array.from({ length: count }, () => bucketDelta(done(durationMs))));
    const fields = toSnapshotFields(mergeBuckets(many(10, 100_000), many(90, 10_000)));
    expect(fields.avgEndToEndLatency).toBe(19_000);
    expect(fields.p95EndToEndLatency).toBeGreaterThan(95_000);
    expect(fields.p95EndToEndLatency).toBeLessThan(105_000);
  });

  it("counts ingestion by its own change of status only", () => {
    const left = bucketDelta({
      eventType: "artifact_status_changed",
      timestamp: 0,
      pipelineStage: "ingestion",
      durationMs: 400,
      newStatus: "transcribing",
    });
    expect(stageOf(left, "ingestion")).toMatchObject({ completed: 1, durations: { count: 1, sum: 400 } });
    const refused = bucketDelta({
      eventType: "artifact_status_changed",
      timestamp: 0,
      pipelineStage: "ingestion",
      newStatus: "rejected",
    });
    expect(refused).toEqual({ counters: { artifactsRejected: 1 }, stages: {} });
  });

  it("measures from receipt to drafts what needed no retry: the time of a retry is its asker's", () => {
    const completed = { eventType: "artifact_completed", timestamp: 0, durationMs: 4 * DAY_MS } as const;
    expect(bucketDelta({ ...completed, attempt: 2 })).toEqual({
      counters: { artifactsCompleted: 1 },
      stages: {},
    });
    expect(bucketDelta({ ...completed, attempt: 1 }).endToEnd?.count).toBe(1);
    expect(bucketDelta(completed).endToEnd?.count).toBe(1);
  });
});
