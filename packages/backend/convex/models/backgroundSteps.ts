/** Background jobs that work in a chain of steps. A job's cursor is a word or a club's id; null begins, and ends. */

import type { MutationCtx } from "../_generated/server";
import { checkCostAlerts } from "../lib/ai/costAlerts";
import { countUsage } from "../lib/ai/countUsage";
import { aggregateDailyUsage } from "../lib/ai/dailyUsage";
import { cleanUpAlerts } from "../lib/alerts/cleanup";
import { cleanUpExports } from "../lib/exports/cleanUpExports";
import type { ChainStep } from "../lib/foundation/chain";
import { cleanUpJobs } from "../lib/foundation/jobCleanup";
import { readSettings } from "../lib/foundation/settings";
import { fillQuietPeriods, organizationsAfter, rebuildDays } from "../lib/metrics/aggregate";
import {
  type CleanupStep,
  cleanUpDayProfiles,
  cleanUpEvents,
  cleanUpFine,
  cleanUpSnapshots,
} from "../lib/metrics/cleanup";
import { refreshOrganization } from "../lib/metrics/orgTotals";
import { calibrateClubs } from "../lib/pipeline/calibrateClubs";
import { removeOldRecordings } from "../lib/privacy/retention";
import { cleanUpBulkRetries } from "../lib/retry/bulkCleanup";

/** @param now when the job began, ms: the same in all of its steps */
type Step = (ctx: MutationCtx, cursor: string | null, now: number) => Promise<ChainStep>;

/** 20 × at most 167 documents read and 5 written. */
export const ORGANIZATIONS_PER_STEP = 20;

/** One step for a few organisations after the cursor. */
async function forOrganizations(
  { db }: MutationCtx,
  cursor: string | null,
  work: (organizationId: string) => Promise<number>,
): Promise<ChainStep> {
  const organizations = await organizationsAfter(db, cursor ?? "", ORGANIZATIONS_PER_STEP);
  let rows = 0;
  for (const organizationId of organizations) rows += await work(organizationId);
  const last = organizations.at(-1);
  return { rows, cursor: organizations.length === ORGANIZATIONS_PER_STEP && last ? last : null };
}

const aggregateHourly: Step = async ({ db }, _cursor, now) => ({
  rows: await fillQuietPeriods(db, "hourly", now),
  cursor: null,
});

const aggregateDaily: Step = async (ctx, cursor, now) => {
  const ofPlatform =
    cursor === null
      ? (await rebuildDays(ctx.db, undefined, now)) + (await fillQuietPeriods(ctx.db, "daily", now))
      : 0;
  const step = await forOrganizations(ctx, cursor, (id) => rebuildDays(ctx.db, id, now));
  return { ...step, rows: step.rows + ofPlatform };
};

const refreshTotals: Step = async (ctx, cursor, now) =>
  await forOrganizations(ctx, cursor, (id) => refreshOrganization(ctx.db, id, now));

type SnapshotPhase = (ctx: MutationCtx, now: number) => Promise<CleanupStep>;
const snapshots =
  (
    ...[scopeKind, periodType]: [
      Parameters<typeof cleanUpSnapshots>[1],
      Parameters<typeof cleanUpSnapshots>[2],
    ]
  ): SnapshotPhase =>
  async ({ db }, now) =>
    await cleanUpSnapshots(db, scopeKind, periodType, await readSettings(db), now);

const SNAPSHOT_PHASES: readonly SnapshotPhase[] = [
  async ({ db }, now) => await cleanUpFine(db, "organization", await readSettings(db), now),
  async ({ db }, now) => await cleanUpFine(db, "platform", await readSettings(db), now),
  snapshots("organization", "hourly"),
  snapshots("platform", "hourly"),
  snapshots("organization", "daily"),
  snapshots("platform", "daily"),
  async ({ db }, now) => await cleanUpDayProfiles(db, await readSettings(db), now),
];

/** The cursor is the number of the phase. */
const cleanupSnapshots: Step = async (ctx, cursor, now) => {
  const index = Number(cursor ?? 0);
  const phase = SNAPSHOT_PHASES[index];
  if (!phase) return { rows: 0, cursor: null };
  const { deleted, done } = await phase(ctx, now);
  const next = done ? index + 1 : index;
  return { rows: deleted, cursor: next < SNAPSHOT_PHASES.length ? String(next) : null };
};

const cleanupEvents: Step = async ({ db }, _cursor, now) => {
  const { deleted, done } = await cleanUpEvents(db, await readSettings(db), now);
  return { rows: deleted, cursor: done ? null : "more" };
};

const cleanupJobs: Step = async ({ db }, _cursor, now) => {
  const { deleted, done } = await cleanUpJobs(db, await readSettings(db), now);
  return { rows: deleted, cursor: done ? null : "more" };
};

const removeOldAudio: Step = async (ctx, _cursor, now) => {
  const { removed, done } = await removeOldRecordings(ctx, now);
  return { rows: removed, cursor: done ? null : "more" };
};

const cleanupBulkRetries: Step = async ({ db }, _cursor, now) => {
  const { deleted, done } = await cleanUpBulkRetries(db, await readSettings(db), now);
  return { rows: deleted, cursor: done ? null : "more" };
};

const cleanupAlerts: Step = async ({ db }, _cursor, now) => {
  const { deleted, done } = await cleanUpAlerts(db, await readSettings(db), now);
  return { rows: deleted, cursor: done ? null : "more" };
};

const countAiUsage: Step = async (ctx) => {
  const { calls, more } = await countUsage(ctx, Date.now());
  return { rows: calls, cursor: more ? "more" : null };
};

export const CHAINED_JOBS = {
  "aggregate-pipeline-hourly-metrics": aggregateHourly,
  "aggregate-pipeline-daily-metrics": aggregateDaily,
  "refresh-organization-totals": refreshTotals,
  "cleanup-pipeline-snapshots": cleanupSnapshots,
  "cleanup-pipeline-events": cleanupEvents,
  "cleanup-pipeline-alerts": cleanupAlerts,
  "cleanup-jobs": cleanupJobs,
  "cleanup-bulk-retries": cleanupBulkRetries,
  "cleanup-exports": (ctx, _cursor, now) => cleanUpExports(ctx, now),
  "adjust-insight-thresholds": calibrateClubs,
  "count-ai-usage": countAiUsage,
  "aggregate-daily-usage": aggregateDailyUsage,
  "check-cost-alerts": checkCostAlerts,
  "remove-old-audio": removeOldAudio,
} as const satisfies Record<string, Step>;
export type ChainedJob = keyof typeof CHAINED_JOBS;

export const isChainedJob = (name: string): name is ChainedJob => Object.hasOwn(CHAINED_JOBS, name);
export const CHAINED_JOB_NAMES: readonly ChainedJob[] = Object.keys(CHAINED_JOBS).filter(isChainedJob);
