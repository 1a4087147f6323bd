import type { Watch } from "convex/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Deployment } from "../../src/deployment.ts";
import { backends } from "./backends.ts";
import { items } from "./functions.ts";
import { eventually, Harness } from "./harness.ts";

describe.each(backends)("optimistic updates, $name", (backend) => {
  let deployment: Deployment;
  let harness: Harness;

  beforeEach(async () => {
    deployment = await backend.start();
    harness = await Harness.serve(deployment);
  });
  afterEach(async () => {
    await harness.close();
    await deployment.close();
  });

  async function watchSum() {
    const client = harness.reactClient();
    const watch: Watch<number> = client.watchQuery(items.sum, { key: "k" });
    const seen: (number | undefined)[] = [];
    watch.onUpdate(() => seen.push(watch.localQueryResult()));
    await eventually(() => expect(seen).toEqual([0]));
    const add = (amount: number) =>
      client.mutation(
        items.add,
        { key: "k", amount },
        {
          optimisticUpdate: (store) => {
            const sum = store.getQuery(items.sum, { key: "k" });
            if (sum !== undefined) store.setQuery(items.sum, { key: "k" }, sum + amount);
          },
        },
      );
    return { client, seen, add };
  }

  it("show at once and settle without being counted twice", async () => {
    const { seen, add } = await watchSum();
    const adding = add(5);
    expect(seen).toEqual([0, 5]);
    await adding;
    await add(2);
    // Not 10 in between: the answer to the mutation arrives before the result that includes it.
    expect([...new Set(seen)]).toEqual([0, 5, 7]);
  });

  it("settle in order when many are made at once", async () => {
    const { seen, add } = await watchSum();
    await Promise.all(Array.from({ length: 20 }, () => add(1)));
    expect(seen.at(-1)).toBe(20);
    expect(Math.max(...seen.map((sum) => sum ?? 0))).toBe(20);
    expect(seen).toEqual([...seen].sort((a, b) => (a ?? 0) - (b ?? 0)));
  });

  it("are taken back when the mutation fails", async () => {
    const { client, seen } = await watchSum();
    const refused = client.mutation(
      items.refuse,
      { key: "k" },
      { optimisticUpdate: (store) => store.setQuery(items.sum, { key: "k" }, 99) },
    );
    await expect(refused).rejects.toMatchObject({ data: { code: "REFUSED" } });
    expect(seen).toEqual([0, 99, 0]);
  });
});
