import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.interval(
  "fail-stalled-artifacts",
  { minutes: 1 },
  internal.models.voiceNoteArtifacts.failStalledArtifacts,
  {},
);

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
crons.daily(
  "cleanup-pipeline-snapshots",
  { hourUTC: 4, minuteUTC: 30 },
  internal.models.voicePipelineMetrics.cleanupOldSnapshots,
  {},
);
crons.daily(
  "cleanup-pipeline-events",
  { hourUTC: 4, minuteUTC: 0 },
  internal.models.voicePipelineMetrics.cleanupOldEvents,
  {},
);

crons.interval(
  "tend-pipeline-exports",
  { minutes: 10 },
  internal.models.voicePipelineExportSteps.tendExports,
  {},
);

export default crons;
