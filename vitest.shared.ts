/**
 * What the tests of every package share: reporters, one for people and one that `scripts/test.ts` sums up, and a second try in
 * CI. What is broken fails twice; a machine that stood still for a moment does not. The sum names what was tried again.
 */
export const sharedTestOptions = (name: string) => ({
  reporters: ["default", "json"],
  outputFile: { json: `test-results/${name}.vitest.json` },
  retry: process.env.CI ? 1 : 0,
});
