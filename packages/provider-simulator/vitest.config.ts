import { defineConfig } from "vitest/config";
import { sharedTestOptions } from "../../vitest.shared";

export default defineConfig({
  test: {
    ...sharedTestOptions("unit"),
    include: ["src/**/*.test.ts"],
    // A browser starts slowly on a busy machine; nothing here waits for long when it works.
    testTimeout: 60_000,
  },
});
