import { defineConfig } from "vitest/config";
import { sharedTestOptions } from "../../vitest.shared";

export default defineConfig({
  test: {
    ...sharedTestOptions("unit"),
    environment: "edge-runtime",
    setupFiles: ["test/clock.ts"],
    // A test may load every function and talk HTTP to the simulator, on a machine that is busy.
    testTimeout: 60_000,
    include: ["convex/**/*.test.ts", "test/**/*.test.ts", "bench/**/*.test.ts"],
    server: { deps: { inline: ["convex-test", /@convex-dev\//] } },
    env: {
      SITE_URL: "http://localhost:3000",
      CONVEX_SITE_URL: "http://127.0.0.1:3211",
      CONVEX_CLOUD_URL: "http://127.0.0.1:3210",
      BETTER_AUTH_SECRET: "test-secret-of-at-least-thirty-two-characters",
    },
  },
});
