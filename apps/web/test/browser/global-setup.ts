/** Starts the whole product on free ports, as it is deployed or as `pnpm dev` runs it, and tells the tests where it is. */
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { readConfigOrThrow, type StackConfig } from "@voice-flow/dev-stack/config";
import { freePort } from "@voice-flow/dev-stack/ports";
import { startStack } from "@voice-flow/dev-stack/stack";
import { buildWebOrThrow } from "@voice-flow/dev-stack/web-build";
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
    product: RunningProduct;
  }
}

const DIST_DIR = ".next-browser-test";

export default async function setup(project: TestProject) {
  const log = path.join(import.meta.dirname, `../../test-results/${project.name || "browser"}-stack.log`);
  mkdirSync(path.dirname(log), { recursive: true });
  rmSync(log, { force: true });
  const onLine = (name: string, line: string) => appendFileSync(log, `[${name}] ${line}\n`);
  const say = (line: string) => console.log(`▸ ${line}`);

  const config = await configWithFreePorts();
  const isBuilt = Boolean(process.env.VOICE_FLOW_BROWSER_BUILD);
  if (isBuilt) {
    say("Building the web application …");
    await buildWebOrThrow(config, { nextDistDir: DIST_DIR, onLine: (line) => onLine("build", line) });
  }
  const stack = await startStack(config, {
    web: isBuilt ? "production" : "development",
    nextDistDir: DIST_DIR,
    onLine,
    say,
  });
  const [staff, coach] = stack.accounts;
  if (!staff || !coach) throw new Error("The stack has no accounts.");
  project.provide("product", {
    webUrl: stack.webUrl,
    siteUrl: stack.siteUrl,
    simulatorUrl: stack.simulatorUrl,
    deployment: stack.deployment,
    staff: { email: staff.email, password: staff.password },
    coach: { email: coach.email, password: coach.password },
  });
  return () => stack.close();
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
