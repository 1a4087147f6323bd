import { describe, expect, it } from "vitest";
import { api } from "../fixture/convex/_generated/api.js";
import { useFixture } from "../fixture-deployment.ts";

const fixture = useFixture();

describe("counters", () => {
  it("count the documents and bytes of a call, nested calls and components included", async () => {
    await fixture.call("notes:fill", { author: "counted", count: 10, text: "text" });
    const { deployment } = fixture.running;
    const read = await deployment.measure(() =>
      fixture.client.query(api.notes.byAuthor, { author: "counted" }),
    );
    expect(read.total).toMatchObject({ documentsRead: 10, documentsWritten: 0, databaseQueries: 1 });
    expect(read.total.bytesRead).toBeGreaterThan(10 * 50);
    expect(read.functionCalls).toBe(1);
    const write = await deployment.measure(() =>
      fixture.client.mutation(api.installed.addEntry, { account: "counted", amount: 1 }),
    );
    expect(write.total).toMatchObject({ documentsRead: 0, documentsWritten: 1 });
    expect(write.functionCalls).toBe(2);
    expect(write.calls).toMatchObject([
      { kind: "mutation", path: "installed:addEntry", success: true, transactions: 1 },
    ]);
  });

  it("count the documents that a filter looked at and rejected", async () => {
    await fixture.call("notes:fill", { author: "searched", count: 20, text: "no" });
    await fixture.client.mutation(api.notes.add, { author: "searched", text: "yes" });
    const { total, result } = await fixture.running.deployment.measure(() =>
      fixture.client.query(api.notes.search, { author: "searched", text: "yes" }),
    );
    expect(result).toHaveLength(1);
    expect(total.documentsRead).toBe(21);
  });

  it("count what a call scheduled, and what then ran", async () => {
    const { deployment } = fixture.running;
    const { total, calls } = await deployment.measure(async () => {
      await fixture.client.mutation(api.jobs.scheduleMany, { name: "counted", count: 3 });
      await deployment.schedulerIdle();
    });
    expect(total.functionsScheduled).toBe(3);
    expect(calls.filter(({ kind }) => kind === "scheduled")).toHaveLength(3);
  });

  it("tell the largest transaction of an action apart from its sum", async () => {
    const { calls } = await fixture.running.deployment.measure(() =>
      fixture.client.action(api.files.store, { text: "x", type: "text/plain" }),
    );
    expect(calls).toMatchObject([{ kind: "action", largestTransaction: { documentsWritten: 1 } }]);
  });
});

describe("limits of production", () => {
  it("refuse a transaction that writes too many documents, and keep none of them", async () => {
    await expect(
      fixture.call("notes:fill", { author: "too many", count: 16_001, text: "x" }),
    ).rejects.toThrow("Wrote too many documents in a single function execution (limit: 16000)");
    expect(await fixture.client.query(api.notes.byAuthor, { author: "too many" })).toEqual([]);
  });

  it("refuse a transaction that writes too many bytes", async () => {
    const text = "x".repeat(1_000_000);
    await expect(fixture.call("notes:fill", { author: "too much", count: 20, text })).rejects.toThrow(
      "Wrote too much data",
    );
  });

  it("refuse a document that is too large", async () => {
    const text = "x".repeat(1_100_000);
    await expect(fixture.call("notes:fill", { author: "large", count: 1, text })).rejects.toThrow(
      "Document is too large",
    );
    expect(await fixture.client.query(api.notes.byAuthor, { author: "large" })).toEqual([]);
  });

  it("count what a filter rejects against the limit", async () => {
    for (let round = 0; round < 3; round += 1) {
      await fixture.call("notes:fill", { author: "scanned", count: 11_000, text: "no" });
    }
    await expect(fixture.client.query(api.notes.search, { author: "scanned", text: "yes" })).rejects.toThrow(
      "Scanned too many documents",
    );
  });

  it("refuse to schedule too many functions at once", async () => {
    await expect(fixture.client.mutation(api.jobs.scheduleMany, { name: "x", count: 1001 })).rejects.toThrow(
      "Scheduled too many functions",
    );
    await fixture.running.deployment.schedulerIdle();
    expect(await fixture.client.query(api.runs.named, { name: "x" })).toEqual([]);
  });
});
