import { createServer } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { freePort, takenPorts } from "./ports";
import { type Service, startService } from "./service";

const running: Service[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.stop()));
});

const lines: string[] = [];
const nodeService = async (script: string, port: number, readyTimeoutMs = 10_000) => {
  const service = await startService({
    name: "example",
    command: process.execPath,
    args: ["-e", script],
    cwd: process.cwd(),
    env: { PORT: String(port) },
    readyUrl: `http://127.0.0.1:${port}/`,
    readyTimeoutMs,
    onLine: (_, line) => lines.push(line),
  });
  running.push(service);
  return service;
};

const SERVE = `require("node:http").createServer((_, r) => r.end("ok")).listen(process.env.PORT, "127.0.0.1");`;

const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );

describe("startService", () => {
  it("resolves once the service answers", async () => {
    const port = await freePort();
    await nodeService(SERVE, port);
    expect(await answers(port)).toBe(true);
  });

  it("ends what the service itself started", async () => {
    const port = await freePort();
    const parent = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(SERVE)}], { stdio: "inherit" }); setInterval(() => {}, 1e6);`;
    const service = await nodeService(parent, port);
    await service.stop();
    await expect.poll(() => answers(port), { timeout: 20_000 }).toBe(false);
  });

  it("says what a service printed that ended before it was ready", async () => {
    const port = await freePort();
    await expect(nodeService(`console.error("no disk left"); process.exit(3);`, port)).rejects.toThrow(
      /example ended \(exit code 3\)\.[\s\S]*no disk left/,
    );
  });

  it("gives up on a service that never answers", async () => {
    const port = await freePort();
    await expect(nodeService("setInterval(() => {}, 1e6);", port, 300)).rejects.toThrow(/did not answer/);
  });
});

describe("takenPorts", () => {
  it("names exactly the ports that something listens on", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const free = await freePort();
    const taken = await takenPorts([
      { variable: "A", port },
      { variable: "B", port: free },
    ]);
    expect(taken).toEqual([{ variable: "A", port }]);
    await new Promise((resolve) => server.close(resolve));
  });
});
