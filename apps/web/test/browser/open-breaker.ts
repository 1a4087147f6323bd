/** An open circuit breaker and its incident, for the tests of alerts. */
import { callFunctionOrThrow } from "@voice-flow/dev-stack/deployment-client";
import { expect, vi } from "vitest";
import { z } from "zod";
import { coachPhone } from "./coach-phone";
import { product } from "./product";
import { checkHealth } from "./staff-client";

/** The club whose notes the provider fails. */
export const FAILING_CLUB = "Riverside Rovers";

/** More than open the breaker, each a note of its own. */
const SAMPLES = ["injury", "todo", "unclear", "two-alexes", "unknown-name", "injury-shawn"];

/** The thresholds of staff, set so that a breaker's life fits into a test. */
export const QUICK_BREAKER = {
  BREAKER_COOL_DOWN_SECONDS: 5,
  ALERT_RESOLVE_AFTER_EVALUATIONS: 1,
  HEALTH_CHECK_MIN_GAP_SECONDS: 1,
};

const foundSchema = z.object({
  checks: z.array(z.object({ facts: z.object({ breakers: z.array(z.object({ state: z.string() })) }) })),
});

/** The number of a coach of the club. */
export async function failingCoach(): Promise<string> {
  const coach = (await coachPhone(product()).coaches()).find(({ club }) => club === FAILING_CLUB);
  if (!coach) throw new Error(`no coach of ${FAILING_CLUB} is seeded`);
  return coach.phone;
}

/** Resolves when the breaker is open and its incident is raised; the provider goes on failing the club's notes. */
export async function openBreaker(): Promise<void> {
  const phone = coachPhone(product());
  const number = await failingCoach();
  await phone.setFaults([{ kind: "server_error", target: "openai", phone: number }]);
  for (const sample of SAMPLES) await phone.sendSample(number, sample);
  // The breaker opens with the fifth failure; the check after that raises the incident.
  await vi.waitFor(
    async () => {
      const args = { scope: "platform", now: Date.now() };
      const found = foundSchema.parse(
        await callFunctionOrThrow(product().deployment, "models/voicePipelineAlertChecks:gather", args),
      );
      const open = found.checks
        .flatMap(({ facts }) => facts.breakers)
        .filter(({ state }) => state === "open");
      expect(open.length).toBeGreaterThan(0);
    },
    { timeout: 60_000, interval: 500 },
  );
  await vi.waitFor(async () => expect((await checkHealth()).news).toBeGreaterThan(0), {
    timeout: 30_000,
    interval: 1_500,
  });
}
