import { describe, expect, it, vi } from "vitest";
import { api } from "../fixture/convex/_generated/api.js";
import { useFixture } from "../fixture-deployment.ts";

const fixture = useFixture();

describe("components", () => {
  it("installs nested components, each instance for itself", () => {
    const paths = [...fixture.running.deployment.project.components.keys()];
    expect(paths).toEqual(
      expect.arrayContaining([
        "",
        "rateLimiter",
        "rateLimiter/batchWorker",
        "firstPool",
        "firstPool/batchWorker",
        "secondPool",
        "migrations",
        "ledger",
      ]),
    );
  });

  it("keeps the tables of a local component apart, and commits them with the app's", async () => {
    await fixture.client.mutation(api.installed.addEntry, { account: "a", amount: 5 });
    await fixture.client.mutation(api.installed.addEntry, { account: "a", amount: 7 });
    expect(await fixture.client.query(api.installed.balance, { account: "a" })).toBe(12);
  });

  it("limits rates", async () => {
    const attempt = () => fixture.client.mutation(api.installed.limited, { key: "one" });
    expect([await attempt(), await attempt(), await attempt()]).toEqual([true, true, false]);
    expect(await fixture.client.mutation(api.installed.limited, { key: "two" })).toBe(true);
  });

  it("runs the work of pools", async () => {
    for (const pool of ["first", "second", "first"] as const) {
      await fixture.client.mutation(api.installed.enqueue, { name: `pool ${pool}`, pool });
    }
    await vi.waitFor(
      async () => {
        expect(await fixture.client.query(api.runs.named, { name: "pool first" })).toHaveLength(2);
        expect(await fixture.client.query(api.runs.named, { name: "pool second" })).toHaveLength(1);
      },
      { timeout: 20_000 },
    );
  });

  it("runs a migration over a table in batches", async () => {
    const id = await fixture.client.mutation(api.notes.add, { author: "migrated", text: "x", likes: 9 });
    await fixture.call("installed:run", { fn: "installed:resetLikes" });
    await vi.waitFor(
      async () => expect(await fixture.client.query(api.notes.get, { id })).toMatchObject({ likes: 0 }),
      { timeout: 20_000 },
    );
  });

  it("lets the admin key call into a component, and nobody else", async () => {
    const call = async (headers: Record<string, string>) => {
      const response = await fetch(`${fixture.running.url}/api/function`, {
        method: "POST",
        headers,
        body: JSON.stringify({ path: "entries:balance", componentPath: "ledger", args: { account: "a" } }),
      });
      return await response.json();
    };
    expect(await call({ authorization: `Convex ${fixture.running.adminKey}` })).toMatchObject({ value: 12 });
    expect(await call({})).toMatchObject({ status: "error" });
  });
});
