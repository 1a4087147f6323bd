import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { simulatorForTest } from "./test-support";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));

/** Starts the command; `output` is all it has printed so far. */
function start(...args: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli.ts", ...args], { cwd: packageFolder });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => (output += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, ended, output: () => output };
}

it("prints one line when it is ready, and ends on SIGTERM", async () => {
  const { child, ended, output } = start("--port", "0", "--seed", "5");
  await expect
    .poll(output, { timeout: 15_000 })
    .toMatch(/^Provider simulator ready: http:\/\/127\.0\.0\.1:\d+ .*\n$/);
  const url = /http:\S+/.exec(output())?.[0];
  expect(await (await fetch(`${url}/api/status`)).json()).toMatchObject({ seed: 5 });
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
});

it("says in one sentence that the port is taken", async () => {
  const { port } = new URL((await simulatorForTest()).url);
  const { ended, output } = start("--port", port);
  expect(await ended).toBe(1);
  expect(output()).toBe(
    `Port ${port} on 127.0.0.1 is in use: stop what runs there, or choose another with --port.\n`,
  );
});

it("names the option that is wrong", async () => {
  const { ended, output } = start("--webhook-url", "nowhere");
  expect(await ended).toBe(1);
  expect(output()).toMatch(/Give an http or https URL.\n.*webhookUrl/);
});
