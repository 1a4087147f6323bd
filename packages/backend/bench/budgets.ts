/** The budgets of the monitoring backend, on counts alone. */
import type { CellResult, Measured } from "./result";

/** Convex's limits for one transaction; a background job may use a quarter of each. */
const LIMITS = { documentsRead: 32_000, bytesRead: 16 * 1024 * 1024, documentsWritten: 16_000 };
const JOB_SHARE = 0.25;

const OVERVIEW = { documents: 150, bytes: 128 * 1024 };
const METRICS_PAGE_DOCUMENTS = 200;
const LIST_PAGE_DOCUMENTS = 300;

/** A retry reads one note's rows; the count must not know of the others. */
const RETRY_DOCUMENTS = 300;

const RANGES = ["1h", "6h", "24h", "7d", "30d"] as const;

const sumOf = (rows: readonly Measured[], pick: (row: Measured) => number): number =>
  rows.reduce((total, row) => total + pick(row), 0);

/** A sentence for each budget that the cell breaks. */
export function brokenBudgets(cell: CellResult): string[] {
  const group = (name: Measured["group"]) => cell.measured.filter((row) => row.group === name);
  const broken: string[] = [];
  const atMost = (what: string, value: number, budget: number) => {
    if (value > budget) broken.push(`${what}: ${value}, at most ${budget}`);
  };

  const overview = group("overview");
  atMost(
    "documents of the overview",
    sumOf(overview, ({ cost }) => cost.documentsRead),
    OVERVIEW.documents,
  );
  atMost(
    "bytes of the overview",
    sumOf(overview, ({ cost }) => cost.bytesRead),
    OVERVIEW.bytes,
  );
  for (const range of RANGES) {
    const documents = sumOf(group(range), ({ cost }) => cost.documentsRead);
    atMost(`documents of the metrics page, ${range}`, documents, METRICS_PAGE_DOCUMENTS);
  }
  for (const { name, cost } of group("list")) {
    atMost(`documents of ${name}`, cost.documentsRead, LIST_PAGE_DOCUMENTS);
  }
  for (const { name, cost } of group("retry")) {
    atMost(`documents of ${name}`, cost.documentsRead + cost.documentsWritten, RETRY_DOCUMENTS);
  }
  for (const { name, cost } of group("job")) {
    atMost(`documents read by ${name}`, cost.documentsRead, LIMITS.documentsRead * JOB_SHARE);
    atMost(`bytes read by ${name}`, cost.bytesRead, LIMITS.bytesRead * JOB_SHARE);
    atMost(`documents written by ${name}`, cost.documentsWritten, LIMITS.documentsWritten * JOB_SHARE);
  }
  if (cell.rollUp.events !== cell.rollUp.stored) {
    broken.push(`the roll-up counted ${cell.rollUp.events} events of ${cell.rollUp.stored}`);
  }
  return broken;
}
