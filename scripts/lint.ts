/** Everything that `pnpm lint` checks. All of it runs, so that one finding doesn't hide the next. */
import { spawnSync } from "node:child_process";
import { repositoryRoot } from "../packages/dev-stack/src/repository";

const CHECKS = {
  "format and code (biome)": ["biome", "ci", "."],
  "imports (dependency-cruiser)": ["depcruise", "--config", ".dependency-cruiser.mjs", "apps", "packages"],
  "unused files, exports and dependencies (knip)": ["knip", "--no-progress"],
  "phrases (packages/lint-rules)": ["tsx", "packages/lint-rules/src/cli.ts"],
  "rules of the packages (turbo)": ["turbo", "run", "lint"],
} as const satisfies Record<string, readonly [command: string, ...args: string[]]>;

const failed = Object.entries(CHECKS).filter(([name, [command, ...args]]) => {
  console.log(`\n▸ ${name}`);
  const { status } = spawnSync("npx", ["--no-install", command, ...args], {
    cwd: repositoryRoot,
    stdio: "inherit",
  });
  return status !== 0;
});

if (failed.length > 0) {
  console.error(`\nLint failed: ${failed.map(([name]) => name).join(", ")}.`);
  process.exitCode = 1;
}
