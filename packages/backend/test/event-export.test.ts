import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { EXPORT_CHAIN } from "../convex/lib/exports/exports";
import { MAX_ATTEMPTS } from "../convex/lib/foundation/chain";
import { loseStep } from "./chains";
import { asCoach, asStaff, type Backend, createBackend, seedClub, settle } from "./harness";
import { anEvent, DAY, log, TEN_OCLOCK } from "./metrics";

const exports = api.models.voicePipelineExport;
const internals = internal.models.voicePipelineExportSteps;

async function fileOf(t: Backend, exportId: Id<"voicePipelineExports">) {
  return await t.run(async (ctx) => {
    const row = await ctx.db.get("voicePipelineExports", exportId);
    const blob = row?.storageId ? await ctx.storage.get(row.storageId) : null;
    const bytes = [...new Uint8Array((await blob?.slice(0, 3).arrayBuffer()) ?? [])];
    return { row, bytes, text: blob ? await blob.text() : null };
  });
}
const stored = (t: Backend) => t.run(async (ctx) => (await ctx.db.system.query("_storage").collect()).length);

test("an export has the events that pass its filters, newest first, and no cell that a spreadsheet would run", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  await log(t, [
    ...Array.from({ length: 1_200 }, (_, index) => anEvent("rate_limit_hit", TEN_OCLOCK + index)),
    anEvent("budget_exceeded", TEN_OCLOCK + 5_000, { organizationId: "=HYPERLINK(1)" }),
    anEvent("artifact_received", TEN_OCLOCK),
  ]);
  const filters = { eventTypes: ["rate_limit_hit" as const, "budget_exceeded" as const] };
  const exportId = await staff.mutation(exports.startExport, { format: "csv", filters });
  await settle(t);
  const { row, text, bytes } = await fileOf(t, exportId);
  // Without this mark Excel misreads accents.
  expect(bytes).toEqual([0xef, 0xbb, 0xbf]);
  expect(row).toMatchObject({ status: "completed", rows: 1_201, truncated: false, parts: [] });
  const lines = text?.trimEnd().split("\r\n") ?? [];
  expect(lines).toHaveLength(1_202);
  expect(lines[0]).toMatch(/^timestamp,eventId,eventType/);
  expect(lines[1]).toContain(`"'=HYPERLINK(1)"`);
  expect(lines[2]?.startsWith("2026-03-10T10:00:01.199Z")).toBe(true);
  const [listed] = await staff.query(exports.listExports, {});
  expect(listed).toMatchObject({ exportId, status: "completed", rows: 1_201 });
  expect(listed?.url).toMatch(/^http/);
  expect(await stored(t)).toBe(1);
  const json = await staff.mutation(exports.startExport, {
    format: "json",
    filters: { ...filters, errorsOnly: true },
  });
  await settle(t);
  const [only] = (await fileOf(t, json)).text?.trimEnd().split("\n") ?? [];
  expect(JSON.parse(only ?? "")).toMatchObject({
    eventType: "budget_exceeded",
    organizationId: "=HYPERLINK(1)",
  });
});

test("an export whose step was lost goes on where its last part ended, and a part counts once", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  await log(
    t,
    Array.from({ length: 25 }, (_, index) => anEvent("rate_limit_hit", TEN_OCLOCK + index)),
  );
  const filters = { to: TEN_OCLOCK + DAY };
  const exportId = await staff.mutation(exports.startExport, { format: "json", filters });
  await loseStep(t, EXPORT_CHAIN, exportId);
  const paginationOpts = { numItems: 10, cursor: null };
  const page = await t.query(internals.readPage, { exportId, paginationOpts });
  const storageId = await t.run((ctx) => ctx.storage.store(new Blob([page.text])));
  await t.run(async (ctx) => {
    // As if the process had died after it had recorded the part.
    await ctx.db.patch("voicePipelineExports", exportId, {
      rows: 10,
      parts: [storageId],
      cursor: page.continueCursor,
    });
  });
  const again = { exportId, index: 0, storageId, rows: 10, cursor: page.continueCursor, isDone: false };
  expect(await t.mutation(internals.recordPart, again)).toBe(false);
  await t.mutation(internal.models.chains.tendChains, {});
  await settle(t);
  const { row, text: whole } = await fileOf(t, exportId);
  expect(row).toMatchObject({ status: "completed", rows: 25 });
  const ids = (whole ?? "")
    .trimEnd()
    .split("\n")
    .map((line) => String(JSON.parse(line).eventId));
  expect(ids).toHaveLength(25);
  expect(new Set(ids).size).toBe(25);
  await staff.query(exports.listExports, {});
});

test("an export that loses every step is given up, and holds nobody's next one up", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const exportId = await staff.mutation(exports.startExport, { format: "csv", filters: {} });
  await t.run(async (ctx) => {
    for (const job of await ctx.db.system.query("_scheduled_functions").collect()) {
      await ctx.scheduler.cancel(job._id);
    }
    const part = await ctx.storage.store(new Blob(["half"]));
    await ctx.db.patch("voicePipelineExports", exportId, { parts: [part] });
  });
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    await loseStep(t, EXPORT_CHAIN, exportId);
    await t.mutation(internal.models.chains.tendChains, {});
  }
  await settle(t);
  expect((await fileOf(t, exportId)).row).toMatchObject({ status: "failed", parts: [] });
  expect(await stored(t)).toBe(0);
});

test("a cancelled export leaves no file; a finished one is deleted after a day; coaches get none", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const coach = await asCoach(t, (await seedClub(t)).coachUserId);
  const start = () => staff.mutation(exports.startExport, { format: "csv", filters: {} });
  const first = await start();
  await start();
  await expect(start()).rejects.toMatchObject({ data: { code: "invalid_argument" } });
  await staff.mutation(exports.cancelExport, { exportId: first });
  await settle(t);
  expect((await fileOf(t, first)).row?.status).toBe("cancelled");
  expect(await stored(t)).toBe(1);
  await t.run(async (ctx) => {
    for (const row of await ctx.db.query("voicePipelineExports").collect()) {
      await ctx.db.patch("voicePipelineExports", row._id, { updatedAt: Date.now() - 2 * DAY });
    }
  });
  await t.mutation(internals.cleanupExports, {});
  await settle(t);
  expect(await stored(t)).toBe(0);
  expect(await staff.query(exports.listExports, {})).toEqual([]);
  for (const call of [
    coach.mutation(exports.startExport, { format: "csv", filters: {} }),
    coach.query(exports.listExports, {}),
    coach.mutation(exports.cancelExport, { exportId: first }),
  ]) {
    await expect(call).rejects.toMatchObject({ data: { code: "not_platform_staff" } });
  }
});
