import type { StageFailure } from "@voice-flow/domain/events/build";
import { internal } from "../../../_generated/api";
import type { Doc } from "../../../_generated/dataModel";
import type { MutationCtx } from "../../../_generated/server";

/**
 * Fails a run in a nested mutation: one that cannot be failed is logged, and does not keep a sweep from the others. False
 * if it was not failed.
 */
export async function failNested(
  ctx: MutationCtx,
  { _id: artifactId, attempt }: Doc<"voiceNoteArtifacts">,
  failure: StageFailure,
): Promise<boolean> {
  try {
    const { failStage } = internal.models.voiceNoteArtifacts;
    const { failed }: { failed: boolean } = await ctx.runMutation(failStage, {
      artifactId,
      attempt,
      failure,
    });
    return failed;
  } catch (error) {
    console.error(
      "A run could not be failed:",
      artifactId,
      error instanceof Error ? error.name : typeof error,
    );
    return false;
  }
}
