import { expect, it } from "vitest";
import { thresholdUnit, thresholdWords } from "./rule-words";

it("counts one as one", () => {
  expect(thresholdWords("RUN_STALLED", 1)).toBe("1 run");
  expect(thresholdWords("EVENTS_DISAGREE", 1)).toBe("1 note");
  expect(thresholdWords("RUN_STALLED", 2)).toBe("2 runs");
  expect(thresholdWords("HIGH_FAILURE_RATE", 0.1)).toBe("0.1 share of notes");
  expect(thresholdUnit("ROLLUP_BEHIND")).toBe("seconds");
});
