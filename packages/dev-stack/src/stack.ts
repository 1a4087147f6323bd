/** Starts the whole product on this machine: simulator, deployment with seeded data, web application. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { developmentDefaults } from "@voice-flow/provider-simulator";
import { z } from "zod";
import type { StackConfig } from "./config";
import { callFunctionOrThrow, type DeploymentAddress } from "./deployment-client";
import { sentenceForTakenPort, takenPorts } from "./ports";
import { repositoryRoot } from "./repository";
import { type Service, startService } from "./service";

export interface StackOptions {
  /** `development` compiles pages on demand, `production` serves an existing build, `none` leaves the web out. */
  web: "development" | "production" | "none";
  /** Where Next keeps its build, so that two stacks can run from one checkout. */
  nextDistDir?: string;
  onLine: (name: string, line: string) => void;
  /** Progress for people. */
  say: (line: string) => void;
}

export interface Stack {
  webUrl: string;
  siteUrl: string;
  simulatorUrl: string;
  deployment: DeploymentAddress;
  accounts: { role: string; email: string; password: string }[];
  /** Resolves with a sentence when one of the services ends by itself. */
  failed: Promise<string>;
  close(): Promise<void>;
}

const STAFF_EMAIL = "staff@voiceflow.test";
const COACH_EMAIL = "coach@voiceflow.test";

const READY_MS = 120_000;

const phonebookSchema = z.array(z.object({ name: z.string(), phone: z.string(), club: z.string() }));

/** Throws an Error with one sentence per taken port, or with what a service said that did not start. */
export async function startStack(config: StackConfig, options: StackOptions): Promise<Stack> {
  await assertPortsFree(config, options);
  const addresses = addressesOf(config);
  const services: Service[] = [];
  const close = async () => {
    await Promise.all(services.splice(0).map((service) => service.stop()));
  };
  try {
    options.say("Starting the provider simulator and the local deployment …");
    const environment = deploymentEnvironment(config, addresses);
    const started = await Promise.allSettled([
      startService(simulatorService(config, addresses, options)),
      startService(deploymentService(config, addresses, environment, options)),
      ...(options.web === "none" ? [] : [startService(webService(config, addresses, options))]),
    ]);
    for (const outcome of started) if (outcome.status === "fulfilled") services.push(outcome.value);
    for (const outcome of started) if (outcome.status === "rejected") throw outcome.reason;

    options.say(`Seeding clubs, coaches, players and ${config.VOICE_FLOW_SEED_DAYS} days of history …`);
    await seed(config, addresses);
    return {
      webUrl: addresses.web,
      siteUrl: addresses.site,
      simulatorUrl: addresses.simulator,
      deployment: { url: addresses.api, adminKey: addresses.adminKey },
      accounts: [
        { role: "Platform staff", email: STAFF_EMAIL, password: config.VOICE_FLOW_STAFF_PASSWORD },
        { role: "Coach", email: COACH_EMAIL, password: config.VOICE_FLOW_COACH_PASSWORD },
      ],
      failed: Promise.race(services.map((service) => service.ended)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Addresses = ReturnType<typeof addressesOf>;

/** Where the services of a stack with these ports are found; the admin key is another with every call. */
function addressesOf(config: StackConfig) {
  return {
    /** Next's development server serves its own resources to `localhost` only. */
    web: `http://localhost:${config.VOICE_FLOW_WEB_PORT}`,
    api: `http://127.0.0.1:${config.VOICE_FLOW_API_PORT}`,
    site: `http://127.0.0.1:${config.VOICE_FLOW_SITE_PORT}`,
    simulator: `http://127.0.0.1:${config.VOICE_FLOW_SIMULATOR_PORT}`,
    adminKey: `local|${randomBytes(24).toString("hex")}`,
  };
}

async function assertPortsFree(config: StackConfig, options: StackOptions): Promise<void> {
  const wanted = (
    [
      "VOICE_FLOW_API_PORT",
      "VOICE_FLOW_SITE_PORT",
      "VOICE_FLOW_SIMULATOR_PORT",
      ...(options.web === "none" ? [] : (["VOICE_FLOW_WEB_PORT"] as const)),
    ] as const
  ).map((variable) => ({ variable, port: config[variable] }));
  const taken = await takenPorts(wanted);
  if (taken.length > 0) throw new Error(taken.map(sentenceForTakenPort).join("\n"));
}

/** What the functions see; a variable that is set in the surroundings wins, so that real providers can be used. */
function deploymentEnvironment(config: StackConfig, addresses: Addresses): Record<string, string> {
  const defaults: Record<string, string> = {
    SITE_URL: addresses.web,
    BETTER_AUTH_SECRET: config.BETTER_AUTH_SECRET,
    TWILIO_ACCOUNT_SID: developmentDefaults.accountSid,
    TWILIO_AUTH_TOKEN: developmentDefaults.authToken,
    TWILIO_WHATSAPP_FROM: developmentDefaults.whatsappFrom,
    TWILIO_API_BASE_URL: addresses.simulator,
    OPENAI_API_KEY: developmentDefaults.openaiApiKey,
    OPENAI_BASE_URL: `${addresses.simulator}/v1`,
    FEATURE_FLAG_VOICE_NOTES_V2: "",
    VOICE_FLOW_ALLOW_SEED: "true",
  };
  return Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, process.env[name] || value]),
  );
}

const node = (script: string, args: string[]) => ({
  command: process.execPath,
  args: ["--import", "tsx", script, ...args],
});

const simulatorService = (config: StackConfig, addresses: Addresses, options: StackOptions) => ({
  name: "simulator",
  ...node("src/cli.ts", [
    "--port",
    String(config.VOICE_FLOW_SIMULATOR_PORT),
    "--webhook-url",
    `${addresses.site}/twilio/whatsapp`,
  ]),
  cwd: join(repositoryRoot, "packages/provider-simulator"),
  env: {},
  readyUrl: `${addresses.simulator}/api/coaches`,
  readyTimeoutMs: READY_MS,
  onLine: options.onLine,
});

const deploymentService = (
  config: StackConfig,
  addresses: Addresses,
  env: Record<string, string>,
  options: StackOptions,
) => ({
  name: "deployment",
  ...node("src/cli.ts", [
    "--port",
    String(config.VOICE_FLOW_API_PORT),
    "--site-port",
    String(config.VOICE_FLOW_SITE_PORT),
    "--admin-key",
    addresses.adminKey,
  ]),
  cwd: join(repositoryRoot, "packages/local-deployment"),
  env,
  readyUrl: `${addresses.api}/version`,
  readyTimeoutMs: READY_MS,
  onLine: options.onLine,
});

const webService = (config: StackConfig, addresses: Addresses, options: StackOptions) => ({
  name: "web",
  command: process.execPath,
  args: [
    "node_modules/next/dist/bin/next",
    options.web === "production" ? "start" : "dev",
    "--hostname",
    "127.0.0.1",
    "--port",
    String(config.VOICE_FLOW_WEB_PORT),
  ],
  cwd: join(repositoryRoot, "apps/web"),
  env: {
    CONVEX_URL: addresses.api,
    CONVEX_SITE_URL: addresses.site,
    NEXT_TELEMETRY_DISABLED: "1",
    // Whoever starts a stack may be a test runner, with an environment of its own.
    NODE_ENV: options.web === "production" ? "production" : "development",
    ...(options.nextDistDir ? { NEXT_DIST_DIR: options.nextDistDir } : {}),
  },
  readyUrl: `${addresses.web}/login`,
  readyTimeoutMs: READY_MS,
  onLine: options.onLine,
});

/** Fills the deployment and tells the simulator whose phones there are. */
async function seed(config: StackConfig, addresses: Addresses): Promise<void> {
  const deployment = { url: addresses.api, adminKey: addresses.adminKey };
  await callFunctionOrThrow(deployment, "seed/seed:run", {
    staff: { email: STAFF_EMAIL, password: config.VOICE_FLOW_STAFF_PASSWORD },
    coach: { email: COACH_EMAIL, password: config.VOICE_FLOW_COACH_PASSWORD },
    days: config.VOICE_FLOW_SEED_DAYS,
    now: Date.now(),
  });
  const coaches = phonebookSchema.parse(await callFunctionOrThrow(deployment, "seed/seed:phonebook", {}));
  const response = await fetch(`${addresses.simulator}/api/coaches`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(coaches),
  });
  if (!response.ok) throw new Error(`The simulator refused the list of coaches (HTTP ${response.status}).`);
}
