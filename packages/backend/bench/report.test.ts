import { expect, test } from "vitest";
import { comparisonTable, deriveMillion } from "./report";
import type { CellResult, Measured } from "./result";

const row = (group: Measured["group"], name: string, documentsRead: number, written = 0): Measured => ({
  group,
  name,
  cost: {
    documentsRead,
    bytesRead: documentsRead * 1024,
    documentsWritten: written,
    bytesWritten: written * 2048,
    databaseQueries: 1,
    functionsScheduled: 0,
    functionCalls: 3,
    ms: 1,
  },
});

const cell = (events: number, organizations: number, measured: Measured[]): CellResult => ({
  events,
  organizations,
  measured,
  rollUp: {
    events,
    stored: events,
    batches: events / 100,
    documentsReadPerEvent: 2,
    documentsWrittenPerEvent: 1,
    eventsPerSecond: 1,
  },
  loadSeconds: 1,
  receivedIn30Days: 1,
});

const small = cell(10_000, 500, [row("list", "getList", 50), row("job", "clean up", 100, 10)]);
const large = cell(100_000, 500, [row("list", "getList", 50), row("job", "clean up", 190, 10)]);

test("derives a million events on the line through two cells of as many organisations", () => {
  const derived = deriveMillion([cell(1_000, 1, []), small, large]);
  expect(derived).toMatchObject({ events: 1_000_000, organizations: 500, rollUp: { batches: 10_000 } });
  expect(derived?.measured.map(({ cost }) => [cost.documentsRead, cost.documentsWritten])).toEqual([
    [50, 0],
    [1_090, 10],
  ]);
});

test("never derives less than was measured", () => {
  const shrinking = [cell(1_000, 1, [row("list", "a", 90)]), cell(10_000, 1, [row("list", "a", 80)])];
  expect(deriveMillion(shrinking)?.measured[0]?.cost.documentsRead).toBe(80);
});

test("derives nothing from cells that differ in organisations", () => {
  expect(deriveMillion([cell(1_000, 1, []), cell(10_000, 500, [])])).toBeUndefined();
});

test("puts the cells side by side, marks what is derived, and sums what a page reads", () => {
  const one = cell(1_000, 1, [row("overview", "a", 20), row("overview", "b", 22)]);
  const table = comparisonTable([one, small, large]);
  expect(table).toContain("| 1,000,000 events, 500 org., derived |");
  expect(table).toContain(
    "| clean up (3) | – | 100 / 100 · 10 / 20 | 190 / 190 · 10 / 20 | 1,090 / 1,090 · 10 / 20 |",
  );
  expect(table).toContain("| **overview, all of it** | 42 / 42 | 0 / 0 |");
  expect(table).toContain("| roll-up: batches, aggregated of stored | 10, 1,000 of 1,000 |");
});
