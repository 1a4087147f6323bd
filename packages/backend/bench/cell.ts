/**
 * One cell of the benchmark: loads so many events of so many organisations and prints what each operation costs, as JSON.
 *
 *     npx tsx bench/cell.ts --events 10000 --organizations 500
 */
import { parseArgs } from "node:util";
import { PIPELINE_EVENT_TYPES } from "@voice-flow/domain/vocabulary/pipeline";
import type { JSONValue } from "convex/values";
import { z } from "zod";
import { BenchClient, type Cost } from "./client";
import { loadHistory, loadHour, loadNotes, organizationName, sampleEvents } from "./load";
import { measureOperations } from "./operations";
import type { CellResult, Measured } from "./result";

const { values } = parseArgs({
  options: {
    events: { type: "string", default: "1000" },
    organizations: { type: "string", default: "1" },
  },
});
const EVENTS = Number(values.events);
const ORGANIZATIONS = Number(values.organizations);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const say = (line: string) => process.stderr.write(`  ${line}\n`);
const cursorSchema = z.object({ cursor: z.string().nullable(), rows: z.number() });
const batchSchema = z.object({ events: z.number(), caughtUp: z.boolean() });
const statusSchema = z.object({ totals: z.object({ artifactsReceived: z.number() }) });

const client = await BenchClient.start();
const measured: Measured[] = [];
const keep = (group: Measured["group"], name: string, cost: Cost, events?: number) => {
  measured.push({ group, name, cost, ...(events !== undefined && { events }) });
};
const measureQuery = async (group: Measured["group"], name: string, path: string, args: JSONValue) =>
  keep(group, name, await client.cost(() => client.query(path, args)));

/** The largest of several transactions, number by number: what the limits apply to. */
const largest = (costs: readonly Cost[]): Cost =>
  costs.reduce((max, cost) => ({
    documentsRead: Math.max(max.documentsRead, cost.documentsRead),
    bytesRead: Math.max(max.bytesRead, cost.bytesRead),
    documentsWritten: Math.max(max.documentsWritten, cost.documentsWritten),
    bytesWritten: Math.max(max.bytesWritten, cost.bytesWritten),
    databaseQueries: Math.max(max.databaseQueries, cost.databaseQueries),
    functionsScheduled: Math.max(max.functionsScheduled, cost.functionsScheduled),
    functionCalls: Math.max(max.functionCalls, cost.functionCalls),
    ms: max.ms + cost.ms,
  }));

async function rollUpAll(): Promise<{ costs: Cost[]; events: number }> {
  const costs: Cost[] = [];
  let events = 0;
  for (let caughtUp = false; !caughtUp; ) {
    const cost = await client.cost(async () => {
      const batch = batchSchema.parse(await client.mutation("models/voicePipelineRollup:rollUp", {}));
      events += batch.events;
      ({ caughtUp } = batch);
    });
    costs.push(cost);
  }
  return { costs, events };
}

/** Runs a job to its end. */
async function runJob(job: string, now: number): Promise<Cost[]> {
  const costs: Cost[] = [];
  let cursor: string | null = null;
  do {
    const step: { cursor: string | null } = { cursor: null };
    const args = { job, startedAt: now, cursor };
    costs.push(
      await client.cost(async () => {
        Object.assign(step, cursorSchema.parse(await client.mutation("models/metricsJobs:doStep", args)));
      }),
    );
    ({ cursor } = step);
  } while (cursor !== null);
  return costs;
}

// The chain of runs stays out of the way: batches are counted one by one.
await client.mutation("models/settings:setSetting", { key: "ROLLUP_DEBOUNCE_MS", value: 60_000 }, "staff");
const now = Math.floor(Date.now() / MINUTE) * MINUTE;
const startedAt = performance.now();
const notes = await loadNotes(client, ORGANIZATIONS);
const history = await loadHistory(client, notes, now);
await loadHour(client, notes, { count: EVENTS, organizations: ORGANIZATIONS, now });
const loadMs = performance.now() - startedAt;
say(`${EVENTS} events of ${ORGANIZATIONS} organisations stored in ${(loadMs / 1000).toFixed(0)} s`);

const events = sampleEvents(notes, now, ORGANIZATIONS);
keep(
  "write",
  "logEvents, 10 events",
  await client.cost(() => client.mutation("models/voicePipelineEvents:logEvents", { events })),
  10,
);
const rolledUp = await rollUpAll();
keep("job", "roll-up, largest batch", largest(rolledUp.costs));
const sum = (key: "documentsRead" | "documentsWritten") =>
  rolledUp.costs.reduce((total, cost) => total + cost[key], 0);
say(`rolled up in ${rolledUp.costs.length} batches`);
keep(
  "job",
  "refresh of organisations, largest step",
  largest(await runJob("refresh-organization-totals", now)),
);
keep("job", "hourly aggregation", largest(await runJob("aggregate-pipeline-hourly-metrics", now)));
keep(
  "job",
  "daily aggregation, largest step",
  largest(await runJob("aggregate-pipeline-daily-metrics", now + 24 * HOUR)),
);

const dayStart = Math.floor(now / (24 * HOUR)) * 24 * HOUR;
const metrics = "models/voicePipelineMetrics";
const events_ = "models/voicePipelineEvents";
await measureQuery("overview", "getRealTimeMetrics", `${metrics}:getRealTimeMetrics`, { now, dayStart });
await measureQuery("overview", "getStageLoads", `${events_}:getStageLoads`, { limitPerStage: 2 });
await measureQuery("overview", "getLatestEvents, 20 rows", `${events_}:getLatestEvents`, { limit: 20 });
await measureQuery("overview", "getWaiting", "models/waitingForCoaches:getWaiting", {});
await measureQuery("overview", "getSettings", "models/settings:getSettings", {});
await measureQuery("overview", "getActiveAlerts", "models/voicePipelineAlerts:getActiveAlerts", {});
const page = (numItems: number) => ({ numItems, cursor: null });
for (const range of ["1h", "6h", "24h", "7d", "30d"] as const) {
  await measureQuery(range, `getHistoricalMetrics ${range}`, `${metrics}:getHistoricalMetrics`, {
    range,
    now,
  });
  await measureQuery(range, `getOrgBreakdown ${range}, 12 rows`, `${metrics}:getOrgBreakdown`, {
    range,
    paginationOpts: page(12),
  });
  await measureQuery(range, `getWaiting beside ${range}`, "models/waitingForCoaches:getWaiting", {});
}
for (const [name, filters] of [
  ["no filter", {}],
  ["every type", { eventTypes: [...PIPELINE_EVENT_TYPES] }],
  ["errors only", { errorsOnly: true }],
  ["one organisation and stage", { organizationId: organizationName(0), pipelineStage: "claims_extraction" }],
  [
    "organisation, stage, errors, hour",
    {
      organizationId: organizationName(0),
      pipelineStage: "claims_extraction",
      errorsOnly: true,
      from: now - HOUR,
      to: now,
    },
  ],
  ["types that do not occur", { eventTypes: ["budget_exceeded", "rate_limit_hit"] }],
] satisfies [string, JSONValue][]) {
  const args = { ...filters, paginationOpts: page(50) };
  await measureQuery("list", `getRecentEvents, 50 rows, ${name}`, `${events_}:getRecentEvents`, args);
}
measured.push(...(await measureOperations(client, notes, now)));
keep(
  "job",
  "clean-up of events, one step",
  await client.cost(() =>
    client.mutation("models/metricsJobs:doStep", {
      job: "cleanup-pipeline-events",
      startedAt: now + 40 * 24 * HOUR,
      cursor: null,
    }),
  ),
);

const hour = statusSchema.parse(await client.query(`${metrics}:getHistoricalMetrics`, { range: "30d", now }));
const result: CellResult = {
  events: EVENTS,
  organizations: ORGANIZATIONS,
  measured,
  rollUp: {
    events: rolledUp.events,
    // The notes' own `artifact_received` are beside the events that were loaded.
    stored: EVENTS + history + events.length + notes.length,
    batches: rolledUp.costs.length,
    documentsReadPerEvent: sum("documentsRead") / rolledUp.events,
    documentsWrittenPerEvent: sum("documentsWritten") / rolledUp.events,
    eventsPerSecond: rolledUp.events / (rolledUp.costs.reduce((total, cost) => total + cost.ms, 0) / 1000),
  },
  loadSeconds: loadMs / 1000,
  receivedIn30Days: hour.totals.artifactsReceived,
};
await client.close();
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
