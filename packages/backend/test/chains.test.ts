// @vitest-environment node
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { MAX_ATTEMPTS, startChain } from "../convex/lib/foundation/chain";
import { ERASURE_CHAIN } from "../convex/lib/privacy/erasure";
import { chainOf, finishChain, loseStep } from "./chains";
import { asStaff, createBackend, seedClub, settle } from "./harness";
import { anEvent, DAY, log, TEN_OCLOCK } from "./metrics";

const { privacy } = api.models;

/** An erasure whose step throws every time: its phase reads a cursor that no page has. */
async function stuckErasure() {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  const playerId = club.playerId("Aoife Kelly");
  const erasureId = await t.mutation(internal.models.privacy.erasePlayerAsOperator, { playerId });
  await t.run((ctx) =>
    ctx.db.patch("playerErasures", erasureId, { phase: "notes_of_club", cursor: "no such cursor" }),
  );
  return { t, staff, erasureId };
}

test("a chain whose step always throws gives up within its attempts, and its subject says so", async () => {
  const { t, staff, erasureId } = await stuckErasure();
  const chain = await finishChain(t, ERASURE_CHAIN, erasureId);
  expect(chain).toMatchObject({ status: "gave_up", attempt: MAX_ATTEMPTS, lastError: "step_failed" });
  expect(await staff.query(privacy.getErasure, { erasureId })).toMatchObject({ status: "gave_up" });
  await settle(t);
  expect(await t.mutation(internal.models.chains.tendChains, {})).toEqual({ lost: 0 });
});

test("staff continue an erasure that gave up, from the step that failed", async () => {
  const { t, staff, erasureId } = await stuckErasure();
  await finishChain(t, ERASURE_CHAIN, erasureId);
  await t.run((ctx) => ctx.db.patch("playerErasures", erasureId, { cursor: null }));
  expect(await staff.mutation(privacy.resumeErasure, { erasureId })).toBe(true);
  await finishChain(t, ERASURE_CHAIN, erasureId);
  expect(await staff.query(privacy.getErasure, { erasureId })).toMatchObject({
    status: "completed",
    pass: 2,
  });
  expect(await staff.mutation(privacy.resumeErasure, { erasureId })).toBe(false);
  await settle(t);
});

test("twenty chains that fail keep no other from its steps", async () => {
  const t = createBackend();
  await seedClub(t);
  await t.run(async (ctx) => {
    for (let index = 0; index < 20; index += 1) {
      await startChain(ctx, "no-such-chain", { key: `${index}`, now: 1 });
    }
    await startChain(ctx, "cleanup-jobs", { now: 1 });
  });
  const healthy = await finishChain(t, "cleanup-jobs");
  expect(healthy).toMatchObject({ status: "completed", steps: 1 });
  await settle(t);
});

test("a step with an old number does nothing, and a running chain is not started twice", async () => {
  const t = createBackend();
  const started = await t.run((ctx) => startChain(ctx, "cleanup-jobs", { now: Date.now() }));
  expect(started).toBe(true);
  expect(await t.run((ctx) => startChain(ctx, "cleanup-jobs", { now: Date.now() }))).toBe(false);
  const before = await chainOf(t, "cleanup-jobs");
  if (!before) throw new Error("The chain has a row.");
  await loseStep(t, "cleanup-jobs");
  await t.mutation(internal.models.chains.runStep, { chainId: before._id, step: before.step });
  expect(await chainOf(t, "cleanup-jobs")).toMatchObject({ status: "running", steps: 0 });
  expect(await t.mutation(internal.models.chains.tendChains, {})).toEqual({ lost: 1 });
  await settle(t);
  expect(await chainOf(t, "cleanup-jobs")).toMatchObject({ status: "completed", steps: 1, attempt: 0 });
});

test("a roll-up that throws every time shows like a chain that gave up, and clears when it runs again", async () => {
  const t = createBackend();
  await log(t, [anEvent("artifact_received", TEN_OCLOCK)]);
  const dayStart = Math.floor(TEN_OCLOCK / DAY) * DAY;
  // Two rows where there is one: whoever adds to it throws.
  const [first] = await t.run(async (ctx) => {
    const profile = { dayStart, slots: [] };
    return [
      await ctx.db.insert("voicePipelineDayProfiles", profile),
      await ctx.db.insert("voicePipelineDayProfiles", profile),
    ];
  });
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    await t.mutation(internal.models.voicePipelineRollup.rollUp, {});
  }
  expect(await chainOf(t, "roll-up-pipeline-events")).toMatchObject({ status: "gave_up" });
  await t.run(async (ctx) => {
    if (first) await ctx.db.delete("voicePipelineDayProfiles", first);
  });
  expect(await t.mutation(internal.models.voicePipelineRollup.rollUp, {})).toMatchObject({ events: 1 });
  expect(await chainOf(t, "roll-up-pipeline-events")).toMatchObject({ status: "completed", attempt: 0 });
});
