import { DAY_MS } from "@voice-flow/domain/time";
import { describe, expect, it } from "vitest";
import { bulkFilterOf, leavesOthersAlone, momentOf } from "./bulk-filter";

const NOW = Date.UTC(2026, 10, 22, 14);
const ALL = { kind: "all", seenAt: NOW } as const;

describe("what a bulk retry is about", () => {
  it("is the notes that were chosen, whatever the filters say", () => {
    const rows = { kind: "rows", ids: new Set(["a", "b"]), anchor: "b" } as const;
    expect(bulkFilterOf(rows, { organizationId: "org-1" }, NOW)).toEqual({
      artifactIds: ["a", "b"],
      from: NOW - 365 * DAY_MS,
      to: NOW + 1,
    });
  });

  it("is everything that matches the filters up to that moment", () => {
    const query = { organizationId: "org-1", from: NOW - DAY_MS, onlyUnhandled: true };
    expect(bulkFilterOf(ALL, query, NOW)).toEqual({ ...query, to: NOW + 1 });
    expect(bulkFilterOf(ALL, { from: 0, to: NOW - DAY_MS }, NOW)).toEqual({
      from: NOW - 366 * DAY_MS,
      to: NOW - DAY_MS,
    });
  });

  it("is only what failed where the filters let that through beside others", () => {
    expect(bulkFilterOf(ALL, { statuses: ["completed", "failed"] }, NOW).statuses).toEqual(["failed"]);
    expect(bulkFilterOf(ALL, { statuses: ["completed"] }, NOW).statuses).toEqual(["completed"]);
    expect(leavesOthersAlone({})).toBe(true);
    expect(leavesOthersAlone({ statuses: ["completed", "failed"] })).toBe(true);
    expect(leavesOthersAlone({ statuses: ["failed"] })).toBe(false);
  });

  it("is an incident's notes as they are", () => {
    const query = { alertId: "incident-1", statuses: ["completed" as const, "failed" as const] };
    expect(bulkFilterOf(ALL, query, NOW)).toMatchObject(query);
    expect(leavesOthersAlone({ alertId: "incident-1" })).toBe(false);
  });

  it("takes in what is on the page although this clock is behind", () => {
    expect(momentOf([{ updatedAt: NOW + 5 }, { updatedAt: NOW - 5 }], NOW)).toBe(NOW + 5);
    expect(momentOf([], NOW)).toBe(NOW);
  });
});
