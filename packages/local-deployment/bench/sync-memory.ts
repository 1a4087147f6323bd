/**
 * Memory of a deployment with many documents, and whether it stays where it is while clients call.
 *
 *   npx tsx bench/sync-memory.ts [--documents 20000] [--calls 10000]
 *
 * Fails when the process takes 600 MB or more, or when the heap grows by more than 2 kB a call.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ConvexClient } from "convex/browser";
import { WebSocket } from "ws";
import { items } from "../test/sync/functions.ts";
import { megabytes, numbersFromArguments } from "./sync-options.ts";
import { keyNames, startFilled } from "./sync-server.ts";

const BUDGET_BYTES = 600 * 1024 * 1024;
const BUDGET_BYTES_PER_CALL = 2048;
/** Share of the calls after which caches are as full as they get. */
const WARM_UP = 0.2;
const CALLS_PER_SAMPLE = 100;
/** Items per key: what one call reads. */
const EACH = 10;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const options = numbersFromArguments({ documents: 20_000, calls: 10_000 });
const keys = keyNames(Math.ceil(options.documents / EACH));
const running = await startFilled(keys, options.documents);
const webSocketConstructor = WebSocket as unknown as typeof globalThis.WebSocket;
const client = new ConvexClient(running.url, { webSocketConstructor });
let largestRss = 0;

/** Every second call writes, every second one subscribes, reads and unsubscribes. */
async function call(from: number, to: number): Promise<void> {
  for (let count = from; count < to; count++) {
    const key = keys[count % keys.length];
    if (key === undefined) continue;
    if (count % 2 === 0) await client.mutation(items.add, { key, amount: 1 });
    else await client.query(items.sum, { key });
    if (count % CALLS_PER_SAMPLE === 0) largestRss = Math.max(largestRss, process.memoryUsage.rss());
  }
}

const warm = Math.floor(options.calls * WARM_UP);
const startedAt = performance.now();
await call(0, warm);
const before = heapUsed();
await call(warm, options.calls);
// Handled after the last unsubscription, which nobody waits for.
await client.mutation(items.nothing, {});
const after = heapUsed();
const perCall = (after - before) / (options.calls - warm);
const milliseconds = (performance.now() - startedAt) / options.calls;
const stats = running.sync.stats();
await client.close();
await running.close();

console.log(`${options.documents} documents, ${options.calls} calls of ${milliseconds.toFixed(1)} ms each`);
console.log(`largest resident size    ${megabytes(largestRss)} MB`);
console.log(
  `heap after ${warm} and ${options.calls} calls    ${megabytes(before)} and ${megabytes(after)} MB`,
);
console.log(`growth per call    ${perCall.toFixed(0)} bytes`);
console.log(`left in the sync server    ${stats.subscriptions} subscriptions, ${stats.queries} queries`);

const failures = [
  largestRss >= BUDGET_BYTES && `the process took ${megabytes(largestRss)} MB`,
  perCall > BUDGET_BYTES_PER_CALL && `the heap grows by ${perCall.toFixed(0)} bytes a call`,
  stats.queries > 0 && "queries are left that nobody is subscribed to",
].filter((failure) => failure !== false);
for (const failure of failures) console.error(`FAILED: ${failure}.`);
process.exit(failures.length === 0 ? 0 : 1);
