/** Settings of watching and operating: alerts, deadlines, retries. */
import { fraction, type SettingDefinition, whole } from "./definition";

const alerts = {
  FAILURE_RATE_WARNING_THRESHOLD: fraction("alerts", "share", [
    0.1,
    0.01,
    1,
    "Share of finished notes that failed, above which a warning is raised.",
  ]),
  FAILURE_RATE_CRITICAL_THRESHOLD: fraction("alerts", "share", [
    0.25,
    0.01,
    1,
    "Share of finished notes that failed, above which the alert is of high severity.",
  ]),
  FAILURE_RATE_WINDOW_MINUTES: whole("alerts", "minutes", [
    30,
    5,
    1440,
    "Time over which the failure rate is taken.",
  ]),
  LATENCY_WARNING_MULTIPLIER: fraction("alerts", "multiplier", [
    2,
    1.1,
    100,
    "How many times its normal value a latency must be before an alert is raised.",
  ]),
  LATENCY_WINDOW_MINUTES: whole("alerts", "minutes", [
    60,
    5,
    1440,
    "Time over which the current latency is taken.",
  ]),
  LATENCY_BASELINE_DAYS: whole("alerts", "days", [
    7,
    1,
    35,
    "Days before the window from which the normal latency is taken.",
  ]),
  QUEUE_DEPTH_WARNING: whole("alerts", "count", [
    50,
    1,
    100_000,
    "Unprocessed notes above which an alert is raised.",
  ]),
  DISAMBIGUATION_BACKLOG_WARNING: whole("alerts", "count", [
    100,
    1,
    100_000,
    "Names waiting for a person's choice above which an alert is raised.",
  ]),
  INACTIVITY_TIMEOUT_MINUTES: whole("alerts", "minutes", [
    60,
    5,
    1440,
    "Time without a processed note, at an hour at which notes are expected, before an alert is raised.",
  ]),
  INACTIVITY_BASELINE_WEEKS: whole("alerts", "count", [
    4,
    1,
    5,
    "Earlier weeks whose same hour says whether notes are expected now.",
  ]),
  INACTIVITY_MIN_EXPECTED: whole("alerts", "count", [
    3,
    1,
    10_000,
    "Notes that the same hour of earlier weeks must have had on average for silence to count.",
  ]),
  YIELD_DROP_WARNING_SHARE: fraction("alerts", "share", [
    0.5,
    0.05,
    0.95,
    "Share of its normal value below which a yield (claims per note, drafts per claim) counts as dropped.",
  ]),
  STALLED_RUNS_WARNING: whole("alerts", "count", [
    1,
    1,
    10_000,
    "Runs past their deadline from which an alert is raised.",
  ]),
  EVENTS_DISAGREE_WARNING: whole("alerts", "count", [
    1,
    1,
    10_000,
    "Notes whose events disagree with their state from which an alert is raised.",
  ]),
  ROLLUP_BEHIND_SECONDS: whole("alerts", "seconds", [
    300,
    30,
    86_400,
    "Age of the oldest event that is not aggregated yet, above which an alert is raised.",
  ]),
  HEALTH_CHECK_OVERDUE_MINUTES: whole("alerts", "minutes", [
    15,
    6,
    1440,
    "Age of the last health check above which it counts as overdue.",
  ]),
  HEALTH_CHECK_MIN_GAP_SECONDS: whole("alerts", "seconds", [
    60,
    1,
    240,
    "Time within which a second health check counts as the same one.",
  ]),
  ALERT_MIN_SAMPLE: whole("alerts", "count", [
    10,
    1,
    10_000,
    "Finished notes that a rate or a latency must rest on before it can raise an alert.",
  ]),
  ALERT_DEDUPLICATION_MINUTES: whole("alerts", "minutes", [
    15,
    1,
    1440,
    "After an incident has been resolved, the time in which its return reopens it instead of raising another.",
  ]),
  ALERT_RAISE_AFTER_EVALUATIONS: whole("alerts", "count", [
    2,
    1,
    100,
    "Health checks in a row that must find a number that jumps (latency, queue, yield, roll-up) too high before it raises an alert.",
  ]),
  ALERT_RESOLVE_AFTER_EVALUATIONS: whole("alerts", "count", [
    2,
    1,
    100,
    "Health checks in a row that must find a condition gone before its incident is resolved.",
  ]),
  ALERT_HYSTERESIS_SHARE: fraction("alerts", "share", [
    0.8,
    0.1,
    1,
    "Share of its threshold that a number must fall back to before its condition counts as gone.",
  ]),
} as const satisfies Record<string, SettingDefinition>;

const deadlines = {
  INGESTION_DEADLINE_SECONDS: whole("deadlines", "seconds", [
    120,
    10,
    86_400,
    "Time a note may stay in ingestion before the sweep marks it failed.",
  ]),
  TRANSCRIPTION_DEADLINE_SECONDS: whole("deadlines", "seconds", [
    600,
    10,
    86_400,
    "Time a note may stay in transcription.",
  ]),
  CLAIMS_EXTRACTION_DEADLINE_SECONDS: whole("deadlines", "seconds", [
    300,
    10,
    86_400,
    "Time a note may wait for or stay in claims extraction.",
  ]),
  ENTITY_RESOLUTION_DEADLINE_SECONDS: whole("deadlines", "seconds", [
    120,
    10,
    86_400,
    "Time a note may stay in entity resolution.",
  ]),
  DRAFT_GENERATION_DEADLINE_SECONDS: whole("deadlines", "seconds", [
    120,
    10,
    86_400,
    "Time a note may stay in draft generation.",
  ]),
  SWEEP_BATCH_SIZE: whole("deadlines", "count", [
    100,
    10,
    1000,
    "Overdue notes that one run of the sweep takes up.",
  ]),
  RECONCILIATION_GRACE_SECONDS: whole("deadlines", "seconds", [
    300,
    30,
    86_400,
    "Time that events may take to arrive before their absence counts as a disagreement.",
  ]),
  SERVICE_TARGET_SECONDS: whole("deadlines", "seconds", [
    180,
    10,
    3600,
    "Time from receipt to drafts within which a note is ready for the coach.",
  ]),
  SERVICE_TARGET_SHARE: fraction("deadlines", "share", [
    0.95,
    0.5,
    1,
    "Share of notes that should be ready within the service target.",
  ]),
} as const satisfies Record<string, SettingDefinition>;

const retry = {
  RETRY_LIMIT_PER_HOUR: whole("retry", "count", [10, 1, 100, "Retries that one note may have in an hour."]),
  BULK_RETRY_MAX_ARTIFACTS: whole("retry", "count", [
    500,
    1,
    10_000,
    "Notes that one bulk retry may act on.",
  ]),
  BULK_RETRY_BATCH_SIZE: whole("retry", "count", [10, 1, 100, "Notes that a bulk retry starts at a time."]),
} as const satisfies Record<string, SettingDefinition>;

export const OPERATION_SETTINGS = {
  ...alerts,
  ...deadlines,
  ...retry,
} as const;
