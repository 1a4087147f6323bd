/** Whom a rule is checked for: the platform by every rule, one organisation by those whose facts it has. */
import { organizationScope, PLATFORM_SCOPE } from "@voice-flow/domain/metrics/rollup";
import type { AlertType } from "@voice-flow/domain/vocabulary/operations";
import type { Scope } from "../metrics/bucketRows";

const ORGANIZATION_PREFIX = organizationScope("");

/** No `organizationId` = the platform. */
export const scopeName = (organizationId: Scope): string =>
  organizationId === undefined ? PLATFORM_SCOPE : organizationScope(organizationId);

export const organizationOf = (scope: string): Scope =>
  scope.startsWith(ORGANIZATION_PREFIX) ? scope.slice(ORGANIZATION_PREFIX.length) : undefined;

/**
 * Breakers, the roll-up, the sweep and the health check are the platform's. Queue depth and silence are, too: a single
 * club is idle most of the week, and its queue is part of the platform's.
 */
const FOR_ORGANIZATIONS = {
  HIGH_FAILURE_RATE: true,
  HIGH_LATENCY: true,
  QUEUE_DEPTH: false,
  DISAMBIGUATION_BACKLOG: true,
  CIRCUIT_BREAKER: false,
  INACTIVITY: false,
  YIELD_DROPPED: true,
  RUN_STALLED: false,
  EVENTS_DISAGREE: false,
  ROLLUP_BEHIND: false,
  HEALTH_CHECK_OVERDUE: false,
} as const satisfies Record<AlertType, boolean>;

export const appliesTo = (type: AlertType, organizationId: Scope): boolean =>
  organizationId === undefined || FOR_ORGANIZATIONS[type];
