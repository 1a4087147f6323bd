/** All tests: units of every package (cached by turbo), then the browser tests. Ends with the sum of both. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ensureChromiumOrThrow } from "../packages/dev-stack/src/chromium";
import { repositoryRoot } from "../packages/dev-stack/src/repository";

const say = (line: string) => console.log(`\n▸ ${line}`);

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const packageFolders = ["apps", "packages"].flatMap((group) =>
  readdirSync(join(repositoryRoot, group)).map((name) => join(repositoryRoot, group, name)),
);
const reportFiles = (folder: string) => {
  const results = join(folder, "test-results");
  return existsSync(results)
    ? readdirSync(results)
        .filter((file) => file.endsWith(".vitest.json"))
        .map((file) => join(results, file))
    : [];
};

function run(command: string, args: string[], env: Record<string, string> = {}): boolean {
  const result = spawnSync(command, args, {
    cwd: repositoryRoot,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  return result.status === 0;
}

/** A file that could not even be loaded counts as one failed test. */
function sumReports() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const file of packageFolders.flatMap(reportFiles)) {
    const report = reportSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    const broken = report.testResults.filter(
      (result) => result.status === "failed" && result.assertionResults.length === 0,
    );
    total.passed += report.numPassedTests;
    total.failed += report.numFailedTests + broken.length;
    total.skipped += report.numPendingTests;
  }
  return total;
}

function main(): number {
  for (const folder of packageFolders) rmSync(join(folder, "test-results"), { recursive: true, force: true });

  say("Looking for a browser …");
  const chromium = ensureChromiumOrThrow(say);

  say("Unit and function tests (unchanged packages come from turbo's cache) …");
  const units = run(
    "npx",
    ["--no-install", "turbo", "run", "test", "--continue", "--output-logs=new-only", "--concurrency=1"],
    {
      CHROMIUM_PATH: chromium,
    },
  );

  say("Browser tests (they build the web application and start the whole product on ports of their own) …");
  const browser = run(
    "npx",
    ["--no-install", "turbo", "run", "test:browser", "--continue", "--output-logs=full"],
    { CHROMIUM_PATH: chromium, VOICE_FLOW_BROWSER_BUILD: "1" },
  );

  const { passed, failed, skipped } = sumReports();
  const ok = units && browser && failed === 0 && passed > 0;
  console.log(ok ? "\n✓ All tests passed." : "\n✗ Some tests failed; see above.");
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return ok ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
