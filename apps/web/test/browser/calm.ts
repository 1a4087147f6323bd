/** Around every file: no faults, no failures of earlier files that would add up to an open breaker, no browser left. */
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll } from "vitest";
import { coachPhone } from "./coach-phone";
import { closeChromium } from "./launch";
import { product } from "./product";
import { staffClient } from "./staff-client";

const reset = makeFunctionReference<"mutation">("models/aiServiceHealth:forceResetCircuitBreaker");

beforeAll(async () => {
  await coachPhone(product()).setFaults([]);
  await (await staffClient()).mutation(reset, { provider: "openai" });
});

afterAll(closeChromium);
