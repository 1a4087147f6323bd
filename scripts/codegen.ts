/** Writes `packages/backend/convex/_generated` with the real Convex CLI against an ephemeral local deployment. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { repositoryRoot } from "../packages/dev-stack/src/repository";

const result = spawnSync(process.execPath, ["--import", "tsx", "src/cli.ts", "codegen"], {
  cwd: join(repositoryRoot, "packages/local-deployment"),
  stdio: "inherit",
});
process.exitCode = result.status ?? 1;
