/** Which commits make which queries run again, and what pages answer when they do. */
import type { JSONValue } from "convex/values";
import { describe, expect, it } from "vitest";
import type { Commit, QueryRun } from "../../src/deployment.ts";
import { api } from "../fixture/convex/_generated/api.js";
import { useFixture } from "../fixture-deployment.ts";

const fixture = useFixture();

function run(path: string, args: JSONValue, journal: string | null = null): Promise<QueryRun> {
  return fixture.running.deployment.query({ path, args, identity: { kind: "admin" }, journal });
}

function answerOf(result: QueryRun): JSONValue {
  if (!result.outcome.success) {
    throw new Error(result.outcome.errorMessage);
  }
  return result.outcome.value;
}

/** Whether what `work` commits makes the query run again. */
async function disturbs(query: QueryRun, work: () => Promise<unknown>): Promise<boolean> {
  const commits: Commit[] = [];
  const stop = fixture.running.deployment.onCommit((commit) => commits.push(commit));
  await work();
  stop();
  return commits.some((commit) => fixture.running.deployment.meets(query.reads, commit.writes));
}

const add = (author: string, likes = 0) =>
  fixture.client.mutation(api.notes.add, { author, text: "x", likes });

describe("read sets", () => {
  it("meet a document that enters, changes in or leaves the index range, and no other", async () => {
    const byAda = await run("notes:byAuthor", { author: "ada" });
    let id = await add("warm-up");
    expect(await disturbs(byAda, async () => (id = await add("ada")))).toBe(true);
    expect(await disturbs(byAda, () => fixture.client.mutation(api.notes.like, { id }))).toBe(true);
    expect(await disturbs(byAda, () => fixture.client.mutation(api.notes.remove, { id }))).toBe(true);
    expect(await disturbs(byAda, () => add("bob"))).toBe(false);
    expect(
      await disturbs(byAda, () => fixture.client.mutation(api.jobs.schedule, { name: "n", delayMs: 1e9 })),
    ).toBe(false);
  });

  it("end where a query stopped reading", async () => {
    await add("top", 10);
    await add("top", 20);
    const best = await run("notes:mostLiked", { author: "top" });
    expect(await disturbs(best, () => add("top", 5))).toBe(false);
    expect(await disturbs(best, () => add("top", 30))).toBe(true);
  });

  it("hold a document read by its id, also while it is missing", async () => {
    const id = await add("by id");
    const other = await add("by id");
    const found = await run("notes:get", { id });
    expect(await disturbs(found, () => fixture.client.mutation(api.notes.like, { id: other }))).toBe(false);
    expect(await disturbs(found, () => fixture.client.mutation(api.notes.remove, { id }))).toBe(true);
  });

  it("reach into components", async () => {
    const balance = await run("installed:balance", { account: "c" });
    const addEntry = (account: string) =>
      fixture.client.mutation(api.installed.addEntry, { account, amount: 1 });
    expect(await disturbs(balance, () => addEntry("d"))).toBe(false);
    expect(await disturbs(balance, () => addEntry("c"))).toBe(true);
  });

  it("hold the file behind a URL", async () => {
    const { id } = await fixture.client.action(api.files.store, { text: "x", type: "text/plain" });
    const url = await run("files:url", { id });
    expect(await disturbs(url, () => fixture.client.mutation(api.files.remove, { id }))).toBe(true);
  });
});

describe("pages that run again", () => {
  const page = async (author: string, cursor: string | null, journal: string | null = null) => {
    const result = await run("notes:page", { author, paginationOpts: { numItems: 2, cursor } }, journal);
    // The shape that `.paginate()` returns.
    const value = answerOf(result) as unknown as {
      page: { likes: number }[];
      continueCursor: string;
      isDone: boolean;
    };
    return { result, ...value, likes: value.page.map((note) => note.likes) };
  };

  it("keep their end, whatever is added or removed before, in and at it", async () => {
    const ids = [];
    for (const likes of [1, 2, 3, 4]) {
      ids.push(await add("pages", likes));
    }
    const first = await page("pages", null);
    const second = await page("pages", first.continueCursor);
    expect([first.likes, second.likes]).toEqual([
      [1, 2],
      [3, 4],
    ]);
    const last = ids[1];
    if (!last) {
      throw new Error("There are four notes.");
    }
    // The document at the end of the first page goes: the page keeps its end, and the second page what it had.
    expect(await disturbs(second.result, () => fixture.client.mutation(api.notes.remove, { id: last }))).toBe(
      false,
    );
    const again = await page("pages", null, first.result.journal);
    expect(again.likes).toEqual([1]);
    expect(again.continueCursor).toBe(first.continueCursor);
    expect(again.isDone).toBe(false);
  });

  it("let the last page grow", async () => {
    await add("growing", 1);
    const first = await page("growing", null);
    expect(first.isDone).toBe(true);
    expect(await disturbs(first.result, () => add("growing", 2))).toBe(true);
    await add("growing", 3);
    const again = await page("growing", null, first.result.journal);
    expect(again.likes).toEqual([1, 2, 3]);
    expect(again.isDone).toBe(true);
  });
});

describe("commits", () => {
  it("are published in order, before the caller knows, and only for what wrote", async () => {
    const stamps: bigint[] = [];
    const stop = fixture.running.deployment.onCommit(({ ts }) => stamps.push(ts));
    await Promise.all(Array.from({ length: 10 }, () => add("ordered")));
    await fixture.client.mutation(api.files.uploadUrl, {});
    const { ts } = await fixture.running.deployment.mutation({
      path: "notes:add",
      args: { author: "ordered", text: "x" },
      identity: null,
    });
    stop();
    expect(stamps).toHaveLength(11);
    expect(stamps).toEqual([...stamps].sort((a, b) => (a < b ? -1 : 1)));
    expect(stamps.at(-1)).toBe(ts);
  });
});
