import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Deployment } from "../../src/deployment.ts";
import { backends } from "./backends.ts";
import { items } from "./functions.ts";
import { eventually, Harness } from "./harness.ts";
import { MemoryDeployment } from "./memory-deployment.ts";

describe.each(backends)("reconnecting, $name", (backend) => {
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

  it("brings every subscription up to date after the connection was lost", async () => {
    const client = harness.client();
    const seen: number[] = [];
    client.onUpdate(items.sum, { key: "k" }, (sum) => seen.push(sum));
    await eventually(() => expect(seen).toEqual([0]));

    harness.cutAllConnections();
    const args = { key: "k", amount: 5 };
    await deployment.mutation({ path: "items:add", args, identity: null });
    await eventually(() => expect(seen).toEqual([0, 5]));
    await client.mutation(items.add, args);
    expect(seen).toEqual([0, 5, 10]);
    expect(harness.sync.stats()).toMatchObject({ sessions: 1, subscriptions: 1, queries: 1 });
  });

  it("applies no mutation twice, whenever the connection breaks", async () => {
    const client = harness.client();
    const seen: number[] = [];
    client.onUpdate(items.sum, { key: "k" }, (sum) => seen.push(sum));
    await eventually(() => expect(seen).toEqual([0]));

    // Cut after the first commits: the client has some of the answers, others are lost, others have not run.
    let commits = 0;
    const stop = deployment.onCommit(() => {
      commits += 1;
      if (commits === 7) harness.cutAllConnections();
    });
    const mutations = Array.from({ length: 30 }, () => client.mutation(items.add, { key: "k", amount: 1 }));
    const answers = await Promise.all(mutations);
    stop();
    expect(answers).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(await client.query(items.list, { key: "k" })).toMatchObject([{ value: 30 }]);
    await eventually(() => expect(seen.at(-1)).toBe(30));
    expect(commits).toBe(30);
    expect(harness.sync.stats().replayedMutations).toBeGreaterThan(0);
  });

  it("keeps the order of mutations across a lost connection", async () => {
    const client = harness.client();
    await client.mutation(items.nothing, {});
    const mutations = [3, 50, 700].map((amount) => client.mutation(items.add, { key: "k", amount }));
    harness.cutAllConnections();
    const more = [9000, 20_000].map((amount) => client.mutation(items.add, { key: "k", amount }));
    expect(await Promise.all([...mutations, ...more])).toEqual([3, 53, 753, 9753, 29_753]);
  });

  it("answers a repeated request with what it came to the first time, also when that was an error", async () => {
    const first = await harness.raw();
    first.connect("one session");
    const add = { type: "Mutation", requestId: 0, udfPath: "items:add", args: [{ key: "k", amount: 2 }] };
    const refuse = { type: "Mutation", requestId: 1, udfPath: "items:refuse", args: [{ key: "k" }] };
    first.send(add, refuse);
    const failed = await first.next("MutationResponse", 2);
    const succeeded = await first.next("MutationResponse");

    const second = await harness.raw();
    second.connect("one session");
    second.send(add, refuse);
    expect(await second.next("MutationResponse", 2)).toEqual(failed);
    expect(await second.next("MutationResponse")).toEqual(succeeded);
    expect(succeeded).toMatchObject({ success: true, result: 2 });
    // The repeated answer, too, is followed by a transition at its timestamp or later.
    const transition = await second.next("Transition");
    const { ts } = transition.endVersion as { ts: string };
    expect(toBigInt(ts)).toBeGreaterThanOrEqual(toBigInt(String(succeeded.ts)));
    await eventually(() => expect(first.closed).toMatchObject({ code: 1001 }));

    const other = await harness.raw();
    other.connect("another session");
    other.send(add);
    expect(await other.next("MutationResponse")).toMatchObject({ success: true, result: 4 });
  });

  it("runs a mutation once that is sent again while it is still running", async () => {
    if (!(deployment instanceof MemoryDeployment)) return;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    deployment.pause = () => held;
    const add = { type: "Mutation", requestId: 0, udfPath: "items:add", args: [{ key: "k", amount: 2 }] };
    const first = await harness.raw();
    first.connect("one session");
    first.send(add);
    await eventually(() => expect(harness.sync.stats().mutations).toBe(1));
    first.socket.terminate();
    const second = await harness.raw();
    second.connect("one session");
    second.send(add);
    await eventually(() => expect(harness.sync.stats().mutations).toBe(2));
    release();
    expect(await second.next("MutationResponse")).toMatchObject({ success: true, result: 2 });
    expect(deployment.log.filter((path) => path === "items:add")).toHaveLength(1);
  });

  it("runs every query again after a reload of the code, and sends what is new", async () => {
    if (!(deployment instanceof MemoryDeployment)) return;
    const client = harness.client();
    const seen: number[] = [];
    client.onUpdate(items.sum, { key: "k" }, (sum) => seen.push(sum));
    client.onUpdate(items.sum, { key: "other" }, () => undefined);
    await eventually(() => expect(harness.sync.stats().pushes).toBe(2));
    const before = harness.sync.stats();
    deployment.reload();
    await eventually(() => expect(harness.sync.stats().runs).toBe(before.runs + 2));
    await client.mutation(items.add, { key: "k", amount: 1 });
    expect(seen).toEqual([0, 1]);
    expect(harness.sync.stats().pushes).toBe(before.pushes + 1);
  });
});

function toBigInt(ts: string): bigint {
  return Buffer.from(ts, "base64").readBigUInt64LE();
}
