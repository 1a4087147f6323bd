/** The scale of a chart that begins at nothing. */

const STEPS = [1, 2, 2.5, 5, 10];

/** The next round number from `highest` on: 0.7 → 1, 13 → 20, 240 → 250; 1 where there is nothing. */
export function niceMax(highest: number): number {
  if (!(highest > 0) || !Number.isFinite(highest)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = STEPS.find((candidate) => candidate * power >= highest * (1 - 1e-9)) ?? 10;
  return step * power;
}

export type LinePoint = { x: number; y: number };

/** The runs of known values of a line, so that what is not known leaves a gap. y is 0 (top) to 100. */
export function lineRuns(values: readonly (number | null)[], max: number): LinePoint[][] {
  const runs: LinePoint[][] = [];
  let run: LinePoint[] = [];
  values.forEach((value, index) => {
    if (value === null) {
      if (run.length > 0) runs.push(run);
      run = [];
      return;
    }
    run.push({ x: index + 0.5, y: 100 - (value / max) * 100 });
  });
  return run.length > 0 ? [...runs, run] : runs;
}
