/** Settings of watching and operating: deadlines and retries. Those of alerts are in `alerts/rules`. */
import { fraction, type SettingDefinition, whole } from "./definition";

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
  ...deadlines,
  ...retry,
} as const;
