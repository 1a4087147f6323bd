import { spawn } from "node:child_process";
import { join } from "node:path";
import type { StackConfig } from "./config";
import { repositoryRoot } from "./repository";
import { addressesOf } from "./stack";

export interface WebBuildOptions {
  /** Under `apps/web`; give it to `startStack` as well. */
  nextDistDir: string;
  onLine: (line: string) => void;
}

/**
 * Builds the web application for the ports of `config`, which a build keeps for good. Types are not checked again.
 * Throws an Error with the last lines of a build that failed.
 */
export async function buildWebOrThrow(config: StackConfig, options: WebBuildOptions): Promise<void> {
  const addresses = addressesOf(config);
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    cwd: join(repositoryRoot, "apps/web"),
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_PUBLIC_CONVEX_URL: addresses.api,
      NEXT_PUBLIC_CONVEX_SITE_URL: addresses.site,
      NEXT_TELEMETRY_DISABLED: "1",
      NEXT_DIST_DIR: options.nextDistDir,
      VOICE_FLOW_BUILD_UNTYPED: "1",
    },
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.split("\n").filter(Boolean)) {
        lines.push(line);
        options.onLine(line);
      }
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`The web application could not be built:\n${lines.slice(-30).join("\n")}`);
}
