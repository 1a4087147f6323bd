"use client";

import { formatCount } from "@voice-flow/domain/format/number";
import type { SettingKey } from "@voice-flow/domain/settings";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { JOB_HEALTH_LABELS, type Job, useJobs } from "./job-health";
import { SettingList } from "./setting-list";
import { useSettings } from "./stored-settings";
import { words } from "./words";

/** The job that removes what a setting says is too old, and what it removes. */
const CLEANED_BY: Partial<Record<SettingKey, { job: string; what: string }>> = {
  EVENT_RETENTION_DAYS: { job: "cleanup-pipeline-events", what: "events" },
  HOURLY_SNAPSHOT_RETENTION_DAYS: { job: "cleanup-pipeline-snapshots", what: words.retention.metricRows },
  PLATFORM_HOURLY_SNAPSHOT_RETENTION_DAYS: {
    job: "cleanup-pipeline-snapshots",
    what: words.retention.metricRows,
  },
  DAILY_SNAPSHOT_RETENTION_DAYS: { job: "cleanup-pipeline-snapshots", what: words.retention.metricRows },
  ALERT_RETENTION_DAYS: { job: "cleanup-pipeline-alerts", what: "incidents" },
  BULK_RETRY_RETENTION_DAYS: { job: "cleanup-bulk-retries", what: words.retention.bulkRetries },
  JOB_RETENTION_DAYS: { job: "cleanup-jobs", what: "jobs" },
  AUDIO_RETENTION_DAYS: { job: "remove-old-audio", what: "recordings" },
};

/** How long things are kept, and what the clean-ups have done last. */
export function Retention() {
  return (
    <Panel title={words.retention.title} note={words.retention.note}>
      <RetentionList />
    </Panel>
  );
}

function RetentionList() {
  const all = useSettings();
  const jobs = useJobs();
  if (all === undefined || jobs === undefined) {
    return (
      <Waiting what={words.retention.waiting}>
        <Skeleton className="m-4 h-96" />
      </Waiting>
    );
  }
  const settings = all.filter(({ definition }) => definition.group === "retention");
  return (
    <SettingList
      settings={settings}
      all={all}
      beside={({ key }) => {
        const cleaned = CLEANED_BY[key];
        const job = jobs.find(({ name }) => name === cleaned?.job);
        return cleaned === undefined || job === undefined ? null : (
          <LastCleanUp job={job} what={cleaned.what} />
        );
      }}
    />
  );
}

function LastCleanUp({ job, what }: { job: Job; what: string }) {
  const { label, icon, tone } = JOB_HEALTH_LABELS[job.health];
  return (
    <p data-clean-up={job.name} className="mt-1.5 flex flex-wrap items-center gap-2 text-xs">
      <Badge icon={icon} tone={tone}>
        {label}
      </Badge>
      <span>
        {job.lastFinishedAt === undefined ? (
          words.retention.notRun
        ) : (
          <>
            {words.retention.lastRun(formatCount(job.lastRows), what)}{" "}
            <RelativeTime at={job.lastFinishedAt} />.
          </>
        )}
      </span>
    </p>
  );
}
