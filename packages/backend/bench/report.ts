/** The cells of the benchmark side by side, with what a million events would cost derived from them. */
import type { CellResult, Measured } from "./result";

const DERIVED_EVENTS = 1_000_000;

type Counts = Pick<
  Measured["cost"],
  "documentsRead" | "bytesRead" | "documentsWritten" | "bytesWritten" | "functionCalls"
>;
type Row = Pick<Measured, "group" | "name"> & { cost: Counts };

interface Column {
  title: string;
  rows: readonly Row[];
}

const keyOf = ({ group, name }: Row): string => `${group} ${name}`;

const titleOf = ({ events, organizations }: CellResult): string =>
  `${events.toLocaleString("en")} events, ${organizations.toLocaleString("en")} org.`;

/** On the line through two measured points; never less than the last one. */
function extrapolate(from: readonly [events: number, value: number], to: readonly [number, number]): number {
  const slope = (to[1] - from[1]) / (to[0] - from[0]);
  return Math.ceil(Math.max(to[1], to[1] + slope * (DERIVED_EVENTS - to[0])));
}

/**
 * A million events, from the two largest cells with the same number of organisations: on the line through both. Counts that
 * stop growing are overstated by that, never understated. Undefined without two such cells.
 */
export function deriveMillion(cells: readonly CellResult[]): CellResult | undefined {
  const bySize = cells.toSorted((a, b) => b.events - a.events || b.organizations - a.organizations);
  for (const large of bySize) {
    const small = bySize.find(
      ({ events, organizations }) => organizations === large.organizations && events < large.events,
    );
    if (small) return derivedFrom(small, large);
  }
  return undefined;
}

function derivedFrom(small: CellResult, large: CellResult): CellResult {
  const before = new Map(small.measured.map((row) => [keyOf(row), row.cost]));
  const perEvent = DERIVED_EVENTS / large.rollUp.events;
  return {
    ...large,
    events: DERIVED_EVENTS,
    measured: large.measured.map((row) => {
      const from = before.get(keyOf(row)) ?? row.cost;
      const at = (key: keyof Counts) => extrapolate([small.events, from[key]], [large.events, row.cost[key]]);
      return {
        ...row,
        cost: {
          ...row.cost,
          documentsRead: at("documentsRead"),
          bytesRead: at("bytesRead"),
          documentsWritten: at("documentsWritten"),
          bytesWritten: at("bytesWritten"),
          functionCalls: at("functionCalls"),
        },
      };
    }),
    rollUp: {
      ...large.rollUp,
      events: DERIVED_EVENTS,
      stored: DERIVED_EVENTS,
      batches: Math.ceil(large.rollUp.batches * perEvent),
    },
  };
}

const kib = (bytes: number): string => Math.round(bytes / 1024).toLocaleString("en");
const count = (value: number): string => value.toLocaleString("en");

function costText({ documentsRead, bytesRead, documentsWritten, bytesWritten }: Counts): string {
  const read = `${count(documentsRead)} / ${kib(bytesRead)}`;
  return documentsWritten > 0 ? `${read} · ${count(documentsWritten)} / ${kib(bytesWritten)}` : read;
}

/** What a page subscribes to, taken together. */
const PAGES = [
  ["overview", "overview, all of it"],
  ["1h", "metrics page, 1h"],
  ["6h", "metrics page, 6h"],
  ["24h", "metrics page, 24h"],
  ["7d", "metrics page, 7d"],
  ["30d", "metrics page, 30d"],
] as const satisfies readonly (readonly [Measured["group"], string])[];

const NOTHING: Counts = {
  documentsRead: 0,
  bytesRead: 0,
  documentsWritten: 0,
  bytesWritten: 0,
  functionCalls: 0,
};

const sumOf = (rows: readonly Row[], group: Measured["group"]): Counts =>
  rows
    .filter((row) => row.group === group)
    .reduce(
      (total, { cost }) => ({
        documentsRead: total.documentsRead + cost.documentsRead,
        bytesRead: total.bytesRead + cost.bytesRead,
        documentsWritten: total.documentsWritten + cost.documentsWritten,
        bytesWritten: total.bytesWritten + cost.bytesWritten,
        functionCalls: total.functionCalls + cost.functionCalls,
      }),
      NOTHING,
    );

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function operationLines(columns: readonly Column[]): string[] {
  const names = new Map(columns.flatMap(({ rows }) => rows.map((row) => [keyOf(row), row] as const)));
  return [...names].map(([key, { name, cost }]) =>
    line([
      `${name} (${cost.functionCalls})`,
      ...columns.map(({ rows }) => {
        const row = rows.find((other) => keyOf(other) === key);
        return row ? costText(row.cost) : "–";
      }),
    ]),
  );
}

function rollUpLines(cells: readonly CellResult[], derived: CellResult | undefined): string[] {
  const all = derived ? [...cells, derived] : cells;
  return [
    line([
      "roll-up: documents read · written per event",
      ...all.map(
        ({ rollUp }) =>
          `${rollUp.documentsReadPerEvent.toFixed(2)} · ${rollUp.documentsWrittenPerEvent.toFixed(2)}`,
      ),
    ]),
    line([
      "roll-up: batches, aggregated of stored",
      ...all.map(({ rollUp }) =>
        rollUp === derived?.rollUp
          ? count(rollUp.batches)
          : `${count(rollUp.batches)}, ${count(rollUp.events)} of ${count(rollUp.stored)}`,
      ),
    ]),
  ];
}

/**
 * One table: a row for each operation with its function calls, a column for each cell and one for the derived million. A cell
 * reads "documents / KiB read · documents / KiB written", the latter where something is written.
 */
export function comparisonTable(cells: readonly CellResult[]): string {
  const derived = deriveMillion(cells);
  const columns: Column[] = [
    ...cells.map((cell) => ({ title: titleOf(cell), rows: cell.measured })),
    ...(derived ? [{ title: `${titleOf(derived)}, derived`, rows: derived.measured }] : []),
  ];
  return [
    line(["operation (function calls)", ...columns.map(({ title }) => title)]),
    `|---|${"---:|".repeat(columns.length)}`,
    ...operationLines(columns),
    ...PAGES.map(([group, name]) =>
      line([`**${name}**`, ...columns.map(({ rows }) => costText(sumOf(rows, group)))]),
    ),
    ...rollUpLines(cells, derived),
  ].join("\n");
}
