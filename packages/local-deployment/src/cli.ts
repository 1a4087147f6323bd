/** `tsx src/cli.ts [start|codegen] [--project DIR] [--port N] [--site-port N] [--admin-key KEY] [--no-watch] [--no-crons]` */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generateCode } from "./codegen.ts";
import type { LogLine } from "./engine/call-context.ts";
import { DEFAULT_PORT, DEFAULT_SITE_PORT, startLocalDeployment } from "./server.ts";

const DEFAULT_PROJECT = fileURLToPath(new URL("../../backend", import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    project: { type: "string", default: DEFAULT_PROJECT },
    port: { type: "string", default: String(DEFAULT_PORT) },
    "site-port": { type: "string", default: String(DEFAULT_SITE_PORT) },
    "admin-key": { type: "string" },
    watch: { type: "boolean", default: true },
    crons: { type: "boolean", default: true },
    limits: { type: "boolean", default: true },
  },
});

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`"${text}" is no port: give a number from 0 to 65535.`);
  }
  return port;
}

function printLog({ level, path, text }: LogLine): void {
  process.stderr.write(`[${level}] ${path}: ${text}\n`);
}

async function start(projectDir: string): Promise<void> {
  const adminKey = values["admin-key"];
  const running = await startLocalDeployment({
    projectDir,
    port: parsePort(values.port),
    sitePort: parsePort(values["site-port"]),
    ...(adminKey === undefined ? {} : { adminKey }),
    watch: values.watch,
    crons: values.crons,
    enforceLimits: values.limits,
    onLog: printLog,
    onNotice: (message) => process.stderr.write(`${message}\n`),
  });
  process.on("unhandledRejection", survive("unhandled rejection"));
  process.on("uncaughtException", survive("uncaught exception"));
  const stop = () => {
    running.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  process.stdout.write(`Local deployment ready: ${running.url} (HTTP actions ${running.siteUrl})\n`);
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

/** A promise that a function left dangling, or a timer of an action that throws, must not end the deployment. */
function survive(what: string): (reason: unknown) => void {
  return (reason) => {
    const text = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    process.stderr.write(`[ERROR] ${what}: ${text}\n`);
  };
}

async function main(): Promise<void> {
  const projectDir = resolve(values.project);
  if (!existsSync(join(projectDir, "package.json"))) {
    throw new Error(`There is no package.json in ${projectDir}: name the project's folder with --project.`);
  }
  const [command = "start"] = positionals;
  if (command === "start") {
    await start(projectDir);
  } else if (command === "codegen") {
    process.exitCode = await generateCode(projectDir);
  } else {
    throw new Error(`There is no command "${command}": use start or codegen.`);
  }
}

main().catch(fail);
