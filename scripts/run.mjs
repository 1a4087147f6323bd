// Plain JavaScript, so that an old Node gets a sentence and not a syntax error.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 12) || major >= 25) {
  console.error(
    `This needs Node 20.12 to 24; you have ${process.versions.node}. Install Node 20 (https://nodejs.org).`,
  );
  process.exit(1);
}

const [command, ...rest] = process.argv.slice(2);
const script = fileURLToPath(new URL(`./${command}.ts`, import.meta.url));
const child = spawn(process.execPath, ["--import", "tsx", script, ...rest], { stdio: "inherit" });
// The child cleans up and decides when we end. A terminal's Ctrl-C reaches it twice, which it minds no more than once.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
