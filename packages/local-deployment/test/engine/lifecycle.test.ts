import { describe, expect, it } from "vitest";
import { startLocalDeployment } from "../../src/index.ts";
import { api } from "../fixture/convex/_generated/api.js";
import { FIXTURE_DIR, httpClient } from "../fixture-deployment.ts";

const start = () => startLocalDeployment({ projectDir: FIXTURE_DIR, port: 0, sitePort: 0, crons: false });

describe("several deployments in one process", () => {
  it("keep their data, storage and schedules apart, at once and one after the other", async () => {
    const first = await start();
    const second = await start();
    await httpClient(first).mutation(api.notes.add, { author: "shared name", text: "first" });
    await httpClient(first).mutation(api.jobs.schedule, { name: "first", delayMs: 0 });
    await httpClient(second).mutation(api.jobs.schedule, { name: "second", delayMs: 0 });
    await Promise.all([first.deployment.schedulerIdle(), second.deployment.schedulerIdle()]);
    expect(await httpClient(second).query(api.notes.byAuthor, { author: "shared name" })).toEqual([]);
    expect(await httpClient(second).query(api.runs.named, { name: "first" })).toEqual([]);
    expect(await httpClient(second).query(api.runs.named, { name: "second" })).toHaveLength(1);
    const stored = await httpClient(second).action(api.files.store, { text: "x", type: "text/plain" });
    expect(stored.url).toContain(second.url);
    await first.close();
    await httpClient(second).mutation(api.notes.add, { author: "after", text: "x" });
    await second.close();

    const third = await start();
    expect(await httpClient(third).query(api.notes.byAuthor, { author: "after" })).toEqual([]);
    await third.close();
  });

  it("end with what was scheduled, and free their ports and variables", async () => {
    const before = process.env.CONVEX_SITE_URL;
    const running = await start();
    expect(process.env.CONVEX_SITE_URL).toBe(running.siteUrl);
    await httpClient(running).mutation(api.jobs.schedule, { name: "never", delayMs: 10 });
    await running.close();
    expect(process.env.CONVEX_SITE_URL).toBe(before);
    await expect(fetch(`${running.url}/version`)).rejects.toThrow();
    const again = await startLocalDeployment({
      projectDir: FIXTURE_DIR,
      port: Number(new URL(running.url).port),
      sitePort: Number(new URL(running.siteUrl).port),
      crons: false,
    });
    expect(await httpClient(again).query(api.runs.named, { name: "never" })).toEqual([]);
    await again.close();
  });

  it("say what is wrong with a project, and leave nothing listening", async () => {
    const running = await start();
    await expect(
      startLocalDeployment({ projectDir: FIXTURE_DIR, port: Number(new URL(running.url).port), sitePort: 0 }),
    ).rejects.toThrow("is in use");
    await expect(
      startLocalDeployment({ projectDir: FIXTURE_DIR, convexDir: "missing", port: 0, sitePort: 0 }),
    ).rejects.toThrow("There is no folder");
    await running.close();
  });
});
