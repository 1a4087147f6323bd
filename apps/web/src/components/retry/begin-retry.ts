import type { Id } from "@voice-flow/backend/dataModel";
import type { ConvexReactClient } from "convex/react";
import { readFailure } from "@/lib/function-error";
import { followRetry } from "./follow-retry";
import { type AllowedPlan, RETRY_MUTATIONS } from "./retry-views";

type Wanted = { artifactId: string; plan: AllowedPlan; reason: string; open: () => void };
export type BegunRetry = { retryId: Id<"voicePipelineRetries"> } | { problem: string };

/** Carries out exactly this plan, and follows it to its end; or says why it did not begin. */
export async function beginRetry(
  convex: ConvexReactClient,
  { artifactId, plan: { kind, token }, reason, open }: Wanted,
): Promise<BegunRetry> {
  try {
    const text = reason.trim();
    const args = { artifactId, token, ...(text === "" ? {} : { reason: text }) };
    const result = await convex.mutation(RETRY_MUTATIONS[kind], args);
    if (!result.success) {
      return { problem: result.message };
    }
    const { retryId } = result;
    followRetry(convex, { artifactId, retryId, open });
    return { retryId };
  } catch (error) {
    const { code, message } = readFailure(error);
    return { problem: code === "unexpected" ? "Couldn't start the retry. Try again." : message };
  }
}
