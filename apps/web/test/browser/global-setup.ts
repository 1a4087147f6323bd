/** Starts a product for each worker, on free ports, as it is deployed or as `pnpm dev` runs it. */
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { readConfigOrThrow, type StackConfig } from "@voice-flow/dev-stack/config";
import { freePort } from "@voice-flow/dev-stack/ports";
import { type Stack, startStack } from "@voice-flow/dev-stack/stack";
import { buildWebOrThrow, UNTYPED_DIST_DIR } from "@voice-flow/dev-stack/web-build";
import type { TestProject } from "vitest/node";

/** What the tests need to know of the running product. */
export interface RunningProduct {
  webUrl: string;
  siteUrl: string;
  simulatorUrl: string;
  deployment: { url: string; adminKey: string };
  staff: { email: string; password: string };
  coach: { email: string; password: string };
}

declare module "vitest" {
  interface ProvidedContext {
    /** One for each worker. */
    products: RunningProduct[];
  }
}

export default async function setup(project: TestProject) {
  const log = path.join(import.meta.dirname, `../../test-results/${project.name || "browser"}-stack.log`);
  mkdirSync(path.dirname(log), { recursive: true });
  rmSync(log, { force: true });
  const onLine = (name: string, line: string) => appendFileSync(log, `[${name}] ${line}\n`);
  const say = (line: string) => console.log(`▸ ${line}`);

  const isBuilt = Boolean(process.env.VOICE_FLOW_BROWSER_BUILD);
  if (isBuilt) {
    say("Building the web application …");
    await buildWebOrThrow((line) => onLine("build", line));
  }
  const stacks: Stack[] = [];
  const close = async () => {
    await Promise.all(stacks.map((stack) => stack.close()));
  };
  const start = async (number: number) => {
    const stack = await startStack(await configWithFreePorts(), {
      web: isBuilt ? "production" : "development",
      nextDistDir: isBuilt ? UNTYPED_DIST_DIR : `.next-browser-test-${number}`,
      onLine: (name, line) => onLine(`${name} ${number}`, line),
      say: (line) => say(`Product ${number}: ${line}`),
    });
    stacks.push(stack);
    return stack;
  };
  const numbers = Array.from({ length: Number(project.config.maxWorkers) }, (_, index) => index + 1);
  const started = await Promise.allSettled(numbers.map(start));
  for (const outcome of started) {
    if (outcome.status === "fulfilled") continue;
    await close();
    throw outcome.reason;
  }
  project.provide("products", stacks.map(describeStackOrThrow));
  return close;
}

function describeStackOrThrow(stack: Stack): RunningProduct {
  const [staff, coach] = stack.accounts;
  if (!staff || !coach) throw new Error("The stack has no accounts.");
  return {
    webUrl: stack.webUrl,
    siteUrl: stack.siteUrl,
    simulatorUrl: stack.simulatorUrl,
    deployment: stack.deployment,
    staff: { email: staff.email, password: staff.password },
    coach: { email: coach.email, password: coach.password },
  };
}

async function configWithFreePorts(): Promise<StackConfig> {
  return readConfigOrThrow({
    ...process.env,
    VOICE_FLOW_WEB_PORT: String(await freePort()),
    VOICE_FLOW_API_PORT: String(await freePort()),
    VOICE_FLOW_SITE_PORT: String(await freePort()),
    VOICE_FLOW_SIMULATOR_PORT: String(await freePort()),
  });
}
