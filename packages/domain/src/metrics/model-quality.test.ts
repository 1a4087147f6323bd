import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY_BUCKET, mergeAll } from "./bucket";
import { type ModelQuality, mergeModelQuality, qualityDelta, qualityRates } from "./model-quality";
import { bucketDelta } from "./rollup";

const extraction = { extractionModel: "gpt-4o", extractionVersion: "v2" };
const at = { timestamp: 0, attempt: 1 };

const row = (changes: Partial<ModelQuality>): ModelQuality => ({
  model: "gpt-4o",
  version: "v2",
  notes: 0,
  questions: 0,
  drafts: 0,
  unasked: 0,
  confirmed: 0,
  corrected: 0,
  rejected: 0,
  undone: 0,
  aiCost: 0,
  ...changes,
});

describe("quality of a model", () => {
  it("is added up from what events tell", () => {
    const { quality } = mergeAll([
      EMPTY_BUCKET,
      bucketDelta({
        ...at,
        eventType: "claims_extracted",
        durationMs: 900,
        metadata: { aiModel: "gpt-4o", extractionVersion: "v2", aiCost: 1200 },
      }),
      bucketDelta({
        ...at,
        eventType: "entity_resolution_completed",
        metadata: { ...extraction, disambiguationCount: 2 },
      }),
      bucketDelta({
        ...at,
        eventType: "drafts_generated",
        metadata: { ...extraction, draftCount: 4, autoAppliedCount: 1 },
      }),
      bucketDelta({ ...at, eventType: "draft_confirmed", metadata: extraction }),
      bucketDelta({ ...at, eventType: "draft_confirmed", metadata: { ...extraction, corrected: true } }),
      bucketDelta({ ...at, eventType: "draft_rejected", metadata: extraction }),
      bucketDelta({ ...at, eventType: "draft_undone", metadata: extraction }),
    ]);
    expect(quality).toEqual([
      {
        ...row({
          notes: 1,
          questions: 2,
          drafts: 4,
          unasked: 1,
          undone: 1,
          confirmed: 1,
          corrected: 1,
          rejected: 1,
          aiCost: 1200,
        }),
        durations: expect.anything(),
      },
    ]);
  });

  it("keeps versions apart, and says which claims are older than versions", () => {
    const confirmed = (metadata: object) => qualityDelta({ eventType: "draft_confirmed", metadata });
    const merged = mergeModelQuality(confirmed(extraction), confirmed({ extractionModel: "gpt-4o" }));
    expect(merged.map(({ version }) => version)).toEqual(["unknown", "v2"]);
  });

  it("says nothing of events without a model, and nothing of transcription", () => {
    expect(qualityDelta({ eventType: "draft_confirmed" })).toEqual([]);
    expect(
      qualityDelta({ eventType: "transcription_completed", metadata: { aiModel: "whisper-1" } }),
    ).toEqual([]);
  });

  it("has rates only where something was decided", () => {
    expect(qualityRates(row({ notes: 4 }))).toMatchObject({
      confirmed: null,
      undone: null,
      questionsPerNote: 0,
    });
    expect(
      qualityRates(row({ confirmed: 6, corrected: 1, unasked: 1, rejected: 3, undone: 1 })),
    ).toMatchObject({
      decided: 10,
      confirmed: 0.6,
      corrected: 0.1,
      rejected: 0.3,
      undone: 0.125,
    });
  });

  const anyRow = fc
    .record({
      model: fc.constantFrom("a", "b"),
      version: fc.constantFrom("1", "2"),
      confirmed: fc.nat(9),
      rejected: fc.nat(9),
      aiCost: fc.nat(999),
    })
    .map((changes) => row(changes));

  it("merges the same in any order and grouping", () => {
    fc.assert(
      fc.property(fc.array(anyRow), fc.array(anyRow), fc.array(anyRow), (a, b, c) => {
        const left = mergeModelQuality(mergeModelQuality(a, b), c);
        expect(left).toEqual(mergeModelQuality(a, mergeModelQuality(b, c)));
        expect(left).toEqual(mergeModelQuality(c, mergeModelQuality(b, a)));
      }),
    );
  });
});
