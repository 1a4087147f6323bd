/**
 * Every background job: one entry says when it runs and what it starts. `crons.ts`, the heartbeats and the page of
 * scheduled jobs follow from it. A job that takes several transactions is a chain (`backgroundSteps.ts`).
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@voice-flow/domain/time";
import type { FunctionReference } from "convex/server";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";

/** Called without arguments. */
type Run = FunctionReference<"mutation" | "action", "internal", { jobId?: Id<"jobs"> }>;
type Schedule =
  | { kind: "interval"; minutes: number }
  | { kind: "hourly"; minuteUTC: number }
  | { kind: "daily"; hourUTC: number; minuteUTC: number };
interface BackgroundJob {
  schedule: Schedule;
  run: Run;
  /** How long it may go without a run, ms, where that is more than its schedule says. */
  mayRestMs?: number;
}

const every = (minutes: number, run: Run, mayRestMs?: number): BackgroundJob => ({
  schedule: { kind: "interval", minutes },
  run,
  mayRestMs,
});
const daily = (at: `${number}:${number}`, run: Run): BackgroundJob => {
  const [hourUTC = 0, minuteUTC = 0] = at.split(":").map(Number);
  return { schedule: { kind: "daily", hourUTC, minuteUTC }, run };
};

export const BACKGROUND_JOBS: Readonly<Record<string, BackgroundJob>> = {
  "fail-stalled-artifacts": every(1, internal.models.voiceNoteArtifacts.failStalledArtifacts),
  /** Notes that changed, compared with their events; attempts and retries that nothing else would end. */
  "reconcile-pipeline-events": every(5, internal.models.reconciliation.reconcileEvents),
  /** Steps of chains that were lost. */
  "tend-chains": every(1, internal.models.chains.tendChains),
  "cancel-unanswered-notes": every(15, internal.models.voiceNoteArtifacts.cancelUnanswered),
  "expire-drafts": every(15, internal.models.insightDrafts.expireDrafts),
  /** Jobs of the outbox whose worker was lost, and leases that ran out. */
  "process-due-jobs": every(1, internal.workers.jobs.processJobs),
  /** What the provider received for us and no webhook brought. */
  "catch-up-messages": every(5, internal.models.missedMessages.catchUpMessages),
  /** The fallback of the roll-up: events start it themselves. */
  "roll-up-pipeline-events": every(1, internal.models.voicePipelineRollup.tendRollUp),
  "aggregate-pipeline-hourly-metrics": {
    schedule: { kind: "hourly", minuteUTC: 30 },
    run: internal.models.voicePipelineMetrics.aggregateHourlyMetrics,
  },
  "aggregate-pipeline-daily-metrics": daily(
    "1:30",
    internal.models.voicePipelineMetrics.aggregateDailyMetrics,
  ),
  /** The more clubs, the more rarely. */
  "refresh-organization-totals": every(1, internal.models.metricsJobs.refreshOrgTotals, 2 * HOUR_MS),
  "count-waiting-for-coaches": every(1, internal.models.waitingForCoaches.countWaiting, 10 * MINUTE_MS),
  "check-pipeline-health": every(5, internal.models.voicePipelineAlerts.checkPipelineHealth),
  "count-ai-usage": every(1, internal.models.aiUsageDailyAggregates.countAiUsage),
  "check-cost-alerts": every(10, internal.models.platformCostAlerts.checkCostAlerts),
  "cleanup-exports": every(10, internal.models.voicePipelineExportSteps.cleanupExports),
  "aggregate-daily-usage": daily("1:10", internal.models.aiUsageDailyAggregates.aggregateDailyUsage),
  "adjust-insight-thresholds": daily("2:10", internal.models.insightThresholds.adjustThresholds),
  "remove-old-audio": daily("3:30", internal.models.privacy.removeOldAudio),
  "cleanup-pipeline-events": daily("4:10", internal.models.voicePipelineMetrics.cleanupOldEvents),
  "cleanup-pipeline-snapshots": daily("4:30", internal.models.voicePipelineMetrics.cleanupOldSnapshots),
  "cleanup-jobs": daily("4:50", internal.models.jobs.cleanupJobs),
  "cleanup-pipeline-alerts": daily("5:10", internal.models.voicePipelineAlertChecks.cleanupAlerts),
  "cleanup-bulk-retries": daily("5:30", internal.models.bulkRetry.cleanupBulkRetries),
};

/** How often the job runs at least, ms. */
export function expectedIntervalMs({ schedule, mayRestMs }: BackgroundJob): number {
  if (mayRestMs !== undefined) return mayRestMs;
  if (schedule.kind === "interval") return schedule.minutes * MINUTE_MS;
  return schedule.kind === "hourly" ? HOUR_MS : DAY_MS;
}
