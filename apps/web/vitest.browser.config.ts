import path from "node:path";
import { defineConfig } from "vitest/config";
import { reporters } from "../../vitest.reporters";

/** Tests in a real browser against the whole product, which is started once for all of them. */
export default defineConfig({
  resolve: { alias: { "@": path.join(import.meta.dirname, "src") } },
  test: {
    ...reporters("browser"),
    include: ["test/browser/**/*.browser.test.ts"],
    globalSetup: ["test/browser/global-setup.ts"],
    // One product, one seeded world: files run one after the other.
    fileParallelism: false,
    testTimeout: 90_000,
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 90_000,
  },
});
