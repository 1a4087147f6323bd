import path from "node:path";
import { defineConfig } from "vitest/config";
import { reporters } from "../../vitest.reporters";

/**
 * Files with a command of their own, `pnpm --filter web test:browser-apart`: the life of a real incident takes minutes (a
 * breaker's cool-down, a minute between counted health checks) and leaves an open breaker behind, and the others look at
 * figures that the rest of the suite changes. They have been run one by one, not yet together with the suite.
 */
const APART = ["alerts", "retry", "overview", "metrics", "pipeline"].map(
  (name) => `test/browser/${name}.browser.test.ts`,
);
const runsApart = Boolean(process.env.VOICE_FLOW_BROWSER_APART);

/** Tests in a real browser against the whole product, which is started once for all of them. */
export default defineConfig({
  resolve: { alias: { "@": path.join(import.meta.dirname, "src") } },
  test: {
    ...reporters("browser"),
    include: runsApart ? APART : ["test/browser/**/*.browser.test.ts"],
    exclude: runsApart ? [] : APART,
    globalSetup: ["test/browser/global-setup.ts"],
    // One product, one seeded world: files run one after the other.
    fileParallelism: false,
    testTimeout: 90_000,
    // A machine that compiles pages while it is asked for them is slow at odd moments; a second try tells that from a fault.
    retry: process.env.CI ? 2 : 0,
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 90_000,
  },
});
