/** What the tests of every package share. */
import { availableParallelism } from "node:os";

/**
 * Reporters, one for people and one that `scripts/test.ts` sums up, and a second try in CI. What is broken fails twice; a machine
 * that stood still for a moment does not. The sum names what was tried again.
 */
export const sharedTestOptions = (name: string) => ({
  reporters: ["default", "json"],
  outputFile: { json: `test-results/${name}.vitest.json` },
  retry: process.env.CI ? 1 : 0,
});

/**
 * Options of unit tests. Files run in the same few processes: loading the modules once per file took a third of the time.
 * A file must therefore leave the environment, the timers and spies as it found them.
 */
export const unitTestOptions = () => ({
  ...sharedTestOptions("unit"),
  isolate: false,
  // Vitest leaves one processor out, which on two is half of them, and tests wait as often as they work.
  maxWorkers: Math.max(2, availableParallelism()),
});
