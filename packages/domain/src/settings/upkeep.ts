/** Settings of what keeps the monitoring small and fast: roll-up and retention. */
import { type SettingDefinition, whole } from "./definition";

const rollup = {
  ROLLUP_BATCH_SIZE: whole("rollup", "count", [
    500,
    10,
    2000,
    "Events the roll-up worker reads in one transaction.",
  ]),
  ROLLUP_DEBOUNCE_MS: whole("rollup", "ms", [
    1000,
    100,
    60_000,
    "How long new events are gathered before the roll-up worker runs.",
  ]),
} as const satisfies Record<string, SettingDefinition>;

const retention = {
  EVENT_RETENTION_DAYS: whole("retention", "days", [30, 1, 365, "Days for which pipeline events are kept."]),
  HOURLY_SNAPSHOT_RETENTION_DAYS: whole("retention", "days", [
    7,
    2,
    90,
    "Days to keep clubs' hourly metrics.",
  ]),
  PLATFORM_HOURLY_SNAPSHOT_RETENTION_DAYS: whole("retention", "days", [
    36,
    8,
    90,
    "Days to keep the platform's hourly metrics. The inactivity rule compares with earlier weeks.",
  ]),
  DAILY_SNAPSHOT_RETENTION_DAYS: whole("retention", "days", [90, 31, 1095, "Days to keep daily metrics."]),
  ALERT_RETENTION_DAYS: whole("retention", "days", [90, 7, 1095, "Days to keep resolved incidents."]),
  BULK_RETRY_RETENTION_DAYS: whole("retention", "days", [
    30,
    1,
    365,
    "Days to keep finished bulk retries with each note's result.",
  ]),
  JOB_RETENTION_DAYS: whole("retention", "days", [30, 1, 365, "Days for which finished jobs are kept."]),
  AI_USAGE_RETENTION_DAYS: whole("retention", "days", [
    400,
    62,
    3650,
    "Days to keep single AI calls. Daily and monthly totals stay.",
  ]),
  COST_ALERT_RETENTION_DAYS: whole("retention", "days", [
    400,
    31,
    3650,
    "Days to keep acknowledged cost alerts.",
  ]),
  AUDIO_RETENTION_DAYS: whole("retention", "days", [
    90,
    1,
    1095,
    "Days to keep recordings. Their transcripts stay.",
  ]),
  CLEANUP_BATCH_SIZE: whole("retention", "count", [
    500,
    10,
    4000,
    "Rows a clean-up deletes in one transaction.",
  ]),
} as const satisfies Record<string, SettingDefinition>;

export const UPKEEP_SETTINGS = { ...rollup, ...retention } as const;
