/** A local deployment with the real functions and a member of staff who calls them, with the cost of every call. */
import { fileURLToPath } from "node:url";
import {
  type CallReport,
  type LocalDeployment,
  type RunningDeployment,
  startLocalDeployment,
  type Usage,
} from "@voice-flow/local-deployment";
import { developmentDefaults, type Simulator, startSimulator } from "@voice-flow/provider-simulator";
import type { JSONValue } from "convex/values";
import { z } from "zod";

export interface Cost extends Usage {
  /** The call and what it called. */
  functionCalls: number;
  ms: number;
}

type Call = Parameters<LocalDeployment["query"]>[0];

const idSchema = z.object({ _id: z.string() });

export class BenchClient {
  readonly #running: RunningDeployment;
  readonly #simulator: Simulator;
  #staff: Call["identity"] = null;

  private constructor(running: RunningDeployment, simulator: Simulator) {
    this.#running = running;
    this.#simulator = simulator;
  }

  static async start(): Promise<BenchClient> {
    const simulator = await startSimulator({ port: 0 });
    const running = await startLocalDeployment({
      projectDir: fileURLToPath(new URL("..", import.meta.url)),
      port: 0,
      sitePort: 0,
      crons: false,
      enforceLimits: true,
      env: {
        SITE_URL: "http://localhost:3000",
        BETTER_AUTH_SECRET: "benchmark-secret-of-at-least-thirty-two-characters",
        TWILIO_ACCOUNT_SID: developmentDefaults.accountSid,
        TWILIO_AUTH_TOKEN: developmentDefaults.authToken,
        TWILIO_WHATSAPP_FROM: developmentDefaults.whatsappFrom,
        TWILIO_API_BASE_URL: simulator.url,
      },
      onLog: ({ level, path, text }) => {
        if (level === "ERROR") process.stderr.write(`${path}: ${text}\n`);
      },
    });
    const client = new BenchClient(running, simulator);
    await client.#signIn();
    return client;
  }

  /** An account of platform staff with a session, as a sign-in leaves them. */
  async #signIn(): Promise<void> {
    const times = { createdAt: Date.now(), updatedAt: Date.now() };
    const create = async (model: string, data: { [key: string]: JSONValue }) =>
      idSchema.parse(
        await this.#run("mutation", {
          path: "adapter:create",
          componentPath: "betterAuth",
          args: { input: { model, data: { ...data, ...times } } },
          identity: { kind: "admin" },
        }),
      )._id;
    const user = { name: "Bench", email: "bench@example.test", emailVerified: true, isPlatformStaff: true };
    const subject = await create("user", user);
    const expiresAt = Date.now() + 86_400_000;
    const sessionId = await create("session", { userId: subject, token: "bench", expiresAt });
    const issuer = this.#running.siteUrl;
    const tokenIdentifier = `${issuer}|${subject}`;
    this.#staff = { kind: "user", attributes: { subject, sessionId, issuer, tokenIdentifier } };
  }

  async #run(kind: "query" | "mutation", call: Call): Promise<JSONValue> {
    const { deployment } = this.#running;
    const { outcome } = kind === "query" ? await deployment.query(call) : await deployment.mutation(call);
    if (!outcome.success) throw new Error(`${call.path}: ${outcome.errorMessage}`);
    return outcome.value;
  }

  /** Internal functions are the deployment's own: they are called with its key. */
  query(path: string, args: JSONValue, as: "staff" | "system" = "staff"): Promise<JSONValue> {
    return this.#run("query", { path, args, identity: as === "staff" ? this.#staff : { kind: "admin" } });
  }

  mutation(path: string, args: JSONValue, as: "staff" | "system" = "system"): Promise<JSONValue> {
    return this.#run("mutation", { path, args, identity: as === "staff" ? this.#staff : { kind: "admin" } });
  }

  /** What one call cost, without the functions that it scheduled. */
  async cost(work: () => Promise<unknown>): Promise<Cost> {
    const startedAt = performance.now();
    const { calls } = await this.#running.deployment.measure(work);
    const ms = performance.now() - startedAt;
    const own = calls.find((call) => call.kind === "query" || call.kind === "mutation");
    if (!own) throw new Error("Nothing was called.");
    return { ...own.usage, functionCalls: own.functionCalls, ms };
  }

  /** Every call that ended while the work ran, scheduled ones too. */
  async reports(work: () => Promise<unknown>): Promise<readonly CallReport[]> {
    return (await this.#running.deployment.measure(work)).calls;
  }

  async idle(): Promise<void> {
    await this.#running.deployment.schedulerIdle();
  }

  async close(): Promise<void> {
    await this.#running.close();
    await this.#simulator.close();
  }
}
