/** Reporters of every package's tests: one for people, one that `scripts/test.ts` sums up. */
export const reporters = (name: string) => ({
  reporters: ["default", "json"],
  outputFile: { json: `test-results/${name}.vitest.json` },
});
