import { describe, expect, it } from "vitest";
import {
  confirmationHealth,
  deliveryHealth,
  type HealthLevel,
  healthLimits,
  type StageFacts,
  stageHealth,
} from "./stage-health";

const NOW = 1_000_000;
const LIMITS = { deadlineMs: 600_000, warningFailureRate: 0.1, criticalFailureRate: 0.25, minSample: 10 };
const WELL: StageFacts = {
  count: 2,
  oldestSince: NOW - 10_000,
  completed: 40,
  failed: 0,
  failureRate: 0,
  breaker: "closed",
};
const level = (facts: Partial<StageFacts>): HealthLevel =>
  stageHealth({ ...WELL, ...facts }, LIMITS, NOW).level;

describe("the health of a stage", () => {
  it.each<[string, Partial<StageFacts>, HealthLevel]>([
    ["works within its limits", {}, "healthy"],
    ["has nothing to do", { count: 0, oldestSince: undefined, completed: 0 }, "quiet"],
    ["has a note past half of its time", { oldestSince: NOW - 300_001 }, "watch"],
    ["has a note past its deadline", { oldestSince: NOW - 600_001 }, "unhealthy"],
    ["fails more than is usual", { failed: 5, failureRate: 0.11 }, "watch"],
    ["fails far more than is usual", { failed: 20, failureRate: 0.33 }, "unhealthy"],
    ["failed once of a few", { completed: 2, failed: 1, failureRate: 0.33 }, "healthy"],
    ["is tried again", { breaker: "half_open" }, "watch"],
    ["is refused by the breaker, however well it did before", { breaker: "open" }, "unhealthy"],
  ])("%s", (_, facts, expected) => {
    expect(level(facts)).toBe(expected);
  });

  it("is unknown, and never green, while something is not known", () => {
    expect(stageHealth(undefined, LIMITS, NOW).level).toBe("unknown");
    expect(stageHealth(WELL, undefined, NOW).level).toBe("unknown");
  });
});

it("takes its limits from the settings, and has none where one is missing", () => {
  const settings = [
    { key: "TRANSCRIPTION_DEADLINE_SECONDS", value: 90 },
    { key: "FAILURE_RATE_WARNING_THRESHOLD", value: 0.2 },
    { key: "FAILURE_RATE_CRITICAL_THRESHOLD", value: 0.4 },
    { key: "ALERT_MIN_SAMPLE", value: 7 },
  ];
  expect(healthLimits(settings, "transcription")).toEqual({
    deadlineMs: 90_000,
    warningFailureRate: 0.2,
    criticalFailureRate: 0.4,
    minSample: 7,
  });
  expect(healthLimits(settings, "ingestion")).toBeUndefined();
});

it("lets coaches take their time, until drafts come close to expiring", () => {
  const settings = [{ key: "DRAFT_EXPIRY_DAYS", value: 7 }];
  const day = 86_400_000;
  const now = 30 * day;
  const level = (waiting: Parameters<typeof confirmationHealth>[0]) =>
    confirmationHealth(waiting, settings, now).level;
  expect(level({})).toBe("quiet");
  expect(level({ oldestDraftSince: now - 3 * day })).toBe("healthy");
  expect(level({ oldestDraftSince: now - 4 * day })).toBe("watch");
  expect(level({ oldestAskedSince: now - 4 * day })).toBe("healthy");
  expect(level(undefined)).toBe("unknown");
  expect(confirmationHealth({}, undefined, now).level).toBe("unknown");
});

it("judges delivery by the messages that failed, and knows a quiet hour from a well one", () => {
  const settings = [{ key: "DELIVERY_FAILURES_WARNING", value: 3 }];
  const levelOf = (completed: number, failed: number) =>
    deliveryHealth({ completed, failed, failureRate: failed / (completed + failed || 1) }, settings).level;
  expect(levelOf(40, 2)).toBe("healthy");
  expect(levelOf(40, 3)).toBe("watch");
  expect(levelOf(3, 3)).toBe("unhealthy");
  expect(levelOf(0, 0)).toBe("quiet");
  expect(deliveryHealth(undefined, settings).level).toBe("unknown");
  expect(deliveryHealth({ completed: 1, failed: 0, failureRate: 0 }, []).level).toBe("unknown");
});
