import { defineConfig } from "vitest/config";
import { unitTestOptions } from "../../vitest.shared";

export default defineConfig({
  // Property tests run many cases; on a busy machine of two cores that takes more than the default 5 s.
  test: { include: ["{src,test}/**/*.test.ts"], testTimeout: 60_000, ...unitTestOptions() },
});
