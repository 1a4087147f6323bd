/**
 * All tests: units of every package beside the build of the web application (both cached by turbo), then the browser tests on
 * two products at once. Ends with the sum of both.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureChromiumOrThrow } from "../packages/dev-stack/src/chromium";
import { repositoryRoot } from "../packages/dev-stack/src/repository";
import { listTests, summarizeReports, testReportSchema } from "../packages/dev-stack/src/test-reports";

const say = (line: string) => console.log(`\n▸ ${line}`);

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

const readReports = () =>
  packageFolders
    .flatMap(reportFiles)
    .map((file) => testReportSchema.parse(JSON.parse(readFileSync(file, "utf8"))));

function main(): number {
  for (const folder of packageFolders) rmSync(join(folder, "test-results"), { recursive: true, force: true });

  say("Looking for a browser …");
  const chromium = ensureChromiumOrThrow(say);

  say("Unit and function tests, and the web application (what is unchanged comes from turbo's cache) …");
  const units = run(
    "npx",
    [
      ...["--no-install", "turbo", "run", "test", "build:untyped"],
      ...["--continue", "--output-logs=new-only", "--concurrency=2"],
    ],
    { CHROMIUM_PATH: chromium },
  );

  say("Browser tests (they start two whole products on ports of their own) …");
  const browser = run(
    "npx",
    ["--no-install", "turbo", "run", "test:browser", "--continue", "--output-logs=full"],
    { CHROMIUM_PATH: chromium, VOICE_FLOW_BROWSER_BUILD: "1", VOICE_FLOW_BROWSER_PRODUCTS: "2" },
  );

  const { passed, failed, skipped, failures, secondTries } = summarizeReports(readReports());
  const ok = units && browser && failed === 0 && passed > 0;
  console.log(listTests("Passed at the second try only:", secondTries));
  console.log(listTests("Failed:", failures));
  console.log(ok ? "\n✓ All tests passed." : "\n✗ Some tests failed; they are listed above.");
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return ok ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
