import path from "node:path";
import { defineConfig } from "vitest/config";
import { reporters } from "../../vitest.reporters";

/**
 * The life of a real incident takes minutes: a breaker's cool-down and a minute between counted health checks. It also
 * leaves an open breaker behind, so it runs alone: `pnpm --filter web test:incidents`.
 */
const INCIDENTS = "test/browser/alerts.browser.test.ts";

/** Tests in a real browser against the whole product, which is started once for all of them. */
export default defineConfig({
  resolve: { alias: { "@": path.join(import.meta.dirname, "src") } },
  test: {
    ...reporters("browser"),
    include: process.env.VOICE_FLOW_INCIDENT_TESTS ? [INCIDENTS] : ["test/browser/**/*.browser.test.ts"],
    exclude: process.env.VOICE_FLOW_INCIDENT_TESTS ? [] : [INCIDENTS],
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
