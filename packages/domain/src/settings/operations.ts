/** Settings for monitoring: deadlines and retries. Alert settings are in `alerts/rules`. */
import { fraction, type SettingDefinition, whole } from "./definition";

const deadlines = {
  INGESTION_DEADLINE_SECONDS: whole("deadlines", "seconds", [
    120,
    10,
    86_400,
    "Time a note may spend in ingestion before the sweep marks it as failed.",
  ]),
  TRANSCRIPTION_DEADLINE_SECONDS: whole("deadlines", "seconds", [
    600,
    10,
    86_400,
    "Time a note may spend in transcription.",
  ]),
  CLAIMS_EXTRACTION_DEADLINE_SECONDS: whole("deadlines", "seconds", [
    300,
    10,
    86_400,
    "Time a note may wait for or spend in claims extraction.",
  ]),
  ENTITY_RESOLUTION_DEADLINE_SECONDS: whole("deadlines", "seconds", [
    120,
    10,
    86_400,
    "Time a note may spend in entity resolution.",
  ]),
  DRAFT_GENERATION_DEADLINE_SECONDS: whole("deadlines", "seconds", [
    120,
    10,
    86_400,
    "Time a note may spend in draft generation.",
  ]),
  SWEEP_BATCH_SIZE: whole("deadlines", "count", [100, 10, 1000, "Overdue notes the sweep takes at a time."]),
  RECONCILIATION_GRACE_SECONDS: whole("deadlines", "seconds", [
    300,
    30,
    86_400,
    "Time events may take to arrive before they count as missing.",
  ]),
  SERVICE_TARGET_SECONDS: whole("deadlines", "seconds", [
    180,
    10,
    3600,
    "Target time from receipt to drafts.",
  ]),
  SERVICE_TARGET_SHARE: fraction("deadlines", "share", [
    0.95,
    0.5,
    1,
    "Target share of notes ready in time.",
  ]),
} as const satisfies Record<string, SettingDefinition>;

const retry = {
  RETRY_LIMIT_PER_HOUR: whole("retry", "count", [10, 1, 100, "Retries that one note may have in an hour."]),
  BULK_RETRY_MAX_ARTIFACTS: whole("retry", "count", [500, 1, 10_000, "Most notes in one bulk retry."]),
  BULK_RETRY_BATCH_SIZE: whole("retry", "count", [10, 1, 100, "Notes that a bulk retry starts at a time."]),
} as const satisfies Record<string, SettingDefinition>;

export const OPERATION_SETTINGS = {
  ...deadlines,
  ...retry,
} as const;
