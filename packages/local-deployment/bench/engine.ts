/**
 * Memory and speed of the engine: 20,000 documents must fit in 600 MB, and 10,000 calls must leave nothing behind.
 * Run with `node --expose-gc --import tsx bench/engine.ts`; exits with 1 when a budget is broken.
 */
import { fileURLToPath } from "node:url";
import type { JSONValue } from "convex/values";
import { type RunningDeployment, startLocalDeployment } from "../src/index.ts";

const MIB = 1024 * 1024;
const DOCUMENTS = 20_000;
const BATCH = 2_000;
const CALLS = 10_000;
const CALLS_PER_SAMPLE = 1_000;
const MAX_RSS_BYTES = 600 * MIB;
/** Between the first and the last sample; caches fill during the first. */
const MAX_GROWTH_BYTES = 10 * MIB;

interface Sample {
  heapBytes: number;
  rssBytes: number;
}

function sample(): Sample {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapBytes: heapUsed, rssBytes: rss };
}

const inMiB = (bytes: number) => `${(bytes / MIB).toFixed(1)} MiB`;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function callers({ deployment }: RunningDeployment) {
  const identity = { kind: "admin" } as const;
  return {
    query: async (path: string, args: JSONValue) => {
      const { outcome } = await deployment.query({ path, args, identity });
      if (!outcome.success) {
        throw new Error(outcome.errorMessage);
      }
      return outcome.value;
    },
    mutation: async (path: string, args: JSONValue) => {
      const { outcome } = await deployment.mutation({ path, args, identity });
      if (!outcome.success) {
        throw new Error(outcome.errorMessage);
      }
      return outcome.value;
    },
    action: async (path: string, args: JSONValue) => {
      const outcome = await deployment.action({ path, args, identity });
      if (!outcome.success) {
        throw new Error(outcome.errorMessage);
      }
      return outcome.value;
    },
  };
}

async function main(): Promise<void> {
  if (!globalThis.gc) {
    throw new Error("Run with --expose-gc, or memory cannot be measured.");
  }
  const running = await startLocalDeployment({
    projectDir: fileURLToPath(new URL("../test/fixture", import.meta.url)),
    port: 0,
    sitePort: 0,
    crons: false,
  });
  const { query, mutation, action } = callers(running);
  const empty = sample();
  const text = "A note about a training session, about as long as such notes are. ".repeat(4);
  for (let batch = 0; batch * BATCH < DOCUMENTS; batch += 1) {
    await mutation("notes:fill", { author: `author ${batch}`, count: BATCH, text });
  }
  const full = sample();

  const rows: [string, string][] = [
    ["heap, empty", inMiB(empty.heapBytes)],
    [`heap, ${DOCUMENTS} documents`, inMiB(full.heapBytes)],
    [`resident, ${DOCUMENTS} documents`, inMiB(full.rssBytes)],
  ];
  const id = await mutation("notes:add", { author: "one", text });
  for (const [name, work] of [
    ["100 of 2,000 in an index range", () => query("notes:byAuthor", { author: "author 3" })],
    ["first of an index range, descending", () => query("notes:mostLiked", { author: "author 3" })],
    ["one document by id", () => query("notes:get", { id })],
    ["a mutation of one document", () => mutation("notes:like", { id })],
  ] satisfies [string, () => Promise<unknown>][]) {
    await work();
    const times: number[] = [];
    for (let round = 0; round < 50; round += 1) {
      times.push(await timed(work));
    }
    times.sort((a, b) => a - b);
    rows.push([name, `${times[25]?.toFixed(2)} ms (p95 ${times[47]?.toFixed(2)} ms)`]);
  }

  const samples: Sample[] = [];
  for (let call = 1; call <= CALLS; call += 1) {
    const scratch = await mutation("notes:add", { author: "scratch", text });
    await query("notes:byAuthor", { author: "scratch" });
    await query("notes:page", { author: "scratch", paginationOpts: { numItems: 5, cursor: null } });
    await mutation("notes:remove", { id: scratch });
    if (call % 10 === 0) {
      await mutation("jobs:schedule", { name: "unseen", delayMs: 0 });
      const { id: file } = Object.fromEntries(
        Object.entries((await action("files:store", { text, type: "text/plain" })) ?? {}),
      );
      await mutation("files:remove", { id: file });
      await mutation("runs:forget", { name: "unseen" });
    }
    if (call % CALLS_PER_SAMPLE === 0) {
      await running.deployment.schedulerIdle();
      samples.push(sample());
    }
  }
  await running.close();
  rows.push([
    `heap after each ${CALLS_PER_SAMPLE} calls`,
    samples.map(({ heapBytes }) => inMiB(heapBytes)).join(", "),
  ]);
  for (const [name, value] of rows) {
    process.stdout.write(`${name.padEnd(40)} ${value}\n`);
  }
  const growth = (samples.at(-1)?.heapBytes ?? 0) - (samples[1]?.heapBytes ?? 0);
  const largest = Math.max(full.rssBytes, ...samples.map(({ rssBytes }) => rssBytes));
  if (growth > MAX_GROWTH_BYTES) {
    throw new Error(
      `The heap grew by ${inMiB(growth)} over ${CALLS} calls; ${inMiB(MAX_GROWTH_BYTES)} are allowed.`,
    );
  }
  if (largest > MAX_RSS_BYTES) {
    throw new Error(`The process took ${inMiB(largest)}; ${inMiB(MAX_RSS_BYTES)} are allowed.`);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
