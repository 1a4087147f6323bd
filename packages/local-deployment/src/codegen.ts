/** Runs the real `convex codegen` against a deployment that exists for as long as that takes. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { restoreGeneratedCode, saveGeneratedCode } from "./generated-code.ts";
import { startLocalDeployment } from "./server.ts";

export function convexCli(projectDir: string): string {
  const packageFile = createRequire(join(projectDir, "package.json")).resolve("convex/package.json");
  return join(dirname(packageFile), "bin", "main.js");
}

/** Resolves with the exit code of the command. When it fails, the generated code is what it was before. */
export async function generateCode(projectDir: string): Promise<number> {
  const before = await saveGeneratedCode(join(projectDir, "convex"));
  const code = await runCodegen(projectDir);
  if (code !== 0) {
    await restoreGeneratedCode(before);
  }
  return code;
}

async function runCodegen(projectDir: string): Promise<number> {
  const running = await startLocalDeployment({
    projectDir,
    port: 0,
    sitePort: 0,
    crons: false,
    loadFunctions: false,
  });
  try {
    return await new Promise<number>((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [
          convexCli(projectDir),
          "codegen",
          "--url",
          running.url,
          "--admin-key",
          running.adminKey,
          "--typecheck",
          "disable",
        ],
        { cwd: projectDir, stdio: "inherit" },
      );
      child.once("error", reject);
      child.once("exit", (code) => resolve(code ?? 1));
    });
  } finally {
    await running.close();
  }
}
