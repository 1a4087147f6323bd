import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type RunningDeployment, startLocalDeployment } from "../../src/index.ts";
import { api } from "../fixture/convex/_generated/api.js";
import { copyFixture, deleteCopy, httpClient } from "../fixture-deployment.ts";

let project: string;
let running: RunningDeployment;
const notices: string[] = [];
const WAIT = { timeout: 15_000, interval: 100 };

beforeAll(async () => {
  project = await copyFixture({ generated: true });
  running = await startLocalDeployment({
    projectDir: project,
    port: 0,
    sitePort: 0,
    crons: false,
    watch: true,
    onNotice: (message) => notices.push(message),
  });
});
afterAll(async () => {
  await running?.close();
  await deleteCopy(project);
});

async function edit(file: string, from: string, to: string): Promise<void> {
  const path = join(project, "convex", file);
  const text = await readFile(path, "utf8");
  expect(text).toContain(from);
  await writeFile(path, text.replaceAll(from, to));
}

describe("reload", () => {
  it("takes over changed code, keeps the data and tells the subscriptions", async () => {
    const client = httpClient(running);
    const id = await client.mutation(api.notes.add, { author: "kept", text: "x" });
    let reloads = 0;
    running.deployment.onReload(() => {
      reloads += 1;
    });
    await edit("notes.ts", "found.likes + 1", "found.likes + 100");
    await vi.waitFor(() => expect(reloads).toBe(1), WAIT);
    expect(await client.mutation(api.notes.like, { id })).toBe(100);
    expect(await client.query(api.notes.get, { id })).toMatchObject({ author: "kept", likes: 100 });
  });

  it("goes on with the old code when the new one does not load", async () => {
    notices.length = 0;
    await edit("notes.ts", "found.likes + 100", "found.likes + (");
    await vi.waitFor(() => expect(notices.join()).toContain("could not be loaded"), WAIT);
    const client = httpClient(running);
    const id = await client.mutation(api.notes.add, { author: "kept", text: "y" });
    expect(await client.mutation(api.notes.like, { id })).toBe(100);
    await edit("notes.ts", "found.likes + (", "found.likes + 7");
    const likeFresh = async () => {
      const fresh = await client.mutation(api.notes.add, { author: "fresh", text: "z" });
      return await client.mutation(api.notes.like, { id: fresh });
    };
    await vi.waitFor(async () => expect(await likeFresh()).toBe(7), WAIT);
  });

  it("refuses a schema that the data does not fit", async () => {
    notices.length = 0;
    await edit("schema.ts", "text: v.string(),", "text: v.number(),");
    await vi.waitFor(() => expect(notices.join()).toContain("does not match the new schema"), WAIT);
    expect(await httpClient(running).query(api.notes.byAuthor, { author: "kept" })).toHaveLength(2);
  });

  it("sees a change in a package beside the project", async () => {
    const shared = join(project, "..", "shared.ts");
    await writeFile(shared, "export const AMOUNT = 1000;");
    await edit("schema.ts", "text: v.number(),", "text: v.string(),");
    await edit("notes.ts", "found.likes + 7", "found.likes + AMOUNT");
    await edit(
      "notes.ts",
      "import { paginationOpts",
      'import { AMOUNT } from "../../shared.ts";\nimport { paginationOpts',
    );
    const client = httpClient(running);
    const likeFresh = async () => {
      const fresh = await client.mutation(api.notes.add, { author: "shared", text: "z" });
      return await client.mutation(api.notes.like, { id: fresh });
    };
    await vi.waitFor(async () => expect(await likeFresh()).toBe(1000), WAIT);
    await writeFile(shared, "export const AMOUNT = 2000;");
    await vi.waitFor(async () => expect(await likeFresh()).toBe(2000), WAIT);
  });
});
