import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chosenThresholds } from "../cli/files";
import { startOfflineProvider } from "../cli/simulator";
import { notesOf } from "../labels/notes";
import { summarise } from "../score/summary";
import { brokenThresholds } from "../score/thresholds";
import { estimate } from "./estimate";
import { modelFor } from "./models";
import type { ModelRun } from "./result";
import { runModel } from "./run-model";

/** Every fifth note: all sports and kinds, in a few seconds. */
const SMALL_PART = notesOf(["visible"]).filter((_, index) => index % 5 === 0);

let provider: Awaited<ReturnType<typeof startOfflineProvider>>;
const cacheFolder = mkdtempSync(join(tmpdir(), "eval-cache-"));

beforeAll(async () => {
  provider = await startOfflineProvider();
});
afterAll(async () => {
  await provider.close();
  rmSync(cacheFolder, { recursive: true });
});

const simulatorModel = () => {
  const model = modelFor(provider.model, { input: 1, output: 2 });
  if (!model) throw new Error("A model with a price is known.");
  return model;
};
const run = (notes = SMALL_PART): Promise<ModelRun> =>
  runModel({ ...provider, model: simulatorModel(), notes, concurrency: 4, cacheFolder, timeoutMs: 30_000 });
const estimateOf = (notes = SMALL_PART) => estimate(simulatorModel(), notes, { ...provider, cacheFolder });

describe("a run against the simulator", () => {
  it("keeps the simulator's thresholds, from the cache too", async () => {
    expect(await estimateOf()).toMatchObject({ requests: SMALL_PART.length });
    const first = await run();
    expect(first.totals).toMatchObject({ failed: 0, cachedNotes: 0 });
    const summary = summarise(first.notes.map(({ score }) => score));
    expect(brokenThresholds(summary, chosenThresholds("simulator"))).toEqual([]);
    expect(first.totals.costMicros).toBeGreaterThan(0);
    expect(first.notes.map(({ score }) => score.noteId)).toEqual(SMALL_PART.map(({ id }) => id));

    const second = await run();
    expect(second.totals.cachedNotes).toBe(SMALL_PART.length);
    expect(second.notes.map(({ score }) => score)).toEqual(first.notes.map(({ score }) => score));
    expect(second.totals.latencyMs).toEqual(first.totals.latencyMs);
    expect(await estimateOf()).toMatchObject({ requests: 0, costMicros: 0 });
  });

  it("counts a note without an answer as one without claims, and says so", async () => {
    const notes = SMALL_PART.slice(0, 2);
    const broken = await runModel({
      ...provider,
      apiKey: "sk-bad",
      model: simulatorModel(),
      notes,
      concurrency: 1,
      cacheFolder: null,
      timeoutMs: 30_000,
    });
    expect(broken.totals).toMatchObject({ failed: 2 });
    expect(summarise(broken.notes.map(({ score }) => score))).toMatchObject({ claims: 0, recall: 0 });
    expect(broken.notes[0]?.failure).toContain("401");
  });
});
