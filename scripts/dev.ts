/** Runs the whole product on this machine until Ctrl-C. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ConfigError, readConfigOrThrow } from "../packages/dev-stack/src/config";
import { repositoryRoot } from "../packages/dev-stack/src/repository";
import { type Stack, startStack } from "../packages/dev-stack/src/stack";

const say = (line: string) => console.log(`▸ ${line}`);

function loadEnvironmentFile(): void {
  const file = join(repositoryRoot, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

function printReady(stack: Stack, startedAt: number): void {
  const width = Math.max(...stack.accounts.map(({ role }) => role.length));
  console.log(`
✓ Ready after ${((performance.now() - startedAt) / 1000).toFixed(0)} s. Ctrl-C ends everything.

  Monitoring       ${stack.webUrl}/platform/voice-monitoring
  Coach's phone    ${stack.simulatorUrl}
  Deployment       ${stack.deployment.url}  (HTTP actions: ${stack.siteUrl})

  Accounts
${stack.accounts.map(({ role, email, password }) => `    ${role.padEnd(width)}  ${email}  ${password}`).join("\n")}
`);
}

async function main(): Promise<void> {
  loadEnvironmentFile();
  const startedAt = performance.now();
  let stack: Stack | null = null;
  let ending = false;
  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    // While services are still starting, leaving is enough: they end with this process.
    await stack?.close();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      say("Ending everything …");
      void end(0);
    });
  }
  stack = await startStack(readConfigOrThrow(process.env), {
    web: "development",
    onLine: (name, line) => line.trim() && console.log(`[${name}] ${line}`),
    say,
  });
  printReady(stack, startedAt);
  const failure = await stack.failed;
  if (!ending) {
    console.error(`✗ ${failure}`);
    await end(1);
  }
}

main().catch((error: unknown) => {
  const sentences =
    error instanceof ConfigError ? error.sentences : [error instanceof Error ? error.message : String(error)];
  for (const sentence of sentences) console.error(`✗ ${sentence}`);
  process.exit(1);
});
