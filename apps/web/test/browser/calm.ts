/** Before every file: no faults, and no failures of earlier files that would add up to an open breaker. */
import { makeFunctionReference } from "convex/server";
import { beforeAll } from "vitest";
import { coachPhone } from "./coach-phone";
import { product } from "./product";
import { staffClient } from "./staff-client";

const reset = makeFunctionReference<"mutation">("models/aiServiceHealth:forceResetCircuitBreaker");

beforeAll(async () => {
  await coachPhone(product()).setFaults([]);
  await (await staffClient()).mutation(reset, { provider: "openai" });
});
