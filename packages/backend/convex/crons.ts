import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.interval(
  "fail-stalled-artifacts",
  { minutes: 1 },
  internal.models.voiceNoteArtifacts.failStalledArtifacts,
  {},
);

/** Artifacts that changed, compared with their events; retries and runs that nothing else would end. */
crons.interval(
  "reconcile-pipeline-events",
  { minutes: 5 },
  internal.models.reconciliation.reconcileEvents,
  {},
);

/** The fallback of the bulk retries' chains of steps. */
crons.interval("tend-bulk-retries", { minutes: 1 }, internal.models.bulkRetry.tendBulkRetries, {});

crons.interval(
  "cancel-unanswered-notes",
  { minutes: 15 },
  internal.models.voiceNoteArtifacts.cancelUnanswered,
  {},
);
crons.interval("expire-drafts", { minutes: 15 }, internal.models.insightDrafts.expireDrafts, {});

/** The fallback of the jobs' own workers: what was lost, and leases that ran out. */
crons.interval("process-due-jobs", { minutes: 1 }, internal.actions.jobs.processJobs, {});

/** The fallback of the roll-up's chain of runs. */
crons.interval("roll-up-pipeline-events", { minutes: 1 }, internal.models.voicePipelineRollup.tendRollUp, {});

crons.hourly(
  "aggregate-pipeline-hourly-metrics",
  { minuteUTC: 30 },
  internal.models.voicePipelineMetrics.aggregateHourlyMetrics,
  {},
);
crons.daily(
  "aggregate-pipeline-daily-metrics",
  { hourUTC: 1, minuteUTC: 30 },
  internal.models.voicePipelineMetrics.aggregateDailyMetrics,
  {},
);
crons.interval(
  "refresh-organization-totals",
  { minutes: 1 },
  internal.models.metricsJobs.refreshOrgTotals,
  {},
);
crons.interval(
  "count-waiting-for-coaches",
  { minutes: 1 },
  internal.models.waitingForCoaches.countWaiting,
  {},
);
crons.daily(
  "cleanup-pipeline-snapshots",
  { hourUTC: 4, minuteUTC: 30 },
  internal.models.voicePipelineMetrics.cleanupOldSnapshots,
  {},
);
crons.daily(
  "cleanup-pipeline-events",
  { hourUTC: 4, minuteUTC: 10 },
  internal.models.voicePipelineMetrics.cleanupOldEvents,
  {},
);

crons.daily("cleanup-jobs", { hourUTC: 4, minuteUTC: 50 }, internal.models.jobs.cleanupJobs, {});

crons.interval(
  "tend-pipeline-exports",
  { minutes: 10 },
  internal.models.voicePipelineExportSteps.tendExports,
  {},
);

crons.interval(
  "check-pipeline-health",
  { minutes: 5 },
  internal.models.voicePipelineAlerts.checkPipelineHealth,
  {},
);
crons.daily(
  "cleanup-pipeline-alerts",
  { hourUTC: 5, minuteUTC: 10 },
  internal.models.voicePipelineAlertChecks.cleanupAlerts,
  {},
);

crons.daily(
  "cleanup-bulk-retries",
  { hourUTC: 5, minuteUTC: 30 },
  internal.models.bulkRetry.cleanupBulkRetries,
  {},
);

crons.daily(
  "adjust-insight-thresholds",
  { hourUTC: 2, minuteUTC: 10 },
  internal.models.insightThresholds.adjustThresholds,
  {},
);
/** Calls to providers, counted in the order of their commits; the daily run also deletes what is past its retention. */
crons.interval("count-ai-usage", { minutes: 1 }, internal.models.aiUsageDailyAggregates.countAiUsage, {});
crons.daily(
  "aggregate-daily-usage",
  { hourUTC: 1, minuteUTC: 10 },
  internal.models.aiUsageDailyAggregates.aggregateDailyUsage,
  {},
);
crons.interval("check-cost-alerts", { minutes: 10 }, internal.models.platformCostAlerts.checkCostAlerts, {});

crons.daily("remove-old-audio", { hourUTC: 3, minuteUTC: 30 }, internal.models.privacy.removeOldAudio, {});

/** The fallback of the erasures' chains of steps. */
crons.interval("tend-player-erasures", { minutes: 10 }, internal.models.privacy.tendErasures, {});

export default crons;
