/**
 * Random mutations and subscriptions through real clients. Every transition a client sees must be one state of the
 * database, and when all is quiet every result must be what a fresh run of the query answers.
 */
import type { ConvexClient } from "convex/browser";
import { convexToJson, jsonToConvex } from "convex/values";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deployment } from "../../src/deployment.ts";
import { backends } from "./backends.ts";
import { items, type Row } from "./functions.ts";
import { eventually, Harness } from "./harness.ts";
import { MemoryDeployment } from "./memory-deployment.ts";

const CLIENTS = 3;
/** Only transfers touch these keys, so their total never changes. */
const ACCOUNTS = ["account0", "account1", "account2"];
const KEYS = ["key0", "key1", "key2"];

const account = fc.constantFrom(...ACCOUNTS);
const key = fc.constantFrom(...KEYS);
const client = fc.nat(CLIENTS - 1);
const value = fc.integer({ min: -5, max: 5 });

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("transfer" as const), client, from: account, to: account, value }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("insert" as const), client, key, value }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("add" as const), client, key, value }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("remove" as const), client, key }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("refuse" as const), client, key }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("subscribe" as const), client, key }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("unsubscribe" as const), client, key }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** One client with its subscriptions, which looks at all of them at each transition. */
class Observer {
  private readonly stops = new Map<string, () => void>();
  readonly torn: unknown[] = [];
  transitions = 0;

  constructor(
    readonly client: ConvexClient,
    private readonly prefix: string,
  ) {
    client.client.addOnTransitionHandler(() => this.check());
    for (const account of ACCOUNTS) this.subscribe(account);
  }

  subscribe(key: string): void {
    if (this.stops.has(key)) return;
    const args = { key: this.prefix + key };
    const stopList = this.client.onUpdate(items.list, args, () => undefined);
    const stopSum = this.client.onUpdate(
      items.sum,
      args,
      () => undefined,
      () => undefined,
    );
    this.stops.set(key, () => {
      stopList();
      stopSum();
    });
  }

  unsubscribe(key: string): void {
    this.stops.get(key)?.();
    this.stops.delete(key);
  }

  rows(key: string): Row[] | undefined {
    return this.client.client.localQueryResult("items:list", { key: this.prefix + key }) as Row[] | undefined;
  }

  private sum(key: string): unknown {
    try {
      return this.client.client.localQueryResult("items:sum", { key: this.prefix + key });
    } catch (error) {
      return error instanceof Error && "data" in error ? (error.data as { total: number }).total : error;
    }
  }

  /** The list and the sum of a key are two queries over the same rows: they must agree at every version. */
  private check(): void {
    this.transitions += 1;
    let total = 0;
    let loaded = 0;
    for (const key of this.stops.keys()) {
      const rows = this.rows(key);
      const sum = this.sum(key);
      if (rows === undefined || sum === undefined) continue;
      const sumOfRows = rows.reduce((so, { value }) => so + value, 0);
      if (sumOfRows !== sum) this.torn.push({ key, sumOfRows, sum });
      if (ACCOUNTS.includes(key)) {
        loaded += 1;
        total += sumOfRows;
      }
    }
    if (loaded === ACCOUNTS.length && total !== 100 * ACCOUNTS.length) this.torn.push({ total });
  }

  async expectFresh(deployment: Deployment): Promise<void> {
    for (const key of this.stops.keys()) {
      const args = convexToJson({ key: this.prefix + key });
      const { outcome } = await deployment.query({ path: "items:list", args, identity: null });
      const fresh = outcome.success ? jsonToConvex(outcome.value) : outcome;
      await eventually(() => expect(this.rows(key)).toEqual(fresh));
    }
    this.check();
    expect(this.torn).toEqual([]);
  }
}

function perform(observer: Observer, prefix: string, step: Step): Promise<unknown> {
  const { client } = observer;
  switch (step.do) {
    case "transfer":
      return client.mutation(items.transfer, {
        from: prefix + step.from,
        to: prefix + step.to,
        amount: step.value,
      });
    case "insert":
      return client.mutation(items.insert, { key: prefix + step.key, value: step.value });
    case "add":
      return client.mutation(items.add, { key: prefix + step.key, amount: step.value });
    case "remove":
      return client.mutation(items.removeFirst, { key: prefix + step.key });
    case "refuse":
      return expect(client.mutation(items.refuse, { key: prefix + step.key })).rejects.toMatchObject({
        data: { code: "REFUSED" },
      });
    case "subscribe":
      return Promise.resolve(observer.subscribe(step.key));
    case "unsubscribe":
      return Promise.resolve(observer.unsubscribe(step.key));
  }
}

describe.each(backends)("consistency, $name", (backend) => {
  let deployment: Deployment;
  let harness: Harness;
  let clients: ConvexClient[];
  let runs = 0;

  beforeAll(async () => {
    deployment = await backend.start();
    harness = await Harness.serve(deployment);
    clients = Array.from({ length: CLIENTS }, () => harness.client());
  });
  afterAll(async () => {
    await harness.close();
    await deployment.close();
  });

  it("shows every client one state of the database after another", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(fc.nat(3)),
        async (bursts, delays) => {
          const prefix = `run${runs++}/`;
          if (deployment instanceof MemoryDeployment) deployment.pause = () => turns(delays.next().value);
          for (const key of ACCOUNTS)
            await clients[0]?.mutation(items.insert, { key: prefix + key, value: 100 });
          const observers = clients.map((client) => new Observer(client, prefix));
          for (const burst of bursts) {
            await Promise.all(
              burst.map((step) => {
                const observer = observers[step.client];
                return observer === undefined ? undefined : perform(observer, prefix, step);
              }),
            );
            for (const observer of observers) await observer.expectFresh(deployment);
          }
          for (const observer of observers)
            for (const key of [...ACCOUNTS, ...KEYS]) observer.unsubscribe(key);
        },
      ),
      { numRuns: backend.name === "in memory" ? 60 : 20 },
    );
    expect(harness.sync.stats().transitions).toBeGreaterThan(100);
  });
});

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
