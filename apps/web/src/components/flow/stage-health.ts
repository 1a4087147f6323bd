/** How a stage is doing, in one word and one sentence. */

import { formatShare } from "@voice-flow/domain/format/number";
import type { SettingKey } from "@voice-flow/domain/settings";
import { DAY_MS } from "@voice-flow/domain/time";
import type { CircuitBreakerState } from "@voice-flow/domain/vocabulary/operations";
import { type MachineStage, STAGES } from "@voice-flow/domain/vocabulary/stages";
import {
  CircleCheckIcon,
  CircleDashedIcon,
  CircleHelpIcon,
  CircleXIcon,
  TriangleAlertIcon,
} from "lucide-react";
import type { Label } from "@/lib/tone";

export const HEALTH_LABELS = {
  healthy: { label: "Healthy", icon: CircleCheckIcon, tone: "success" },
  watch: { label: "Watch", icon: TriangleAlertIcon, tone: "warning" },
  unhealthy: { label: "Unhealthy", icon: CircleXIcon, tone: "danger" },
  quiet: { label: "Quiet", icon: CircleDashedIcon, tone: "neutral" },
  unknown: { label: "Unknown", icon: CircleHelpIcon, tone: "neutral" },
} as const satisfies Record<string, Label>;
export type HealthLevel = keyof typeof HEALTH_LABELS;

export type StageHealth = { level: HealthLevel; sentence: string };

/** The settings that say when a stage is not well. */
export type HealthLimits = {
  /** ms that a note may stay in the stage before the sweep marks it failed. */
  deadlineMs: number;
  warningFailureRate: number;
  criticalFailureRate: number;
  /** Notes that a rate must rest on. */
  minSample: number;
};

/** Of the settings, what is needed here. */
export type SettingValues = readonly { key: string; value: number }[];

/** Undefined where the deployment does not know one of the settings. */
export function healthLimits(settings: SettingValues, stage: MachineStage): HealthLimits | undefined {
  const valueFor = (key: SettingKey) => settings.find((setting) => setting.key === key)?.value;
  const deadline = valueFor(STAGES[stage].deadlineSetting);
  const warningFailureRate = valueFor("FAILURE_RATE_WARNING_THRESHOLD");
  const criticalFailureRate = valueFor("FAILURE_RATE_CRITICAL_THRESHOLD");
  const minSample = valueFor("ALERT_MIN_SAMPLE");
  if (
    deadline === undefined ||
    warningFailureRate === undefined ||
    criticalFailureRate === undefined ||
    minSample === undefined
  ) {
    return undefined;
  }
  return { deadlineMs: deadline * 1_000, warningFailureRate, criticalFailureRate, minSample };
}

export type StageFacts = {
  count: number;
  /** ms. */
  oldestSince: number | undefined;
  /** In the last hour. */
  completed: number;
  failed: number;
  failureRate: number;
  breaker: CircuitBreakerState | undefined;
};

/** The worst that is known of the stage. A note past half its deadline is looked at before the sweep takes it. */
export function stageHealth(
  facts: StageFacts | undefined,
  limits: HealthLimits | undefined,
  now: number,
): StageHealth {
  if (!facts || !limits) {
    return { level: "unknown", sentence: "Unknown so far." };
  }
  const ended = facts.completed + facts.failed;
  const waitedMs = facts.oldestSince === undefined ? 0 : now - facts.oldestSince;
  const failures = `${formatShare(facts.failureRate)} of ${ended} failed in the last hour.`;
  if (facts.breaker === "open") {
    return {
      level: "unhealthy",
      sentence: "The circuit breaker is open, so no calls reach the provider.",
    };
  }
  if (waitedMs > limits.deadlineMs) {
    return { level: "unhealthy", sentence: "The oldest note is past its deadline." };
  }
  if (ended >= limits.minSample && facts.failureRate > limits.criticalFailureRate) {
    return { level: "unhealthy", sentence: failures };
  }
  if (facts.breaker === "half_open") {
    return { level: "watch", sentence: "The breaker is testing the provider with one call." };
  }
  if (ended >= limits.minSample && facts.failureRate > limits.warningFailureRate) {
    return { level: "watch", sentence: failures };
  }
  if (waitedMs > limits.deadlineMs / 2) {
    return { level: "watch", sentence: "The oldest note has used half its time." };
  }
  if (ended === 0 && facts.count === 0) {
    return { level: "quiet", sentence: "Nothing to do, and nothing finished in the last hour." };
  }
  return { level: "healthy", sentence: "Within its limits." };
}

/** Of messages in sixty minutes: as many failures as raise an incident are worth a look. */
export function deliveryHealth(
  lastHour: Pick<StageFacts, "completed" | "failed" | "failureRate"> | undefined,
  settings: SettingValues | undefined,
): StageHealth {
  const limit = settings?.find(
    ({ key }) => key === ("DELIVERY_FAILURES_WARNING" satisfies SettingKey),
  )?.value;
  if (!lastHour || limit === undefined) {
    return { level: "unknown", sentence: "Not known yet." };
  }
  const { completed, failed, failureRate } = lastHour;
  if (failed >= limit) {
    const level = failureRate >= 0.5 ? "unhealthy" : "watch";
    return { level, sentence: `${failed} of ${completed + failed} messages failed in the last hour.` };
  }
  return completed + failed === 0
    ? { level: "quiet", sentence: "No messages in the last hour." }
    : { level: "healthy", sentence: "Messages arrive." };
}

type WaitingSince = { oldestDraftSince?: number | undefined; oldestAskedSince?: number | undefined };

/** People may take their time: only drafts that are close to expiring are worth a look. */
export function confirmationHealth(
  waiting: WaitingSince | undefined,
  settings: SettingValues | undefined,
  now: number,
): StageHealth {
  const days = settings?.find(({ key }) => key === ("DRAFT_EXPIRY_DAYS" satisfies SettingKey))?.value;
  if (!waiting || days === undefined) {
    return { level: "unknown", sentence: "Unknown so far." };
  }
  const { oldestDraftSince, oldestAskedSince } = waiting;
  if (oldestDraftSince === undefined && oldestAskedSince === undefined) {
    return { level: "quiet", sentence: "Nothing is waiting for a coach." };
  }
  if (oldestDraftSince !== undefined && now - oldestDraftSince > (days / 2) * DAY_MS) {
    return {
      level: "watch",
      sentence: "The oldest draft has waited over half its time before it expires.",
    };
  }
  return { level: "healthy", sentence: "Nothing has waited long." };
}
