"use client";

import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatCount } from "@voice-flow/domain/format/number";
import { formatSetting } from "@voice-flow/domain/settings/words";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { ScrollRegion } from "@/components/scroll-region";
import { TableHead } from "@/components/table-head";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { byUrgency, JOB_HEALTH_LABELS, type Job, type JobHealth, jobLabel, useJobs } from "./job-health";

const HEADINGS = ["State", "Job", "Last run", "Took", "Steps", "Rows", "Runs every"] as const;

/** The heartbeat of every scheduled job: an old one is itself something to look at. */
export function Jobs() {
  return (
    <Panel title="Scheduled jobs" note="overdue after one and a half times its interval">
      <JobList />
    </Panel>
  );
}

function JobList() {
  const jobs = useJobs();
  if (jobs === undefined) {
    return (
      <Waiting what="the jobs">
        <Skeleton className="m-4 h-[32rem]" />
      </Waiting>
    );
  }
  return (
    <>
      <p role="status" className="border-b px-4 py-2.5 text-pretty">
        {summaryOf(jobs)}
      </p>
      <ScrollRegion label="Scheduled jobs">
        <table className="w-full text-left">
          <caption className="sr-only">Scheduled jobs, trouble first</caption>
          <TableHead headings={HEADINGS} />
          <tbody className="divide-y">
            {[...jobs].sort(byUrgency).map((job) => (
              <JobRow key={job.name} job={job} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}

const SUMMARY_WORDS = {
  failed: "failed",
  overdue: "overdue",
  unknown: "not known",
  never_ran: "without a run yet",
  ok: "on time",
} as const satisfies Record<JobHealth, string>;

function summaryOf(jobs: readonly Job[]): string {
  const parts = Object.entries(SUMMARY_WORDS).flatMap(([health, words]) => {
    const count = jobs.filter((job) => job.health === health).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return `${jobs.length} jobs: ${parts.join(", ")}.`;
}

function JobRow({ job }: { job: Job }) {
  const { label, icon, tone } = JOB_HEALTH_LABELS[job.health];
  const { name, lastStartedAt, lastDurationMs, lastSteps, lastRows, lastError, expectedIntervalMs } = job;
  return (
    <tr data-job={name} data-health={job.health} className="align-top">
      <td className="px-4 py-2">
        <Badge icon={icon} tone={tone}>
          {label}
        </Badge>
      </td>
      <td className="min-w-64 px-4 py-2">
        <span className="font-medium">{jobLabel(name)}</span>
        {job.health === "failed" && lastError !== undefined ? (
          <span className="block font-mono text-xs text-tone-danger">{lastError}</span>
        ) : null}
      </td>
      <td className="px-4 py-2 whitespace-nowrap tabular">
        {lastStartedAt === undefined ? "—" : <RelativeTime at={lastStartedAt} />}
      </td>
      <td className="px-4 py-2 whitespace-nowrap tabular">{formatDuration(lastDurationMs)}</td>
      <td className="px-4 py-2 tabular">{formatCount(lastSteps)}</td>
      <td className="px-4 py-2 tabular">{formatCount(lastRows)}</td>
      <td className="px-4 py-2 whitespace-nowrap tabular">{formatSetting(expectedIntervalMs, "ms")}</td>
    </tr>
  );
}
