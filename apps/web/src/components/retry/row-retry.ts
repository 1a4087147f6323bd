import { api } from "@voice-flow/backend/api";
import { budgetMessage } from "@voice-flow/domain/retry/messages";
import type { ConvexReactClient } from "convex/react";
import { currentTime } from "@/lib/clock";
import { notify } from "@/lib/notify";
import { beginRetry } from "./begin-retry";
import type { AllowedPlan } from "./retry-views";

/** The plan that retries exactly what failed, as of now, or why there is none. */
export async function planRetry(
  convex: ConvexReactClient,
  artifactId: string,
): Promise<{ plan: AllowedPlan } | { refusal: string }> {
  const options = await convex.query(api.models.voicePipelineRetry.getRetryOptions, {
    artifactId,
    now: currentTime(),
  });
  const plan = options?.plans.find(({ kind }) => kind === options.recommended);
  if (plan === undefined) {
    return { refusal: "The note has been deleted." };
  }
  return plan.allowed ? { plan } : { refusal: plan.message };
}

type Wanted = { artifactId: string; plan: AllowedPlan; open: () => void };

/** Begins exactly this plan and says so; or resolves with why it did not begin. */
export async function startRetry(
  convex: ConvexReactClient,
  { artifactId, plan, open }: Wanted,
): Promise<string | undefined> {
  const begun = await beginRetry(convex, { artifactId, plan, reason: "", open });
  if ("problem" in begun) {
    return begun.problem;
  }
  notify.success(`${plan.label} started: note ${artifactId.slice(0, 8)}.`, {
    id: begun.retryId,
    description: budgetMessage(plan.retriesLeft - 1, plan.retriesPerHour),
  });
  return undefined;
}
