import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { unitTestOptions } from "../../vitest.shared";

const isInNode = ({ moduleId }: TestSpecification) =>
  readFileSync(moduleId, "utf8").includes("@vitest-environment node");

/** A process has one environment: files of the same one follow each other, so that a process is kept for as long as possible. */
class ByEnvironment extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isInNode), ...sorted.filter((file) => !isInNode(file))];
  }
}

export default defineConfig({
  test: {
    ...unitTestOptions(),
    sequence: { sequencer: ByEnvironment },
    environment: "edge-runtime",
    setupFiles: ["test/clock.ts", "test/tidy.ts"],
    // A test may load every function and talk HTTP to the simulator, on a machine that is busy.
    testTimeout: 60_000,
    include: ["convex/**/*.test.ts", "test/**/*.test.ts", "bench/**/*.test.ts"],
    server: { deps: { inline: ["convex-test", /@convex-dev\//] } },
    env: {
      SITE_URL: "http://localhost:3000",
      CONVEX_SITE_URL: "http://127.0.0.1:3211",
      CONVEX_CLOUD_URL: "http://127.0.0.1:3210",
      BETTER_AUTH_SECRET: "test-secret-of-at-least-thirty-two-characters",
      VOICE_FLOW_ALLOW_SEED: "true",
    },
  },
});
