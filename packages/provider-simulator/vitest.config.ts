import { defineConfig } from "vitest/config";
import { reporters } from "../../vitest.reporters";

export default defineConfig({
  test: {
    ...reporters("unit"),
    include: ["src/**/*.test.ts"],
    // A browser starts slowly on a busy machine; nothing here waits for long when it works.
    testTimeout: 60_000,
  },
});
