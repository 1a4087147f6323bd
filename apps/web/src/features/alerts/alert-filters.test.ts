import { expect, it } from "vitest";
import { alertQueryOf, NO_ALERT_FILTERS } from "./alert-filters";

const NOW = Date.UTC(2026, 10, 22, 12);

it("asks for everything without filters", () => {
  expect(alertQueryOf(NO_ALERT_FILTERS, NOW)).toEqual({});
});

it("combines all filters, and takes a range from now", () => {
  const filters = {
    ...NO_ALERT_FILTERS,
    severity: "high",
    type: "HIGH_FAILURE_RATE",
    status: "resolved",
    club: "club-1",
    range: "24h",
  } as const;
  expect(alertQueryOf(filters, NOW)).toEqual({
    severities: ["high"],
    types: ["HIGH_FAILURE_RATE"],
    statuses: ["resolved"],
    organizationId: "club-1",
    from: NOW - 24 * 3_600_000,
  });
});
