/** Retries as staff make them, for tests: look at the plan, then act on its token. */
import type { RetryKind } from "@voice-flow/domain/vocabulary/operations";
import { api } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import type { asStaff, Backend } from "./harness";

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
