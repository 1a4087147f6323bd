/**
 * The clients of `sync.ts`, in a process of their own: each subscribes to its own keys, one more writes to any of them,
 * and each write is timed from the call of the mutation to the result that shows it at the subscriber.
 */
import { ConvexClient } from "convex/browser";
import { WebSocket } from "ws";
import { items } from "../test/sync/functions.ts";

export interface Load {
  url: string;
  clients: number;
  keys: string[];
  /** Writes a second. */
  rate: number;
  seconds: number;
}

export interface Report {
  /** From the call of the mutation to the new result at the subscriber, milliseconds, sorted. */
  latencies: number[];
  writes: number;
  /** Writes whose effect did not arrive. */
  lost: number;
  /** From the first subscription to the last first result, milliseconds. */
  connectedAfter: number;
}

/** An update that is not there by then is lost. */
const GIVE_UP_AFTER_MS = 30_000;

interface Watched {
  sum: number | undefined;
  written: number;
  /** When each write was called; the first has led to the sum 1, and so on. */
  calledAt: number[];
}

async function run({ url, clients, keys, rate, seconds }: Load): Promise<Report> {
  const options = { webSocketConstructor: WebSocket as unknown as typeof globalThis.WebSocket };
  const watched = new Map<string, Watched>();
  const latencies: number[] = [];
  const startedAt = performance.now();
  const all = Array.from({ length: clients }, () => new ConvexClient(url, options));
  for (const [index, key] of keys.entries()) {
    const state: Watched = { sum: undefined, written: 0, calledAt: [] };
    watched.set(key, state);
    all[index % clients]?.onUpdate(items.sum, { key }, (sum) => {
      const now = performance.now();
      for (const calledAt of state.calledAt.slice(state.sum ?? 0, sum)) latencies.push(now - calledAt);
      state.sum = sum;
    });
  }
  const states = [...watched.values()];
  await until(() => states.every(({ sum }) => sum !== undefined));
  const connectedAfter = performance.now() - startedAt;

  const writer = new ConvexClient(url, options);
  const writes = Math.round(rate * seconds);
  const writing: Promise<unknown>[] = [];
  const firstAt = performance.now();
  for (let count = 0; count < writes; count++) {
    const due = firstAt + (count * 1000) / rate;
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    const key = keys[Math.floor(Math.random() * keys.length)];
    const state = key === undefined ? undefined : watched.get(key);
    if (key === undefined || state === undefined) continue;
    state.written += 1;
    state.calledAt.push(performance.now());
    writing.push(writer.mutation(items.add, { key, amount: 1 }));
  }
  await Promise.all(writing);
  await until(() => states.every(({ sum, written }) => sum === written)).catch(() => undefined);
  const lost = states.reduce((total, { sum = 0, written }) => total + Math.abs(written - sum), 0);
  await Promise.all([...all, writer].map((client) => client.close()));
  return { latencies: latencies.sort((a, b) => a - b), writes, lost, connectedAfter };
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + GIVE_UP_AFTER_MS;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error("What the benchmark waits for has not come.");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

process.once("message", (load: Load) => {
  run(load).then(
    (report) => process.send?.(report, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
