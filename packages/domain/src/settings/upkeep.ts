/** Settings of what keeps the monitoring small and fast: roll-up and retention. */
import { type SettingDefinition, whole } from "./definition";

const rollup = {
  ROLLUP_BATCH_SIZE: whole("rollup", "count", [
    500,
    10,
    2000,
    "Events that one transaction of the roll-up worker reads.",
  ]),
  ROLLUP_DEBOUNCE_MS: whole("rollup", "ms", [
    1000,
    100,
    60_000,
    "Time for which new events are gathered before the roll-up worker runs.",
  ]),
} as const satisfies Record<string, SettingDefinition>;

const retention = {
  EVENT_RETENTION_DAYS: whole("retention", "days", [30, 1, 365, "Days for which pipeline events are kept."]),
  HOURLY_SNAPSHOT_RETENTION_DAYS: whole("retention", "days", [
    7,
    2,
    90,
    "Days for which hourly metrics of organisations are kept.",
  ]),
  PLATFORM_HOURLY_SNAPSHOT_RETENTION_DAYS: whole("retention", "days", [
    36,
    8,
    90,
    "Days for which hourly metrics of the platform are kept: the inactivity alert compares with earlier weeks.",
  ]),
  DAILY_SNAPSHOT_RETENTION_DAYS: whole("retention", "days", [
    90,
    31,
    1095,
    "Days for which daily metrics are kept.",
  ]),
  ALERT_RETENTION_DAYS: whole("retention", "days", [
    90,
    7,
    1095,
    "Days for which resolved incidents are kept.",
  ]),
  BULK_RETRY_RETENTION_DAYS: whole("retention", "days", [
    30,
    1,
    365,
    "Days for which bulk retries that are over are kept with the result of each note.",
  ]),
  JOB_RETENTION_DAYS: whole("retention", "days", [30, 1, 365, "Days for which finished jobs are kept."]),
  AI_USAGE_RETENTION_DAYS: whole("retention", "days", [
    400,
    62,
    3650,
    "Days for which single AI calls are kept; the totals of days and months stay.",
  ]),
  COST_ALERT_RETENTION_DAYS: whole("retention", "days", [
    400,
    31,
    3650,
    "Days for which acknowledged cost alerts are kept.",
  ]),
  AUDIO_RETENTION_DAYS: whole("retention", "days", [
    90,
    1,
    1095,
    "Days for which recordings are kept; what was heard in them stays.",
  ]),
  CLEANUP_BATCH_SIZE: whole("retention", "count", [
    500,
    10,
    4000,
    "Rows that one transaction of a clean-up deletes.",
  ]),
} as const satisfies Record<string, SettingDefinition>;

export const UPKEEP_SETTINGS = { ...rollup, ...retention } as const;
