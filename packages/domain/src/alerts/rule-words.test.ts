import { expect, it } from "vitest";
import { severeThresholdWords, thresholdUnit, thresholdWords } from "./rule-words";

it("counts one as one", () => {
  expect(thresholdWords("RUN_STALLED", 1)).toBe("1 note");
  expect(thresholdWords("EVENTS_DISAGREE", 1)).toBe("1 note");
  expect(thresholdWords("RUN_STALLED", 2)).toBe("2 notes");
  expect(thresholdUnit("ROLLUP_BEHIND")).toBe("seconds");
});

it("says shares and times as people say them", () => {
  expect(thresholdWords("HIGH_FAILURE_RATE", 0.1)).toBe("10 % of notes");
  expect(severeThresholdWords("HIGH_FAILURE_RATE", 0.25)).toBe("25 %");
  expect(thresholdWords("ROLLUP_BEHIND", 300)).toBe("5 minutes");
  expect(thresholdWords("HEALTH_CHECK_OVERDUE", 15)).toBe("15 minutes");
  expect(thresholdWords("HIGH_LATENCY", 2)).toBe("2 times normal");
  expect(severeThresholdWords("HIGH_LATENCY", 4)).toBe("4");
});
