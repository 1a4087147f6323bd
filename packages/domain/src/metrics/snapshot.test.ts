import { describe, expect, it } from "vitest";
import { eventsOfTransition, receivedEvent, type TransitionDetails } from "../events/build";
import type { PipelineEventDraft } from "../events/event";
import {
  type ArtifactMove,
  type ArtifactSubject,
  initialArtifactState,
  nextArtifactState,
} from "../state-machine/artifact";
import { type Bucket, EMPTY_BUCKET, mergeAll } from "./bucket";
import { bucketDelta } from "./rollup";
import { endToEndFigures, stageFigures, toSnapshotFields, yieldsOf } from "./snapshot";

type Step = readonly [move: ArtifactMove, afterMs: number, details?: TransitionDetails];

/** A note's real events, by the real state machine. */
function eventsOf(id: string, steps: readonly Step[]): PipelineEventDraft[] {
  const subject = { artifactId: id, createdAt: 0 };
  let state: ArtifactSubject = { ...initialArtifactState(0), sourceChannel: "whatsapp_audio" };
  let now = 0;
  const events = [receivedEvent(subject)];
  for (const [move, afterMs, details] of steps) {
    now += afterMs;
    const result = nextArtifactState(state, move, now);
    if (!result.ok) throw new Error(result.error.message);
    events.push(...eventsOfTransition(subject, result.events, details ?? {}, now));
    state = { ...state, ...result.patch };
  }
  return events;
}

const good: readonly Step[] = [
  [{ type: "begin_transcription" }, 200],
  [
    { type: "finish_transcription" },
    5000,
    { metadata: { confidenceScore: 0.9, aiCost: 2000, transcriptDuration: 40 } },
  ],
  [{ type: "begin_stage", stage: "claims_extraction" }, 50],
  [
    { type: "finish_stage", stage: "claims_extraction" },
    3000,
    { metadata: { claimCount: 4, confidenceScore: 0.8, aiCost: 6000, inputTokens: 900, outputTokens: 300 } },
  ],
  [{ type: "begin_stage", stage: "entity_resolution" }, 50],
  [
    { type: "finish_stage", stage: "entity_resolution", needsDisambiguation: true },
    700,
    { metadata: { entityCount: 4, autoResolvedCount: 3, disambiguationCount: 1 } },
  ],
  [{ type: "begin_stage", stage: "draft_generation" }, 0],
  [{ type: "complete" }, 1000, { metadata: { claimCount: 4, draftCount: 3 } }],
];
const failure = { code: "provider_timeout", message: "slow" } as const;
const bad: readonly Step[] = [
  [{ type: "begin_transcription" }, 200],
  [{ type: "fail" }, 30_000, { failure, metadata: { aiCost: 1000 } }],
];

const bucketOf = (...notes: readonly PipelineEventDraft[][]): Bucket =>
  mergeAll(notes.flat().map(bucketDelta));

describe("a snapshot", () => {
  it("has every figure right for two good notes and one that failed", () => {
    const bucket = bucketOf(eventsOf("a", good), eventsOf("b", good), eventsOf("c", bad));
    expect(toSnapshotFields(bucket)).toEqual({
      artifactsReceived: 3,
      artifactsCompleted: 2,
      artifactsFailed: 1,
      avgTranscriptionLatency: 5000,
      avgClaimsExtractionLatency: 3000,
      avgEntityResolutionLatency: 700,
      avgDraftGenerationLatency: 1000,
      avgEndToEndLatency: 10_000,
      p95EndToEndLatency: 10_000,
      avgTranscriptConfidence: 0.9,
      avgClaimConfidence: 0.8,
      autoResolutionRate: 0.75,
      disambiguationRate: 0.25,
      transcriptionFailureRate: 1 / 3,
      claimsExtractionFailureRate: 0,
      entityResolutionFailureRate: 0,
      overallFailureRate: 1 / 3,
      totalClaimsExtracted: 8,
      totalEntitiesResolved: 6,
      totalDraftsGenerated: 6,
      totalAICost: 17_000,
      avgCostPerArtifact: 5667,
    });
  });

  it("is all zeros for a quiet hour", () => {
    const values = Object.values(toSnapshotFields(EMPTY_BUCKET));
    expect(values).toHaveLength(22);
    expect(new Set(values)).toEqual(new Set([0]));
  });

  it("gives each stage its own figures, cost of failures included", () => {
    const bucket = bucketOf(eventsOf("a", good), eventsOf("c", bad));
    expect(stageFigures(bucket, "transcription")).toMatchObject({
      started: 2,
      completed: 1,
      failed: 1,
      failureRate: 0.5,
      aiCost: 3000,
      samples: 1,
      p50: 5000,
    });
    expect(stageFigures(bucket, "ingestion")).toMatchObject({
      started: 2,
      completed: 2,
      failed: 0,
      avg: 200,
    });
    expect(endToEndFigures(bucket)).toMatchObject({ samples: 1, avg: 10_000, p99: 10_000 });
  });

  it("says what notes are turned into, and on what that rests", () => {
    const empty: readonly Step[] = [
      ...good.slice(0, -1),
      [{ type: "complete" }, 1000, { metadata: { claimCount: 4, draftCount: 0 } }],
    ];
    const yields = yieldsOf(bucketOf(eventsOf("a", good), eventsOf("b", empty)));
    expect(yields.claimsPerNote).toEqual({ value: 4, part: 8, whole: 2 });
    expect(yields.draftsPerClaim).toEqual({ value: 0.375, part: 3, whole: 8 });
    expect(yields.notesWithoutDrafts).toBe(1);
    expect(yields.retrySuccess).toEqual({ value: 0, part: 0, whole: 0 });
  });

  it("keeps an hour of widely spread notes in a few kilobytes", () => {
    const spread = Array.from({ length: 200 }, (_, i) => {
      const steps = good.map(
        ([move, ms, details]): Step => [move, Math.round(ms * (0.5 + (i % 97) / 20)), details],
      );
      return eventsOf(`n${i}`, steps);
    });
    expect(JSON.stringify(bucketOf(...spread)).length).toBeLessThan(4096);
  });
});
