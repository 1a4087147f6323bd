import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextArtifactState } from "../state-machine/artifact";
import { MINUTE_MS } from "../time";
import { RETRY_KINDS } from "../vocabulary/operations";
import {
  ARTIFACT_STATUSES,
  MACHINE_STAGES,
  SOURCE_CHANNELS,
  STAGE_ERROR_CODES,
} from "../vocabulary/pipeline";
import type { RetryArtifact, RetryFacts, RetryRows } from "./facts";
import { planRetry } from "./plan";

const NOW = 10_000_000;
const limits = { perHour: 10 };

const anyRows: fc.Arbitrary<RetryRows> = fc.record({
  transcripts: fc.nat(1),
  claims: fc.nat(5),
  resolutions: fc.nat(5),
  coachResolutions: fc.nat(2),
  undecidedDrafts: fc.nat(3),
  rejectedDrafts: fc.nat(2),
  confirmedDrafts: fc.nat(2),
});
const anyArtifact: fc.Arbitrary<RetryArtifact> = fc.record({
  artifactId: fc.constantFrom("a1", "a2"),
  status: fc.oneof(fc.constant("failed" as const), fc.constantFrom(...ARTIFACT_STATUSES)),
  currentStage: fc.constantFrom(...MACHINE_STAGES),
  stageStartedAt: fc.nat(1000),
  attempt: fc.integer({ min: 1, max: 4 }),
  sourceChannel: fc.constantFrom(...SOURCE_CHANNELS),
  errorCode: fc.option(fc.constantFrom(...STAGE_ERROR_CODES), { nil: undefined }),
});
const anyFacts: fc.Arbitrary<RetryFacts> = fc.record({
  rows: anyRows,
  audio: fc.constantFrom("stored", "fetchable", "missing", "none"),
  recentRetries: fc.array(fc.integer({ min: NOW - 70 * MINUTE_MS, max: NOW }), { maxLength: 14 }),
  retryRunning: fc.boolean(),
  providerAsksToWaitUntil: fc.option(fc.integer({ min: NOW - 1000, max: NOW + 60_000 }), { nil: undefined }),
  breakerRefusesUntil: fc.option(fc.integer({ min: NOW - 1000, max: NOW + 60_000 }), { nil: undefined }),
  emergencyMode: fc.boolean(),
  budgetUsed: fc.option(
    fc.record({ period: fc.constantFrom("daily", "monthly"), availableAt: fc.constant(NOW + MINUTE_MS) }),
    { nil: undefined },
  ),
  costLimitUsed: fc.option(
    fc.record({
      limit: fc.constantFrom("cost_per_hour", "cost_per_day"),
      availableAt: fc.constant(NOW + MINUTE_MS),
    }),
    { nil: undefined },
  ),
  typical: fc.constant({ draft_generation: { ms: 800, costMicros: 0 } }),
});

describe("every plan", () => {
  it("never deletes what a coach confirmed, and never more rows than there are", () => {
    fc.assert(
      fc.property(fc.constantFrom(...RETRY_KINDS), anyArtifact, anyFacts, (kind, artifact, known) => {
        const result = planRetry(kind, artifact, known, limits, NOW);
        if (!result.allowed) return;
        const deleted = result.deletes.map((row) => row.kind);
        expect(deleted).not.toContain("confirmed_drafts");
        if (known.rows.confirmedDrafts > 0) expect(deleted).not.toContain("claims");
        const kinds = [...result.deletes, ...result.keeps].map((row) => row.kind);
        expect(new Set(kinds).size).toBe(kinds.length);
        const total = [...result.deletes, ...result.keeps].reduce((sum, row) => sum + row.count, 0);
        expect(total).toBe(Object.values(known.rows).reduce((sum, count) => sum + count, 0));
      }),
    );
  });

  it("allows nothing that the state machine would refuse, and agrees on where the note goes", () => {
    fc.assert(
      fc.property(fc.constantFrom(...RETRY_KINDS), anyArtifact, anyFacts, (kind, artifact, known) => {
        const result = planRetry(kind, artifact, known, limits, NOW);
        if (!result.allowed) return;
        const moved = nextArtifactState(artifact, { type: "retry", kind }, NOW);
        expect(moved).toMatchObject({
          ok: true,
          patch: { status: result.status, currentStage: result.stage, attempt: result.attempt },
        });
      }),
    );
  });

  it("has another token when anything that it relies on changes, and the same when only time passes", () => {
    const allowed = fc.tuple(anyArtifact, anyFacts).map(([artifact, facts]) => {
      const rows = { ...facts.rows, confirmedDrafts: 0 };
      const ready = {
        ...facts,
        rows,
        audio: "stored",
        retryRunning: false,
        recentRetries: [],
        emergencyMode: false,
        budgetUsed: undefined,
        costLimitUsed: undefined,
      } as const;
      return [
        { ...artifact, status: "failed" },
        { ...ready, breakerRefusesUntil: undefined, providerAsksToWaitUntil: undefined },
      ] as const;
    });
    const tokenOf = (artifact: RetryArtifact, facts: RetryFacts, now = NOW): string => {
      const plan = planRetry("retryFullPipeline", artifact, facts, limits, now);
      if (!plan.allowed) throw new Error(plan.message);
      return plan.token;
    };
    const counted = fc.constantFrom(
      "transcripts",
      "claims",
      "resolutions",
      "coachResolutions",
      "undecidedDrafts",
    );
    fc.assert(
      fc.property(allowed, counted, ([artifact, facts], kind) => {
        const token = tokenOf(artifact, facts);
        expect(tokenOf(artifact, { ...facts, typical: {} }, NOW + MINUTE_MS)).toBe(token);
        const more = { ...facts.rows, [kind]: facts.rows[kind] + 1 };
        expect(tokenOf(artifact, { ...facts, rows: more })).not.toBe(token);
        expect(tokenOf({ ...artifact, attempt: artifact.attempt + 1 }, facts)).not.toBe(token);
        expect(tokenOf({ ...artifact, artifactId: "a3" }, facts)).not.toBe(token);
      }),
    );
  });
});
