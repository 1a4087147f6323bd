/** Retries as staff make them, for tests: look at the plan, then act on its token. */
import type { RetryKind } from "@voice-flow/domain/vocabulary/operations";
import { IN_FLIGHT_STATUSES } from "@voice-flow/domain/vocabulary/pipeline";
import { expect, vi } from "vitest";
import { api } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { type asStaff, type Backend, settle } from "./harness";

type StaffCaller = Awaited<ReturnType<typeof asStaff>>;

export const publicIdOf = (t: Backend, id: Id<"voiceNoteArtifacts">): Promise<string> =>
  t.run(async (ctx) => (await ctx.db.get("voiceNoteArtifacts", id))?.artifactId ?? "");

export async function previewOf(
  t: Backend,
  staff: StaffCaller,
  id: Id<"voiceNoteArtifacts">,
  kind: RetryKind,
) {
  const artifactId = await publicIdOf(t, id);
  return await staff.query(api.models.voicePipelineRetry.previewRetry, { artifactId, kind, now: Date.now() });
}

/** Acts on the plan of this moment; a plan that is refused is acted on with no token of any use. */
export async function retryNow(
  t: Backend,
  staff: StaffCaller,
  id: Id<"voiceNoteArtifacts">,
  kind: RetryKind,
  reason?: string,
) {
  const plan = await previewOf(t, staff, id, kind);
  const token = plan.allowed ? plan.token : "none";
  const artifactId = await publicIdOf(t, id);
  return await staff.mutation(api.models.voicePipelineRetry[kind], { artifactId, token, reason });
}

export const retryRows = (t: Backend, id: Id<"voiceNoteArtifacts">) =>
  t.run((ctx) =>
    ctx.db
      .query("voicePipelineRetries")
      .withIndex("by_artifactId_and_startedAt", (q) => q.eq("artifactId", id))
      .collect(),
  );

export async function overrideSetting(t: Backend, key: string, value: number) {
  await t.run(async (ctx) => {
    await ctx.db.insert("platformSettings", { key, value, updatedBy: "test", updatedAt: 0 });
  });
}

/** As if the provider had been well for a while. */
export const closeBreaker = (t: Backend) =>
  t.run(async (ctx) => {
    const row = await ctx.db.query("aiServiceHealth").first();
    if (row) await ctx.db.delete("aiServiceHealth", row._id);
  });

/** Until the bulk retry is over; its steps are seconds apart. */
export async function bulkFinished(
  t: Backend,
  staff: StaffCaller,
  bulkRetryId: Id<"voicePipelineBulkRetries">,
) {
  return await vi.waitFor(
    async () => {
      await settle(t);
      const bulk = await staff.query(api.models.bulkRetry.getBulkRetry, { bulkRetryId });
      if (!bulk?.finishedAt) throw new Error(`It is ${bulk?.status}.`);
      return bulk;
    },
    { timeout: 25_000, interval: 50 },
  );
}

/** What must hold after everything: nobody waits for a machine in vain, and no attempt has two ends or none. */
export async function expectNothingOpen(t: Backend) {
  const { artifacts, retries, events } = await t.run(async (ctx) => ({
    artifacts: await ctx.db.query("voiceNoteArtifacts").collect(),
    retries: await ctx.db.query("voicePipelineRetries").collect(),
    events: await ctx.db.query("voicePipelineEvents").collect(),
  }));
  const inFlight = artifacts.filter(({ status }) => IN_FLIGHT_STATUSES.some((each) => each === status));
  expect(inFlight).toEqual([]);
  for (const { artifactId, attempt, outcome, finishedAt } of retries) {
    expect(outcome).not.toBe("running");
    expect(finishedAt).toBeDefined();
    const own = events.filter((event) => event.artifactId === artifactId && event.attempt === attempt);
    const types = own.map((event) => event.eventType);
    expect(types.filter((type) => type === "retry_initiated")).toHaveLength(1);
    expect(types.filter((type) => type === "retry_succeeded" || type === "retry_failed")).toEqual([
      `retry_${outcome}`,
    ]);
  }
}
