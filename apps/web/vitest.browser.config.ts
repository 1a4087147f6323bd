import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { sharedTestOptions } from "../../vitest.shared";

/** What these leave behind (an open incident, figures of a whole loop) would be in other files' way: they come last. */
const LAST = ["bulk-retry", "failures", "alerts", "loop"].map((name) => `/${name}.browser.test.ts`);

class LoudestLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => LAST.findIndex((name) => moduleId.endsWith(name));
    return files.toSorted((a, b) => place(a) - place(b) || a.moduleId.localeCompare(b.moduleId));
  }
}

/**
 * Tests in a real browser against the whole product, as `pnpm dev` runs it, or as it is deployed with
 * VOICE_FLOW_BROWSER_BUILD=1. Each worker has a product with a seeded world of its own, and runs its files one after the other.
 */
export default defineConfig({
  resolve: { alias: { "@": path.join(import.meta.dirname, "src") } },
  test: {
    ...sharedTestOptions("browser"),
    include: ["test/browser/**/*.browser.test.ts"],
    globalSetup: ["test/browser/global-setup.ts"],
    setupFiles: ["test/browser/calm.ts"],
    maxWorkers: Number(process.env.VOICE_FLOW_BROWSER_PRODUCTS ?? 1),
    sequence: { sequencer: LoudestLast },
    testTimeout: 90_000,
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 300_000,
  },
});
