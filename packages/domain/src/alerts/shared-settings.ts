/** Settings that hold for every alert rule, or for several. */
import { fraction, type SettingDefinition, whole } from "../settings/definition";

export const SHARED_ALERT_SETTINGS = {
  FAILURE_RATE_WINDOW_MINUTES: whole("alerts", "minutes", [30, 5, 1440, "Window of the failure rate."]),
  LATENCY_WINDOW_MINUTES: whole("alerts", "minutes", [60, 5, 1440, "Window of the current latency."]),
  LATENCY_BASELINE_DAYS: whole("alerts", "days", [
    7,
    1,
    35,
    "Days before the window that give the normal latency.",
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
    "Fewest finished notes before a rate or latency can open an incident.",
  ]),
  ALERT_DEDUPLICATION_MINUTES: whole("alerts", "minutes", [
    15,
    1,
    1440,
    "Time after an incident resolves in which its return reopens it instead of opening another.",
  ]),
  ALERT_RAISE_AFTER_EVALUATIONS: whole("alerts", "count", [
    2,
    1,
    100,
    "Health checks in a row that must find latency, queue, yield or roll-up too high before an incident opens.",
  ]),
  ALERT_RESOLVE_AFTER_EVALUATIONS: whole("alerts", "count", [
    2,
    1,
    100,
    "Health checks in a row that must find a condition gone before its incident resolves.",
  ]),
  ALERT_HYSTERESIS_SHARE: fraction("alerts", "share", [
    0.8,
    0.1,
    1,
    "Share of its threshold a figure must fall back to before its condition counts as gone.",
  ]),
} as const satisfies Record<string, SettingDefinition>;

export type SharedAlertSetting = keyof typeof SHARED_ALERT_SETTINGS;
