/**
 * What the monitoring backend's operations cost, in documents, bytes and function calls, at growing numbers of events and
 * organisations; asserts the budgets on the counts. Each cell runs in a process of its own.
 *
 *     npx tsx bench/main.ts [--full] [--markdown FILE] [--keep FOLDER]
 *
 * With `--keep` each cell's result is a file in that folder, and a cell whose file is there already is not measured again: a
 * long run can be gone on with.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brokenBudgets } from "./budgets.ts";
import { comparisonTable, deriveMillion } from "./report.ts";
import type { CellResult } from "./result";

const { values } = parseArgs({
  options: {
    full: { type: "boolean", default: false },
    markdown: { type: "string" },
    keep: { type: "string" },
  },
});

const SHORT: [number, number][] = [
  [1_000, 1],
  [1_000, 500],
  [10_000, 500],
];
const FULL: [number, number][] = [1_000, 10_000, 100_000].flatMap((events) =>
  [1, 500, 5_000].map((organizations): [number, number] => [events, organizations]),
);

/** What this program itself wrote is trusted. */
const parseCell = (text: string): CellResult => JSON.parse(text);

function runCell(events: number, organizations: number): CellResult {
  const kept = values.keep && path.join(values.keep, `${events}-${organizations}.json`);
  if (kept && existsSync(kept)) return parseCell(readFileSync(kept, "utf8"));
  console.log(`▸ ${events} events of ${organizations} organisations …`);
  const output = execFileSync(
    process.execPath,
    [
      ...["--import", "tsx", "bench/cell.ts"],
      ...["--events", String(events), "--organizations", String(organizations)],
    ],
    {
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  if (kept) writeFileSync(kept, output);
  return parseCell(output);
}

if (values.keep) mkdirSync(values.keep, { recursive: true });
const cells = (values.full ? FULL : SHORT).map(([events, organizations]) => runCell(events, organizations));
const table = comparisonTable(cells);
console.log(`\n${table}\n`);
if (values.markdown) writeFileSync(values.markdown, `${table}\n`);

const derived = deriveMillion(cells);
const broken = [...cells, ...(derived ? [derived] : [])].flatMap((cell) =>
  brokenBudgets(cell).map(
    (sentence) => `${cell.events} events, ${cell.organizations} organisations: ${sentence}`,
  ),
);
for (const sentence of broken) console.error(`✗ ${sentence}`);
if (broken.length > 0) process.exitCode = 1;
else console.log("✓ Every budget is kept.");
