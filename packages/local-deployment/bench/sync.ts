/**
 * How long a write takes to reach the clients that see it, with many clients and subscriptions.
 *
 *   npx tsx bench/sync.ts [--clients 50] [--subscriptions 10] [--rate 10] [--seconds 60] [--documents 5000]
 *
 * Fails when an update is lost, when more than the touched subscription runs again, or when the 95th percentile is
 * above 500 ms (the budget for "webhook to event visible in another browser").
 */
import { fork } from "node:child_process";
import { join } from "node:path";
import type { Load, Report } from "./sync-clients.ts";
import { megabytes, numbersFromArguments, percentile } from "./sync-options.ts";
import { keyNames, startFilled } from "./sync-server.ts";

const BUDGET_P95_MS = 500;

const options = numbersFromArguments({
  clients: 50,
  subscriptions: 10,
  rate: 10,
  seconds: 60,
  documents: 5000,
});
const keys = keyNames(options.clients * options.subscriptions);

function runClients(load: Load): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, "sync-clients.ts"));
    child.once("message", (report: Report) => resolve(report));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The clients' process ended with code ${code}.`)));
    child.send(load);
  });
}

const running = await startFilled(keys, options.documents);
const { clients, rate, seconds } = options;
const report = await runClients({ url: running.url, clients, keys, rate, seconds });
const stats = running.sync.stats();
await running.close();

const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(report.latencies, share).toFixed(1));
console.log(
  `${clients} clients, ${keys.length} subscriptions, ${options.documents} documents, ${report.writes} writes`,
);
console.log(`all first results after    ${report.connectedAfter.toFixed(0)} ms`);
console.log(`write to push    p50 / p95 / p99    ${p50} / ${p95} / ${p99} ms`);
console.log(`lost updates    ${report.lost}`);
console.log(
  `runs after a write    ${stats.runs - keys.length}, skipped ${stats.skippedRuns}, pushes ${stats.pushes}`,
);
console.log(`memory    ${megabytes(process.memoryUsage().rss)} MB`);

const failures = [
  report.lost > 0 && `${report.lost} updates were lost`,
  report.latencies.length !== report.writes &&
    `${report.latencies.length} of ${report.writes} writes were seen`,
  stats.runs - keys.length > report.writes && "more ran again than what was written to",
  Number(p95) > BUDGET_P95_MS && `the 95th percentile is above ${BUDGET_P95_MS} ms`,
].filter((failure) => failure !== false);
for (const failure of failures) console.error(`FAILED: ${failure}.`);
process.exit(failures.length === 0 ? 0 : 1);
