import { MAX_SNOOZE_MS } from "@voice-flow/domain/alerts/incident";
import { expect, it } from "vitest";
import { snoozeProblem } from "./snooze-times";

const NOW = Date.UTC(2026, 10, 22, 12);

it("takes a moment within the next seven days and says what is wrong with any other", () => {
  expect(snoozeProblem(new Date(NOW + 1), NOW)).toBeUndefined();
  expect(snoozeProblem(new Date(NOW + MAX_SNOOZE_MS), NOW)).toBeUndefined();
  expect(snoozeProblem(new Date(NOW + MAX_SNOOZE_MS + 1), NOW)).toMatch("within 7 days");
  expect(snoozeProblem(new Date(NOW), NOW)).toMatch("future");
  expect(snoozeProblem(null, NOW)).toMatch("Choose");
});
