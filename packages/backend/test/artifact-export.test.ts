import { expect, test } from "vitest";
import { api } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { storeArtifact, storeFailure } from "./alert-rows";
import { asStaff, type Backend, createBackend, seedClub, settle } from "./harness";
import { TEN_OCLOCK } from "./metrics";

const { startArtifactExport, startExport, listExports } = api.models.voicePipelineExport;

async function linesOf(t: Backend, exportId: Id<"voicePipelineExports">): Promise<string[]> {
  await settle(t);
  return await t.run(async (ctx) => {
    const row = await ctx.db.get("voicePipelineExports", exportId);
    const blob = row?.storageId ? await ctx.storage.get(row.storageId) : null;
    return (await blob?.text())?.trimEnd().split(/\r?\n/) ?? [];
  });
}

test("the notes that pass the filters are exported as the grid lists them, without a person's name or a note's words", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  await seedClub(t, {
    organizationId: "org-1",
    clubName: "=cmd()",
    phone: "+353861240001",
    roster: [],
  });
  const completed: Id<"voiceNoteArtifacts">[] = [];
  for (let note = 0; note < 1_100; note += 1) {
    const at = TEN_OCLOCK + note;
    completed.push(await storeArtifact(t, at, { status: "completed", organizationId: "org-1" }));
  }
  await storeArtifact(t, TEN_OCLOCK, { status: "received", organizationId: "org-1" });
  const [oldest] = completed;
  if (!oldest) throw new Error("There are notes.");
  await t.run(async (ctx) => {
    await ctx.db.patch("voiceNoteArtifacts", oldest, { readyAt: TEN_OCLOCK + 9_000 });
  });
  const filters = { statuses: ["completed" as const], organizationId: "org-1" };
  const csv = await linesOf(t, await staff.mutation(startArtifactExport, { format: "csv", filters }));
  expect(csv).toHaveLength(1_101);
  const [head = "", first = ""] = csv;
  expect(head).toMatch(/^\uFEFF?artifactId,status,currentStage,attempt,sourceChannel/);
  expect(head).not.toMatch(/coach|name(?<!organizationName)|transcript/);
  // Nothing that a spreadsheet would run.
  expect(first).toContain(`"'=cmd()"`);
  expect(first).toContain(new Date(TEN_OCLOCK + 1_099).toISOString());
  expect(csv.at(-1)).toContain(",9000,");
  const json = await linesOf(
    t,
    await staff.mutation(startArtifactExport, {
      format: "json",
      filters: { ...filters, to: TEN_OCLOCK + 1 },
    }),
  );
  expect(json.map((line) => JSON.parse(line))).toMatchObject([
    { status: "completed", latencyMs: 9_000, aiCost: 0 },
  ]);
});

test("failures that nobody has dealt with are exported without the others", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  await storeArtifact(t, TEN_OCLOCK, { status: "completed" });
  const [open, handled] = [await storeArtifact(t, TEN_OCLOCK), await storeArtifact(t, TEN_OCLOCK)];
  await t.run(async (ctx) => {
    await ctx.db.patch("voiceNoteArtifacts", open, { status: "failed" });
    await ctx.db.patch("voiceNoteArtifacts", handled, { status: "failed", handledAt: TEN_OCLOCK });
  });
  const lines = await linesOf(
    t,
    await staff.mutation(startArtifactExport, { format: "json", filters: { onlyUnhandled: true } }),
  );
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ status: "failed", handledAt: null }]);
});

test("the runs behind an incident are exported, and each page of the product lists its own exports", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const inside = await storeArtifact(t, TEN_OCLOCK);
  await storeArtifact(t, TEN_OCLOCK);
  await storeFailure(t, TEN_OCLOCK + 1, { artifactId: inside });
  const alertId = await t.run((ctx) =>
    ctx.db.insert("voicePipelineAlerts", {
      ...{ type: "HIGH_FAILURE_RATE", scope: "platform", status: "open", severity: "high", severityRank: 2 },
      ...{ value: 0.5, threshold: 0.25, sentence: "Half of the notes failed.", reopenedCount: 0 },
      ...{ windowFrom: TEN_OCLOCK, windowTo: TEN_OCLOCK + 2, openedAt: TEN_OCLOCK, lastSeenAt: TEN_OCLOCK },
      ...{ notThis: [], errorGroups: [] },
    }),
  );
  const lines = await linesOf(
    t,
    await staff.mutation(startArtifactExport, { format: "json", filters: { alertId } }),
  );
  const publicId = await t.run(async (ctx) => (await ctx.db.get("voiceNoteArtifacts", inside))?.artifactId);
  expect(lines.map((line) => JSON.parse(line).artifactId)).toEqual([publicId]);
  await staff.mutation(startExport, { format: "csv", filters: {} });
  await settle(t);
  const subjects = async (subject?: "events" | "artifacts") =>
    (await staff.query(listExports, subject ? { subject } : {})).map(({ request }) => request.subject);
  expect(await subjects()).toEqual(["events", "artifacts"]);
  expect(await subjects("artifacts")).toEqual(["artifacts"]);
});
