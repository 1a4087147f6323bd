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
import { words } from "./words";

const HEADINGS = [
  words.jobs.state,
  words.jobs.job,
  words.jobs.lastRun,
  words.jobs.took,
  words.jobs.steps,
  words.jobs.rows,
  words.jobs.every,
] as const;

/** The heartbeat of every scheduled job: an old one is itself something to look at. */
export function Jobs() {
  return (
    <Panel title={words.jobs.title} note={words.jobs.note}>
      <JobList />
    </Panel>
  );
}

function JobList() {
  const jobs = useJobs();
  if (jobs === undefined) {
    return (
      <Waiting what={words.jobs.waiting}>
        <Skeleton className="m-4 h-[32rem]" />
      </Waiting>
    );
  }
  return (
    <>
      <p role="status" className="border-b px-4 py-2.5 text-pretty">
        {summaryOf(jobs)}
      </p>
      <ScrollRegion label={words.jobs.title}>
        <table className="w-full text-left">
          <caption className="sr-only">{words.jobs.table}</caption>
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
  failed: words.jobs.failed,
  overdue: words.jobs.overdue,
  unknown: words.jobs.unknown,
  never_ran: words.jobs.neverRan,
  ok: words.jobs.onTime,
} as const satisfies Record<JobHealth, string>;

function summaryOf(jobs: readonly Job[]): string {
  const parts = Object.entries(SUMMARY_WORDS).flatMap(([health, words]) => {
    const count = jobs.filter((job) => job.health === health).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return words.jobs.counts(jobs.length, parts.join(", "));
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
