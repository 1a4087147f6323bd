import { HOUR_MS, MINUTE_MS } from "@voice-flow/domain/time";
import { artifactsHref, eventsHref, pageHref } from "@/lib/routes/event-links";

export type CardLinks = Record<
  "active" | "completed" | "failed" | "latency" | "service" | "cost",
  string | undefined
>;

export const NO_LINKS: CardLinks = {
  active: undefined,
  completed: undefined,
  failed: undefined,
  latency: undefined,
  service: undefined,
  cost: undefined,
};

/**
 * The runs behind the figures of the overview.
 *
 * @param now ms
 * @param dayStart the reader's last midnight, ms
 */
export const cardLinks = (now: number, dayStart: number): CardLinks => ({
  active: pageHref("pipeline"),
  completed: eventsHref({ types: ["artifact_completed"], from: dayStart }),
  failed: eventsHref({ types: ["artifact_failed"], from: dayStart }),
  // The figure covers the last twelve five-minute periods, the current one included.
  latency: eventsHref({ types: ["artifact_completed"], from: now - HOUR_MS + 5 * MINUTE_MS }),
  service: eventsHref({
    types: ["circuit_breaker_opened", "circuit_breaker_closed", "rate_limit_hit", "budget_exceeded"],
  }),
  // With what each of them cost.
  cost: artifactsHref({ from: dayStart }),
});
