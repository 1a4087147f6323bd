/** Numbers from the command line, as in `npx tsx bench/sync.ts --seconds 5`. */
import { parseArgs } from "node:util";

export function numbersFromArguments<Name extends string>(
  defaults: Record<Name, number>,
): Record<Name, number> {
  const names = Object.keys(defaults);
  const { values } = parseArgs({
    options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
  });
  const numbers = { ...defaults };
  for (const [name, text] of Object.entries(values)) {
    const number = Number(text);
    if (!Number.isFinite(number) || number <= 0)
      throw new Error(`--${name} takes a number above 0, not ${text}.`);
    Object.assign(numbers, { [name]: number });
  }
  return numbers;
}

/** @param values sorted */
export function percentile(values: readonly number[], share: number): number {
  return values[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)] ?? Number.NaN;
}

export function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
