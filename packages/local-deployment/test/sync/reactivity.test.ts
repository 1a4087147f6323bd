import type { ConvexClient } from "convex/browser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Deployment } from "../../src/deployment.ts";
import { backends } from "./backends.ts";
import { items } from "./functions.ts";
import { eventually, Harness } from "./harness.ts";

describe.each(backends)("reactivity, $name", (backend) => {
  let deployment: Deployment;
  let harness: Harness;
  let client: ConvexClient;

  beforeEach(async () => {
    deployment = await backend.start();
    harness = await Harness.serve(deployment);
    client = harness.client();
  });
  afterEach(async () => {
    await harness.close();
    await deployment.close();
  });

  /** All results of `items:sum` that the client was given, per key. */
  function watchSums(keys: string[], by: ConvexClient = client): Map<string, number[]> {
    const seen = new Map(keys.map((key) => [key, [] as number[]]));
    for (const key of keys) by.onUpdate(items.sum, { key }, (sum) => seen.get(key)?.push(sum));
    return seen;
  }

  function waitUntilLoaded(...watched: Map<string, number[]>[]) {
    return eventually(() => {
      for (const seen of watched.flatMap((map) => [...map.values()])) expect(seen).not.toHaveLength(0);
    });
  }

  it("runs exactly one of eleven subscriptions again for a mutation on its key", async () => {
    const keys = Array.from({ length: 11 }, (_, index) => `key${index}`);
    const sums = watchSums(keys);
    await waitUntilLoaded(sums);

    for (const key of keys) {
      const before = harness.sync.stats();
      await client.mutation(items.add, { key, amount: 3 });
      const after = harness.sync.stats();
      expect(sums.get(key)).toEqual([0, 3]);
      expect({ runs: after.runs - before.runs, pushes: after.pushes - before.pushes }).toEqual({
        runs: 1,
        pushes: 1,
      });
      expect(after.skippedRuns - before.skippedRuns).toBe(10);
    }
    expect([...sums.values()]).toEqual(keys.map(() => [0, 3]));
  });

  it("runs a query once for all the clients that ask it", async () => {
    const clients = [client, harness.client(), harness.client()];
    const sums = clients.map((one) => watchSums(["shared"], one));
    await waitUntilLoaded(...sums);
    expect(harness.sync.stats()).toMatchObject({ sessions: 3, subscriptions: 3, queries: 1, runs: 1 });

    await client.mutation(items.add, { key: "shared", amount: 1 });
    await eventually(() => {
      for (const seen of sums) expect(seen.get("shared")).toEqual([0, 1]);
    });
    expect(harness.sync.stats()).toMatchObject({ runs: 2, pushes: 6 });
  });

  it("sends nothing when a query ran again and answers as before", async () => {
    const sums = watchSums(["same"]);
    await waitUntilLoaded(sums);
    const before = harness.sync.stats();
    await client.mutation(items.insert, { key: "same", value: 0 });
    const after = harness.sync.stats();
    expect(after.runs - before.runs).toBe(1);
    expect(after.unchangedRuns - before.unchangedRuns).toBe(1);
    expect(after.pushes).toBe(before.pushes);
    expect(sums.get("same")).toEqual([0]);
  });

  it("settles a mutation that wrote nothing", async () => {
    watchSums(["idle"]);
    expect(await client.mutation(items.nothing, {})).toBeNull();
    expect(await client.mutation(items.nothing, {})).toBeNull();
  });

  it("lets a client read its own writes as soon as its mutation has settled", async () => {
    const sums = watchSums(["own"]);
    await waitUntilLoaded(sums);
    for (let count = 1; count <= 20; count++) {
      await client.mutation(items.add, { key: "own", amount: 1 });
      expect(sums.get("own")?.at(-1)).toBe(count);
    }
  });

  it("merges many commits into few runs", async () => {
    const sums = watchSums(["busy"]);
    await waitUntilLoaded(sums);
    const before = harness.sync.stats();
    const writer = harness.client();
    await Promise.all(
      Array.from({ length: 100 }, () => writer.mutation(items.add, { key: "busy", amount: 1 })),
    );
    await eventually(() => expect(sums.get("busy")?.at(-1)).toBe(100));
    expect(harness.sync.stats().runs - before.runs).toBeLessThan(100);
  });

  it("runs the mutations of one client in the order in which it made them", async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => client.mutation(items.insert, { key: "order", value: index })),
    );
    const rows = await client.query(items.list, { key: "order" });
    const inOrderOfIds = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
    if (backend.name === "in memory")
      expect(inOrderOfIds.map(({ value }) => value)).toEqual([...Array(50).keys()]);
    // The second adds to what the first made: were they swapped, the answers would be too.
    const answers = await Promise.all(
      [1, 10, 100].map((amount) => client.mutation(items.add, { key: "x", amount })),
    );
    expect(answers).toEqual([1, 11, 111]);
  });

  it("stops running a query that nobody is subscribed to", async () => {
    const stop = client.onUpdate(items.sum, { key: "gone" }, () => undefined);
    await eventually(() => expect(harness.sync.stats().pushes).toBe(1));
    stop();
    await eventually(() => expect(harness.sync.stats()).toMatchObject({ subscriptions: 0, queries: 0 }));
    const { runs } = harness.sync.stats();
    await client.mutation(items.add, { key: "gone", amount: 1 });
    expect(harness.sync.stats().runs).toBe(runs);
  });

  it("frees what a client held when it goes away", async () => {
    const other = harness.client();
    await waitUntilLoaded(watchSums(["a", "b"], other));
    await other.close();
    await eventually(() => expect(harness.sync.stats()).toMatchObject({ subscriptions: 0, queries: 0 }));
  });

  it("pushes a query's error, and its value once it holds again", async () => {
    const seen: unknown[] = [];
    client.onUpdate(
      items.sum,
      { key: "debt" },
      (sum) => seen.push(sum),
      (error) => seen.push(error),
    );
    await eventually(() => expect(seen).toEqual([0]));
    await client.mutation(items.add, { key: "debt", amount: -5 });
    expect(seen.at(-1)).toMatchObject({ data: { code: "NEGATIVE", total: -5 } });
    await client.mutation(items.add, { key: "debt", amount: 6 });
    expect(seen.at(-1)).toBe(1);
  });

  it("pushes what a transaction with very many writes did", async () => {
    if (backend.name === "in memory") return;
    const seen: number[] = [];
    client.onUpdate(items.list, { key: "bulk" }, (rows) => seen.push(rows.length));
    await eventually(() => expect(seen).toEqual([0]));
    for (const [each, expected] of [
      [3, 3],
      [1200, 200],
    ] as const) {
      const args = { keys: ["bulk"], each };
      await deployment.mutation({ path: "items:fill", args, identity: null });
      await eventually(() => expect(seen.at(-1)).toBe(expected));
    }
    await client.mutation(items.add, { key: "bulk", amount: -1 });
    expect((await client.query(items.list, { key: "bulk" }))[0]).toMatchObject({ value: -1 });
  });

  it("carries results that are longer than one message", async () => {
    const seen: string[] = [];
    const characters = 6_000_000;
    client.onUpdate(items.long, { key: "long", characters }, (text) => seen.push(text));
    await eventually(() => expect(seen).toHaveLength(1));
    expect(seen[0]).toBe("𝄞é".repeat(characters / 3));
    await client.mutation(items.add, { key: "long", amount: 7 });
    expect(seen.at(-1)?.endsWith("é7")).toBe(true);
  });
});
