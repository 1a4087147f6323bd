/** The web application as tests and benchmarks serve it: built once, whatever the ports, and kept in turbo's cache. */
import { spawn } from "node:child_process";
import { repositoryRoot } from "./repository";

/** Where the script `build:untyped` writes, under `apps/web`; give it to `startStack`. */
export const UNTYPED_DIST_DIR = ".next-untyped";

const KEPT_LINES = 30;

/**
 * Builds the web application unless turbo has this build already. Types are left to `typecheck`.
 * Throws an Error with the last lines of a build that failed.
 */
export async function buildWebOrThrow(onLine: (line: string) => void): Promise<void> {
  const child = spawn(
    "npx",
    // Turbo asks for pnpm by name, which a machine with nothing but Node does not have.
    ["-y", "pnpm@10", "exec", "turbo", "run", "build:untyped", "--filter=web", "--output-logs=new-only"],
    { cwd: repositoryRoot, stdio: ["ignore", "pipe", "pipe"] },
  );
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.split("\n").filter(Boolean)) {
        tail.push(line);
        if (tail.length > KEPT_LINES) tail.shift();
        onLine(line);
      }
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`The web application could not be built:\n${tail.join("\n")}`);
}
