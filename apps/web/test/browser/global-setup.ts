/** Starts the whole product as `pnpm dev` does, on free ports, and tells the tests where it is. */
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { readConfigOrThrow } from "@voice-flow/dev-stack/config";
import { freePort } from "@voice-flow/dev-stack/ports";
import { startStack } from "@voice-flow/dev-stack/stack";
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

const LOG = path.join(import.meta.dirname, "../../test-results/stack.log");

export default async function setup(project: TestProject) {
  mkdirSync(path.dirname(LOG), { recursive: true });
  rmSync(LOG, { force: true });
  const config = readConfigOrThrow({
    ...process.env,
    VOICE_FLOW_WEB_PORT: String(await freePort()),
    VOICE_FLOW_API_PORT: String(await freePort()),
    VOICE_FLOW_SITE_PORT: String(await freePort()),
    VOICE_FLOW_SIMULATOR_PORT: String(await freePort()),
  });
  const stack = await startStack(config, {
    web: "development",
    nextDistDir: ".next-browser-test",
    onLine: (name, line) => appendFileSync(LOG, `[${name}] ${line}\n`),
    say: (line) => console.log(`▸ ${line}`),
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
