import { defineConfig } from "vitest/config";
import { unitTestOptions } from "../../vitest.shared";

export default defineConfig({
  test: {
    ...unitTestOptions(),
    include: ["src/**/*.test.ts"],
    // A browser starts slowly on a busy machine; nothing here waits for long when it works.
    testTimeout: 60_000,
  },
});
