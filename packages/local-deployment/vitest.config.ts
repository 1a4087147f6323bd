import { defineConfig } from "vitest/config";
import { unitTestOptions } from "../../vitest.shared";

export default defineConfig({
  test: {
    ...unitTestOptions(),
    // Starting a deployment or the command line takes long on a busy machine; nothing here waits for long when it works.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    exclude: ["**/node_modules/**"],
  },
});
