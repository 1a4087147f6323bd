import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { chunkTransition, takesChunks } from "../../src/sync/transition.ts";
import { startMemory } from "./backends.ts";
import { eventually, Harness } from "./harness.ts";
import type { MemoryDeployment } from "./memory-deployment.ts";

const add = (queryId: number, udfPath = "items:sum", args: unknown = { key: "k" }) => ({
  type: "Add",
  queryId,
  udfPath,
  args: [args],
});
const modify = (baseVersion: number, ...modifications: unknown[]) => ({
  type: "ModifyQuerySet",
  baseVersion,
  newVersion: baseVersion + 1,
  modifications,
});

describe("the protocol", () => {
  let deployment: MemoryDeployment;
  let harness: Harness;

  beforeEach(async () => {
    deployment = startMemory();
    harness = await Harness.serve(deployment);
  });
  afterEach(async () => {
    await harness.close();
    await deployment.close();
  });

  it("leads every transition from where the last one ended", async () => {
    const raw = await harness.raw();
    raw.connect();
    raw.send(modify(0, add(0), add(1, "items:missing")));
    const first = await raw.next("Transition");
    expect(first).toMatchObject({
      startVersion: { querySet: 0, ts: "AAAAAAAAAAA=", identity: 0 },
      endVersion: { querySet: 1, identity: 0 },
      modifications: [
        { type: "QueryUpdated", queryId: 0, value: 0, journal: null, logLines: ["ran items:sum"] },
        { type: "QueryFailed", queryId: 1, errorMessage: expect.stringContaining("items:missing") },
      ],
    });
    raw.send(modify(1, { type: "Remove", queryId: 1 }));
    const second = await raw.next("Transition", 2);
    expect(second.startVersion).toEqual(first.endVersion);
    expect(second.modifications).toEqual([{ type: "QueryRemoved", queryId: 1 }]);
    raw.send({ type: "Mutation", requestId: 0, udfPath: "items:add", args: [{ key: "k", amount: 1 }] });
    const third = await raw.next("Transition", 3);
    expect(third.startVersion).toEqual(second.endVersion);
    expect(third.modifications).toMatchObject([{ queryId: 0, value: 1 }]);
    const kinds = raw.received.map(({ type }) => type);
    expect(kinds).toEqual(["Transition", "Transition", "MutationResponse", "Transition"]);
  });

  it("keeps a page's end for who has it, and gives who comes later a page of the length asked for", async () => {
    const insert = (value: number) =>
      deployment.mutation({ path: "items:insert", args: { key: "k", value }, identity: null });
    for (const value of [1, 2, 3, 4]) await insert(value);
    const args = { key: "k", paginationOpts: { numItems: 2, cursor: null, id: 0 } };
    const values = (message: Record<string, unknown>) => {
      const [{ value, journal }] = z
        .tuple([
          z.object({
            value: z.object({ page: z.array(z.object({ value: z.number() })) }),
            journal: z.string(),
          }),
        ])
        .parse(message.modifications);
      return { page: value.page.map((row) => row.value), journal };
    };
    const first = await harness.raw();
    first.connect("first");
    first.send(modify(0, add(0, "items:page", args)));
    const { page, journal } = values(await first.next("Transition"));
    expect(page).toEqual([1, 2]);
    await insert(1.5);
    expect(values(await first.next("Transition", 2))).toEqual({ page: [1, 1.5, 2], journal });

    const later = await harness.raw();
    later.connect("later");
    later.send(modify(0, add(0, "items:page", args)));
    expect(values(await later.next("Transition")).page).toEqual([1, 1.5]);
    const { runs } = harness.sync.stats();
    const returning = await harness.raw();
    returning.connect("returning");
    returning.send(modify(0, { ...add(0, "items:page", args), journal }));
    expect(values(await returning.next("Transition"))).toEqual({ page: [1, 1.5, 2], journal });
    // It has joined the query of the first client.
    expect(harness.sync.stats().runs).toBe(runs);
  });

  it("runs actions at once and tells their errors", async () => {
    const raw = await harness.raw();
    raw.connect();
    raw.send(
      { type: "Action", requestId: 0, udfPath: "items:addEach", args: [{ key: "k", amounts: [1, 2, 3] }] },
      { type: "Action", requestId: 1, udfPath: "items:missing", args: [{}] },
    );
    await raw.next("ActionResponse", 2);
    expect(raw.all("ActionResponse")).toContainEqual(
      expect.objectContaining({ requestId: 0, success: true, result: 6, logLines: [] }),
    );
    expect(raw.all("ActionResponse")).toContainEqual(
      expect.objectContaining({ requestId: 1, success: false }),
    );
  });

  it.each([
    ["no JSON", "}", /is not JSON/],
    ["no message", { kind: "Connect" }, /has no type/],
    ["an unknown message", { type: "Guess" }, /The Guess message/],
    ["a message before Connect", modify(0, add(0)), /Connect message first/],
  ])("ends a connection that sends %s, and says why", async (_name, message, expected) => {
    const raw = await harness.raw();
    raw.send(message);
    expect(await raw.next("FatalError")).toMatchObject({ error: expect.stringMatching(expected) });
    await eventually(() => expect(raw.closed).toMatchObject({ code: 1008 }));
    expect(deployment.log).toEqual([]);
  });

  it.each([
    ["a version that does not follow", modify(5, add(0))],
    ["a query id twice", modify(0, add(0), add(0))],
    ["the removal of an unknown query", modify(0, { type: "Remove", queryId: 9 })],
    ["an identity that does not follow", { type: "Authenticate", tokenType: "None", baseVersion: 3 }],
  ])("makes a client that sends %s start afresh", async (_name, message) => {
    const raw = await harness.raw();
    raw.connect();
    raw.send(message);
    await eventually(() => expect(raw.closed).toMatchObject({ code: 1008 }));
    expect(raw.all("FatalError")).toEqual([]);
  });

  it("takes Event messages and has nothing to say to them", async () => {
    const raw = await harness.raw();
    raw.connect();
    raw.send({ type: "Event", eventType: "ClientConnect", event: [{ name: "mark" }] }, modify(0));
    await raw.next("Transition");
    expect(raw.received).toHaveLength(1);
  });

  it("pings, so that an idle client does not give the connection up", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const quiet = await Harness.serve(deployment);
    const raw = await quiet.raw();
    vi.advanceTimersByTime(15_000);
    vi.useRealTimers();
    await raw.next("Ping");
    await quiet.close();
  });

  it("refuses upgrades of other paths that nobody serves", async () => {
    await expect(harness.raw("1.48.0/other")).rejects.toThrow("404");
  });

  it("keeps a client that does not read from growing the server: it is sent one merged transition", async () => {
    const raw = await harness.raw();
    raw.connect();
    raw.send(modify(0, add(0, "items:long", { key: "k", characters: 9_000_000 })));
    await raw.next("TransitionChunk");
    raw.socket.pause();
    const { transitions } = harness.sync.stats();
    for (let count = 0; count < 20; count++) {
      await deployment.mutation({ path: "items:add", args: { key: "k", amount: 1 }, identity: null });
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(harness.sync.stats().transitions - transitions).toBeLessThan(4);
    raw.socket.resume();
    await eventually(() => {
      const text = raw
        .all("TransitionChunk")
        .map(({ chunk }) => chunk)
        .join("");
      expect(text).toContain('é20"');
    });
  });
});

describe("long transitions", () => {
  it("are cut into pieces that make the whole again, whatever stands at the cut", () => {
    for (const shift of ["", "x"]) {
      const text = shift + "𝄞".repeat(1_200_000);
      const pieces = chunkTransition(text, "7").map((piece) => JSON.parse(Buffer.from(piece).toString()));
      expect(pieces.map(({ chunk }) => chunk).join("") === text).toBe(true);
      expect(pieces.map(({ partNumber, totalParts }) => [partNumber, totalParts])).toEqual([
        [0, 3],
        [1, 3],
        [2, 3],
      ]);
    }
  });

  it("are cut for clients that know how to join them", () => {
    expect(["1.28.0", "1.48.0", "2.0.0", "1.28.0-alpha.1"].map(takesChunks)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(["1.27.5", "0.19.0", "latest", ""].map(takesChunks)).toEqual([false, false, false, false]);
  });
});
