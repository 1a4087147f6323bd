/**
 * The facts that each rule is judged by, with bounded reads: all rules of the platform together stay within 8,000
 * documents, a quarter of what a transaction may read, and with the usual thresholds within some 3,000.
 */
import { type FactSource, type HealthFacts, NO_FACTS } from "@voice-flow/domain/alerts/facts";
import { ruleDefinition } from "@voice-flow/domain/alerts/registry";
import type { AlertRule } from "@voice-flow/domain/alerts/rules";
import { NOTHING_IN_FLIGHT, totalInFlight } from "@voice-flow/domain/metrics/in-flight";
import type { Settings } from "@voice-flow/domain/settings";
import { IN_FLIGHT_STATUSES, type StageErrorCode } from "@voice-flow/domain/vocabulary/pipeline";
import type { Id } from "../../_generated/dataModel";
import { failedChains } from "../foundation/chain";
import type { DbReader } from "../foundation/context";
import type { Scope } from "../metrics/bucketRows";
import { oldestPending, readRollup } from "../metrics/rollUpBatch";
import { endedNotes, type ScopeMetrics, windowStart } from "./scopeMetrics";

/** For how long a run that the sweep or the reconciliation has failed counts as news, ms. */
export const FAILED_BY_US_MS = 1_800_000;
/** Rows that are counted one by one at most. Above it the roll-up's sum tells how many notes are in flight. */
const MAX_IN_FLIGHT = 500;
/** A backlog of more counts as this much. */
const MAX_BACKLOG = 2_000;
const MAX_OVERDUE = 200;
const MAX_FAILURES = 500;
const MAX_CHAINS = 100;
const UNKNOWN_ERROR = "unknown_error";

export interface FactsOfRule {
  facts: HealthFacts;
  /** The runs behind it came to an end from here on, ms. */
  windowFrom: number;
  /** Notes that no event can name later: what is in flight, whose names are open. */
  artifactIds: Id<"voiceNoteArtifacts">[];
}
type Gathered = {
  facts: Partial<HealthFacts>;
  windowFrom?: number;
  artifactIds?: FactsOfRule["artifactIds"];
};

export interface Checked {
  db: DbReader;
  organizationId: Scope;
  now: number;
  settings: Settings;
  metrics: ScopeMetrics;
  /** When this scope was last checked. */
  checkedAt: number | undefined;
}
type Gather = (checked: Checked, rule: AlertRule) => Promise<Gathered>;

const failureRate: Gather = async ({ metrics, now }, { windowMs }) => ({
  facts: { recent: await metrics.window(windowMs), baseline: await metrics.baseline(windowMs) },
  windowFrom: windowStart(now, windowMs),
});

const comparison: Gather = async ({ metrics, now }, { windowMs }) => ({
  facts: { current: await metrics.window(windowMs), baseline: await metrics.baseline(windowMs) },
  windowFrom: windowStart(now, windowMs),
});

const queueDepth: Gather = async ({ db, now }, { threshold, severeThreshold = threshold }) => {
  const limit = Math.min(Math.max(threshold, severeThreshold) + 1, MAX_IN_FLIGHT);
  const perStatus = await Promise.all(
    IN_FLIGHT_STATUSES.map((status) =>
      db
        .query("voiceNoteArtifacts")
        .withIndex("by_status_and_createdAt", (q) => q.eq("status", status))
        .take(limit),
    ),
  );
  const notes = perStatus.flat().sort((a, b) => a.createdAt - b.createdAt);
  const complete = perStatus.every((found) => found.length < limit);
  const rollup = complete ? null : await readRollup(db);
  const [oldest] = notes;
  return {
    facts: {
      queueDepth: Math.max(notes.length, totalInFlight(rollup?.inFlight ?? NOTHING_IN_FLIGHT)),
      oldestQueuedMs: oldest ? Math.max(0, now - oldest.createdAt) : 0,
    },
    artifactIds: notes.map((note) => note._id),
  };
};

const backlog: Gather = async ({ db, organizationId }, { threshold }) => {
  const names = db.query("voiceNoteEntityResolutions");
  const open =
    organizationId === undefined
      ? names.withIndex("by_status_and_createdAt", (q) => q.eq("status", "needs_disambiguation"))
      : names.withIndex("by_org_and_status", (q) =>
          q.eq("organizationId", organizationId).eq("status", "needs_disambiguation"),
        );
  const found = await open.take(Math.min(threshold + 1, MAX_BACKLOG));
  return {
    facts: { disambiguationBacklog: found.length },
    artifactIds: [...new Set(found.map((name) => name.artifactId))],
  };
};

const breaker: Gather = async ({ db, now, settings }) => {
  // One row per provider.
  const rows = await db.query("aiServiceHealth").take(10);
  const openedAt = rows.flatMap((row) => (row.circuitBreakerState === "closed" ? [] : [row.openedAt ?? now]));
  return {
    facts: { breakers: rows.map((row) => ({ provider: row.provider, state: row.circuitBreakerState })) },
    // From the failures that opened it.
    windowFrom: Math.min(now, ...openedAt) - settings.BREAKER_WINDOW_SECONDS * 1000,
  };
};

const inactivity: Gather = async ({ metrics, now }, { windowMs }) => ({
  facts: {
    processed: endedNotes(await metrics.window(windowMs)),
    processedInEarlierWeeks: await metrics.endedInEarlierWeeks(windowMs),
  },
  windowFrom: windowStart(now, windowMs),
});

/** Runs that were failed for one of our own reasons of late; newest 500 failures. */
async function failedBy(code: StageErrorCode, { db, now }: Checked): Promise<number> {
  const failures = await db
    .query("voicePipelineEvents")
    .withIndex("by_eventType_and_timestamp", (q) =>
      q.eq("eventType", "artifact_failed").gte("timestamp", now - FAILED_BY_US_MS),
    )
    .order("desc")
    .take(MAX_FAILURES);
  return failures.filter(({ errorCode }) => errorCode === code).length;
}

/** What the sweep has failed of late, and what it should have failed. */
const stalled: Gather = async (checked) => {
  const { db, now } = checked;
  const overdue = await Promise.all(
    IN_FLIGHT_STATUSES.map((status) =>
      db
        .query("voiceNoteArtifacts")
        // From 0: rows without a deadline sort before every number.
        .withIndex("by_status_and_stageDeadlineAt", (q) =>
          q.eq("status", status).gte("stageDeadlineAt", 0).lt("stageDeadlineAt", now),
        )
        .take(MAX_OVERDUE),
    ),
  );
  const runs = overdue.flat();
  return {
    facts: { stalledRuns: runs.length + (await failedBy("deadline_exceeded", checked)) },
    windowFrom: now - FAILED_BY_US_MS,
  };
};

const disagree: Gather = async (checked) => ({
  facts: { eventsDisagree: await failedBy("events_disagree", checked) },
  windowFrom: checked.now - FAILED_BY_US_MS,
});

const rollupBehind: Gather = async ({ db, now }) => {
  const pending = await oldestPending(db);
  return { facts: { rollupLagMs: pending === null ? 0 : Math.max(0, now - pending) } };
};

const checkOverdue: Gather = async ({ now, checkedAt }) => ({
  facts: checkedAt === undefined ? {} : { sinceHealthCheckMs: now - checkedAt },
});

const chains: Gather = async ({ db, now }) => {
  const failed = await failedChains(db, MAX_CHAINS);
  const facts = failed.map(({ name, updatedAt, lastError = UNKNOWN_ERROR }) => ({
    name,
    since: updatedAt,
    lastError,
  }));
  return {
    facts: { failedChains: facts },
    windowFrom: Math.min(now, ...failed.map(({ updatedAt }) => updatedAt)),
  };
};

const GATHER = {
  failures: failureRate,
  comparison,
  queue: queueDepth,
  open_names: backlog,
  breakers: breaker,
  activity: inactivity,
  stalled,
  disagreements: disagree,
  rollup: rollupBehind,
  health_check: checkOverdue,
  chains,
} as const satisfies Record<FactSource, Gather>;

/** Everything that this rule does not read is nothing. */
export async function factsOfRule(checked: Checked, rule: AlertRule): Promise<FactsOfRule> {
  const { reads } = ruleDefinition(rule.type);
  const { facts, windowFrom = checked.now, artifactIds = [] } = await GATHER[reads](checked, rule);
  return { facts: { ...NO_FACTS, ...facts }, windowFrom, artifactIds };
}
