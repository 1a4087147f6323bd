import { eventsHref, pageHref } from "../shell/event-links";

const HOUR = 3_600_000;

export type CardLinks = Record<"active" | "completed" | "failed" | "latency" | "cost", string | undefined>;

export const NO_LINKS: CardLinks = {
  active: undefined,
  completed: undefined,
  failed: undefined,
  latency: undefined,
  cost: undefined,
};

/**
 * The runs behind the figures of the overview; a figure whose runs no page lists leads nowhere.
 *
 * @param now ms
 * @param dayStart the reader's last midnight, ms
 */
export const cardLinks = (now: number, dayStart: number): CardLinks => ({
  active: pageHref("pipeline"),
  completed: eventsHref({ types: ["artifact_completed"], from: dayStart }),
  failed: eventsHref({ types: ["artifact_failed"], from: dayStart }),
  latency: eventsHref({ types: ["artifact_completed"], from: now - HOUR }),
  cost: pageHref("metrics"),
});
