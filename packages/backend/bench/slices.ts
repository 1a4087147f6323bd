/**
 * A million events, in slices of a hundred thousand: each is stored, aggregated and deleted again, since the development engine
 * scans what it holds. What an event costs may not grow from the first slice to the last, and none may be lost.
 *
 *     npx tsx bench/slices.ts [--slices 10] [--events 100000] [--organizations 5000]
 */
import { parseArgs } from "node:util";
import { z } from "zod";
import { BenchClient, type Cost } from "./client";
import { loadHour, loadNotes } from "./load";

const { values } = parseArgs({
  options: {
    slices: { type: "string", default: "10" },
    events: { type: "string", default: "100000" },
    organizations: { type: "string", default: "5000" },
  },
});
const SLICES = Number(values.slices);
const EVENTS = Number(values.events);
const ORGANIZATIONS = Number(values.organizations);
/** A quarter of Convex's limit for one transaction. */
const DOCUMENTS_PER_TRANSACTION = 8_000;
/** What an event may cost in the last slice, of what it cost in the first. */
const GROWTH = 1.1;
const DAY = 86_400_000;

const batchSchema = z.object({ events: z.number(), caughtUp: z.boolean() });
const stepSchema = z.object({ cursor: z.string().nullable(), rows: z.number() });
const totalsSchema = z.object({ totals: z.object({ artifactsReceived: z.number() }) });

const client = await BenchClient.start();
await client.mutation("models/settings:setSetting", { key: "ROLLUP_DEBOUNCE_MS", value: 60_000 }, "staff");
await client.mutation("models/settings:setSetting", { key: "CLEANUP_BATCH_SIZE", value: 1_000 }, "staff");
const now = Math.floor(Date.now() / 3_600_000) * 3_600_000;
const notes = await loadNotes(client, ORGANIZATIONS);

async function rollUp(): Promise<{ events: number; costs: Cost[] }> {
  const costs: Cost[] = [];
  let events = 0;
  for (let caughtUp = false; !caughtUp; ) {
    costs.push(
      await client.cost(async () => {
        const batch = batchSchema.parse(await client.mutation("models/voicePipelineRollup:rollUp", {}));
        events += batch.events;
        ({ caughtUp } = batch);
      }),
    );
  }
  return { events, costs };
}

async function cleanUp(): Promise<void> {
  let cursor: string | null = null;
  do {
    const args = { job: "cleanup-pipeline-events", startedAt: now + 40 * DAY, cursor };
    ({ cursor } = stepSchema.parse(await client.mutation("models/metricsJobs:doStep", args)));
  } while (cursor !== null);
}

const perEvent: number[] = [];
const problems: string[] = [];
await rollUp();
for (let slice = 1; slice <= SLICES; slice += 1) {
  const startedAt = performance.now();
  await loadHour(client, notes, { count: EVENTS, organizations: ORGANIZATIONS, now });
  const { events, costs } = await rollUp();
  await cleanUp();
  const read = costs.reduce((sum, cost) => sum + cost.documentsRead, 0);
  const written = costs.reduce((sum, cost) => sum + cost.documentsWritten, 0);
  const largest = Math.max(...costs.map((cost) => cost.documentsRead));
  perEvent.push((read + written) / events);
  if (events !== EVENTS) problems.push(`slice ${slice}: ${events} events were aggregated of ${EVENTS}`);
  if (largest > DOCUMENTS_PER_TRANSACTION) problems.push(`slice ${slice}: a batch read ${largest} documents`);
  console.log(
    `slice ${slice}: ${events} events in ${costs.length} batches, ${(read / events).toFixed(2)} documents read and ` +
      `${(written / events).toFixed(2)} written per event, at most ${largest} read by a batch, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
  );
}
const [first = 0] = perEvent;
const last = perEvent.at(-1) ?? 0;
if (last > first * GROWTH)
  problems.push(`an event costs ${last.toFixed(2)} documents, ${first.toFixed(2)} at first`);
const { totals } = totalsSchema.parse(
  await client.query("models/voicePipelineMetrics:getHistoricalMetrics", {
    range: "24h",
    now: now + 300_000,
  }),
);
const expected = (SLICES * EVENTS) / 10 + notes.length;
if (totals.artifactsReceived !== expected) {
  problems.push(`the metrics count ${totals.artifactsReceived} notes of ${expected}`);
}
for (const problem of problems) console.error(`✗ ${problem}`);
if (problems.length === 0) console.log(`✓ ${SLICES * EVENTS} events, none lost, at a constant cost.`);
await client.close();
process.exit(problems.length === 0 ? 0 : 1);
