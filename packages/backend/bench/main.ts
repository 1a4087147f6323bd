/**
 * What the monitoring backend's operations cost, in documents, bytes and function calls, at growing numbers of events and
 * organisations; asserts the budgets on the counts. Each cell runs in a process of its own.
 *
 *     npx tsx bench/main.ts [--full] [--markdown FILE]
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brokenBudgets } from "./budgets.ts";
import type { CellResult, Measured } from "./result";

const { values } = parseArgs({
  options: { full: { type: "boolean", default: false }, markdown: { type: "string" } },
});

const SHORT: [number, number][] = [
  [1_000, 1],
  [10_000, 500],
];
const FULL: [number, number][] = [
  [1_000, 1],
  [1_000, 500],
  [10_000, 1],
  [10_000, 500],
  [10_000, 5_000],
  [100_000, 500],
  [100_000, 5_000],
];

/** The child is trusted: it is the file beside this one. */
function runCell(events: number, organizations: number): CellResult {
  console.log(`▸ ${events} events of ${organizations} organisations …`);
  const output = execFileSync(
    process.execPath,
    [
      "--import",
      "tsx",
      "bench/cell.ts",
      "--events",
      String(events),
      "--organizations",
      String(organizations),
    ],
    {
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const result: CellResult = JSON.parse(output);
  return result;
}

const kib = (bytes: number): string => (bytes / 1024).toFixed(1);

function row({ group, name, cost }: Measured): string {
  const { documentsRead, bytesRead, documentsWritten, bytesWritten, functionCalls } = cost;
  return `| ${group} | ${name} | ${documentsRead} | ${kib(bytesRead)} | ${documentsWritten} | ${kib(bytesWritten)} | ${functionCalls} |`;
}

function table(cell: CellResult): string {
  const { rollUp } = cell;
  return [
    `### ${cell.events.toLocaleString("en")} events, ${cell.organizations.toLocaleString("en")} organisations`,
    "",
    "| group | operation | documents read | KiB read | documents written | KiB written | function calls |",
    "|---|---|---:|---:|---:|---:|---:|",
    ...cell.measured.map(row),
    "",
    `Roll-up: ${rollUp.events} events in ${rollUp.batches} batches, ${rollUp.documentsReadPerEvent.toFixed(2)} documents read and ${rollUp.documentsWrittenPerEvent.toFixed(2)} written per event, ${rollUp.eventsPerSecond.toFixed(0)} events a second in the development engine.`,
  ].join("\n");
}

const cells = (values.full ? FULL : SHORT).map(([events, organizations]) => runCell(events, organizations));
const tables = cells.map(table).join("\n\n");
console.log(`\n${tables}\n`);
if (values.markdown) writeFileSync(values.markdown, `${tables}\n`);

const broken = cells.flatMap((cell) =>
  brokenBudgets(cell).map(
    (sentence) => `${cell.events} events, ${cell.organizations} organisations: ${sentence}`,
  ),
);
for (const sentence of broken) console.error(`✗ ${sentence}`);
if (broken.length > 0) process.exitCode = 1;
else console.log("✓ Every budget is kept.");
