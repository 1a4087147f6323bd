import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factsFromBuckets, rehearseRule } from "./rehearse";
import { ruleOf, traffic } from "./testing";

describe("a rehearsal", () => {
  const HOUR = 3_600_000;
  const hour = (index: number, failed: number) => ({
    start: index * HOUR,
    bucket: traffic({ completed: 20, failed }),
  });

  it("finds the incidents that a threshold would have raised", () => {
    const failures = [0, 0, 8, 9, 0, 0, 0, 0, 0, 3, 0, 0, 0];
    const series = failures.map((failed, index) => hour(index, failed));
    const points = [...factsFromBuckets(series, HOUR, 5, 168, 4)];
    const strict = rehearseRule(ruleOf("HIGH_FAILURE_RATE"), "platform", points);
    expect(
      strict.incidents.map((incident) => [incident.openedAt / HOUR, (incident.resolvedAt ?? 0) / HOUR]),
    ).toEqual([
      [3, 6],
      [10, 12],
    ]);
    expect(strict).toMatchObject({ checks: 13, activeChecks: 5 });
    const lenient = { ...ruleOf("HIGH_FAILURE_RATE"), threshold: 0.5 };
    expect(rehearseRule(lenient, "platform", points).incidents).toEqual([]);
  });

  it("compares each hour with exactly the hours before it", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 20 }), fc.nat(6), (failures, width) => {
        const series = failures.map((failed, index) => ({
          start: index * HOUR,
          bucket: traffic({ failed }),
        }));
        for (const [index, { facts: read }] of [...factsFromBuckets(series, HOUR, width, 168, 4)].entries()) {
          const before = failures
            .slice(Math.max(0, index - width), index)
            .reduce((sum, count) => sum + count, 0);
          expect(read.baseline.counters.artifactsFailed ?? 0).toBe(before);
        }
      }),
    );
  });

  it("expects notes at an hour that had them in earlier weeks", () => {
    const weekly = Array.from({ length: 9 }, (_, index) => ({
      start: index * HOUR,
      bucket: traffic({ completed: index === 8 || index % 4 !== 0 ? 0 : 5 }),
    }));
    const { incidents } = rehearseRule(
      ruleOf("INACTIVITY"),
      "platform",
      factsFromBuckets(weekly, HOUR, 4, 4, 4),
    );
    expect(incidents.map((incident) => incident.openedAt)).toEqual([9 * HOUR]);
  });

  it("looks at as many earlier weeks as a health check does", () => {
    const weekly = [90, 1, 2, 3, 4, 0].map((completed, index) => ({
      start: index * HOUR,
      bucket: traffic({ completed }),
    }));
    const last = [...factsFromBuckets(weekly, HOUR, 4, 1, 4)].at(-1);
    expect(last?.facts.processedInEarlierWeeks).toEqual([4, 3, 2, 1]);
  });
});
