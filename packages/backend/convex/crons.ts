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

export default crons;
