/**
 * All benchmarks: the backend's costs per operation with their budgets, the local deployment, and a note's way from the
 * webhook to another page. `--full` loads up to 100,000 events of 5,000 organisations and runs the load for a minute.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { repositoryRoot } from "../packages/dev-stack/src/repository";

const full = process.argv.includes("--full");

const BENCHES: { title: string; folder: string; args: string[] }[] = [
  {
    title: "Cost of operations",
    folder: "packages/backend",
    args: ["bench/main.ts", ...(full ? ["--full"] : [])],
  },
  {
    title: "The split of 10,000 wide user rows: tried, killed in the middle, gone on with, taken back",
    folder: "packages/backend",
    args: ["bench/user-migration.ts"],
  },
  ...(full
    ? [
        {
          title: "A million events in slices",
          folder: "packages/backend",
          args: ["bench/slices.ts"],
        },
      ]
    : []),
  {
    title: "Live queries: 50 clients, 10 subscriptions each, 10 mutations a second",
    folder: "packages/local-deployment",
    args: ["bench/sync.ts", "--seconds", full ? "60" : "10"],
  },
  {
    title: "Memory of the local deployment",
    folder: "packages/local-deployment",
    args: ["bench/sync-memory.ts"],
  },
  {
    title: "From the webhook to another page",
    folder: "packages/dev-stack",
    args: ["bench/webhook-to-page.ts"],
  },
  {
    title: "Pages as they are deployed: JavaScript, rows, long tasks, Lighthouse",
    folder: "apps/web",
    args: ["bench/pages.ts"],
  },
];

const failed = BENCHES.filter(({ title, folder, args }) => {
  console.log(`\n▸ ${title}`);
  const run = spawnSync(process.execPath, ["--import", "tsx", ...args], {
    cwd: join(repositoryRoot, folder),
    stdio: "inherit",
  });
  return run.status !== 0;
});

for (const { title } of failed) console.error(`✗ ${title}: a budget is broken, or it did not run.`);
if (failed.length === 0) console.log("\n✓ Every benchmark ran and kept its budgets.");
process.exitCode = failed.length === 0 ? 0 : 1;
