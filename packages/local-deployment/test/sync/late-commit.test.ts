/** A commit that meets a query between what it has read and its answer. */
import { expect, it, onTestFinished, vi } from "vitest";
import { startMemory } from "./backends.ts";
import { items } from "./functions.ts";
import { eventually, Harness } from "./harness.ts";

it("runs a query again that a commit met while its answer was on the way, though it was stale before", async () => {
  const deployment = startMemory();
  const harness = await Harness.serve(deployment);
  onTestFinished(async () => {
    await harness.close();
    await deployment.close();
  });
  const client = harness.client();
  const writer = harness.client();
  const sums: number[] = [];
  client.onUpdate(items.sum, { key: "late" }, (sum) => sums.push(sum));
  await eventually(() => expect(sums).toEqual([0]));

  // From now on answers of queries are held back, as many as were asked for.
  const query = deployment.query.bind(deployment);
  const held: (() => void)[] = [];
  vi.spyOn(deployment, "query").mockImplementation(async (call) => {
    const run = await query(call);
    await new Promise<void>((resolve) => held.push(resolve));
    return run;
  });
  await writer.mutation(items.insert, { key: "late", value: 1 });
  await eventually(() => expect(held).toHaveLength(1));
  await writer.mutation(items.insert, { key: "late", value: 2 });
  vi.restoreAllMocks();
  held[0]?.();
  await eventually(() => expect(sums.at(-1)).toBe(3));
});
