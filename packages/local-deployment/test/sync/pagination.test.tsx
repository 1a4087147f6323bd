// @vitest-environment happy-dom
import { ConvexProvider, type ConvexReactClient, usePaginatedQuery } from "convex/react";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Deployment } from "../../src/deployment.ts";
import { backends } from "./backends.ts";
import { items } from "./functions.ts";
import { eventually, Harness } from "./harness.ts";

const PAGE = 5;

interface Seen {
  values: number[];
  status: string;
  loadMore: (count: number) => void;
}

describe.each(backends)("pagination, $name", (backend) => {
  let deployment: Deployment;
  let harness: Harness;
  let client: ConvexReactClient;
  let root: Root;
  const renders: Seen[] = [];

  beforeEach(async () => {
    vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", false);
    deployment = await backend.start();
    harness = await Harness.serve(deployment);
    client = harness.reactClient();
    renders.length = 0;
    root = createRoot(document.createElement("div"));
  });
  afterEach(async () => {
    root.unmount();
    await harness.close();
    await deployment.close();
    vi.unstubAllGlobals();
  });

  function List() {
    const { results, status, loadMore } = usePaginatedQuery(
      items.page,
      { key: "k" },
      { initialNumItems: PAGE },
    );
    renders.push({ values: results.map(({ value }) => value), status, loadMore });
    return null;
  }

  function mount() {
    root.render(
      <ConvexProvider client={client}>
        <List />
      </ConvexProvider>,
    );
  }

  function last(): Seen {
    const seen = renders.at(-1);
    if (seen === undefined) throw new Error("Nothing has been rendered yet.");
    return seen;
  }

  async function insert(value: number): Promise<void> {
    await client.mutation(items.insert, { key: "k", value });
  }

  async function stored(): Promise<number[]> {
    const rows = await client.query(items.list, { key: "k" });
    return rows.map(({ value }) => value);
  }

  /** What is shown is the beginning of what is stored: no row is missing in between, none is there twice. */
  async function expectPrefix(atLeast: number): Promise<void> {
    const all = await stored();
    await eventually(() => {
      const { values } = last();
      expect(values).toEqual(all.slice(0, values.length));
      expect(values.length).toBeGreaterThanOrEqual(Math.min(atLeast, all.length));
    });
    for (const { values } of renders) {
      expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
    }
  }

  it("shows no gap and no row twice while rows arrive everywhere and pages are loaded", async () => {
    for (let value = 0; value < 30; value++) await insert(value);
    mount();
    await eventually(() => expect(last().values).toEqual([0, 1, 2, 3, 4]));

    // In the first page, at its end, at the border of pages, behind what is loaded.
    for (const value of [0.5, 4.2, 4.7, 5.5, 20.5]) await insert(value);
    await expectPrefix(PAGE);
    expect(last().values).toContain(0.5);

    for (const [index, value] of [4.9, 9.5, 14.1, 3.3].entries()) {
      const { loadMore } = last();
      loadMore(PAGE);
      await Promise.all([insert(value), insert(value + 0.01), insert(-1 - index)]);
      await eventually(() => expect(last().status).toBe("CanLoadMore"));
      await expectPrefix(PAGE * (index + 2));
    }
  });

  it("keeps the ends of its pages when rows go, and reaches the end of the list", async () => {
    for (let value = 0; value < 12; value++) await insert(value);
    mount();
    await eventually(() => expect(last().values).toHaveLength(PAGE));
    last().loadMore(PAGE);
    await eventually(() => expect(last().values).toHaveLength(2 * PAGE));
    for (let count = 0; count < 4; count++) await client.mutation(items.removeFirst, { key: "k" });
    await eventually(() => expect(last().values).toEqual([4, 5, 6, 7, 8, 9]));
    last().loadMore(PAGE);
    await eventually(() =>
      expect(last()).toMatchObject({ status: "Exhausted", values: [4, 5, 6, 7, 8, 9, 10, 11] }),
    );
    await insert(99);
    await eventually(() => expect(last().values.at(-1)).toBe(99));
  });

  it("splits a page that has grown, without a gap", async () => {
    for (let value = 0; value < 6; value++) await insert(value);
    mount();
    await eventually(() => expect(last().values).toHaveLength(PAGE));
    for (let count = 1; count <= 20; count++) await insert(count / 100);
    await expectPrefix(PAGE + 20);
    expect(harness.sync.stats().subscriptions).toBeGreaterThan(1);
  });

  it("keeps the ends of its pages over a lost connection", async () => {
    for (let value = 0; value < 12; value++) await insert(value);
    mount();
    await eventually(() => expect(last().values).toHaveLength(PAGE));
    last().loadMore(PAGE);
    await eventually(() => expect(last().values).toHaveLength(2 * PAGE));
    await act(async () => harness.cutAllConnections());
    const args = { key: "k", value: 2.5 };
    await deployment.mutation({ path: "items:insert", args, identity: null });
    await eventually(() => expect(last().values).toEqual([0, 1, 2, 2.5, 3, 4, 5, 6, 7, 8, 9]));
  });
});
