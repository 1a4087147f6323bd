import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.interval(
  "fail-stalled-artifacts",
  { minutes: 1 },
  internal.models.voiceNoteArtifacts.failStalledArtifacts,
  {},
);

/** The fallback of the jobs' own workers: what was lost, and leases that ran out. */
crons.interval("process-due-jobs", { minutes: 1 }, internal.actions.jobs.processJobs, {});

export default crons;
