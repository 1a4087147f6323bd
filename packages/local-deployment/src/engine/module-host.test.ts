import { describe, expect, it } from "vitest";
import { concernsFunctions } from "./module-host.ts";

const CONVEX_DIR = "/project/convex";

describe("concernsFunctions", () => {
  it.each<[string, boolean, boolean]>([
    ["/project/convex/notes.ts", false, true],
    ["/project/convex/lib/deep/helper.js", false, true],
    ["/packages/domain/src/price.ts", true, true],
    ["/packages/domain/src/prices.json", true, true],
    ["/packages/domain/src/unused.ts", false, false],
    ["/project/convex/README.md", false, false],
    ["/project/convex/notes.test.ts", false, false],
    ["/project/convex/_generated/api.js", true, false],
    ["/project/convex-old/notes.ts", false, false],
    ["/project/test-results/report.ts", false, false],
  ])("%s (loaded: %s) is %s", (file, isLoaded, expected) => {
    expect(concernsFunctions(file, CONVEX_DIR, isLoaded)).toBe(expected);
  });
});
