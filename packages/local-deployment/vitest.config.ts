import { defineConfig } from "vitest/config";
import { reporters } from "../../vitest.reporters";

export default defineConfig({
  test: {
    ...reporters("unit"),
    // Starting a deployment or the command line takes long on a busy machine; nothing here waits for long when it works.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    exclude: ["**/node_modules/**"],
  },
});
