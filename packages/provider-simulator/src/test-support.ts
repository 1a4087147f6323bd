import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import OpenAI from "openai";
import twilio from "twilio";
import { onTestFinished } from "vitest";
import { developmentDefaults, type Simulator, type SimulatorOptions, startSimulator } from "./index";

/** A simulator on a free port that is closed when the test ends. */
export async function simulatorForTest(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ port: 0, ...options });
  onTestFinished(() => simulator.close());
  return simulator;
}

/** The unmodified client of the provider; it does not retry, so that each fault is seen once. */
export const openaiFor = (simulator: Simulator, apiKey: string = developmentDefaults.openaiApiKey): OpenAI =>
  new OpenAI({ baseURL: simulator.openaiBaseUrl, apiKey, maxRetries: 0 });

export const basicAuth = (
  user: string = developmentDefaults.accountSid,
  password: string = developmentDefaults.authToken,
): string => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

export interface ReceivedWebhook {
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly fields: Record<string, string>;
}

export interface WebhookServer {
  readonly url: string;
  readonly received: ReceivedWebhook[];
  /** What the next webhooks are answered; 200 by default. */
  respondWith(status: number, body?: string): void;
}

/** A product of a few lines: takes webhooks and keeps them. */
export async function webhookServerForTest(): Promise<WebhookServer> {
  const received: ReceivedWebhook[] = [];
  let answer = { status: 200, body: "" };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString("utf8")));
    received.push({ url: request.url ?? "", headers: request.headers, fields });
    response.writeHead(answer.status, { "content-type": "text/xml" }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  // `listen` on a host and port gives an address object.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/twilio/whatsapp`,
    received,
    respondWith: (status, body = "") => {
      answer = { status, body };
    },
  };
}

/** Checks a received webhook with the provider's own library. */
export const isSignedFor = (
  webhook: ReceivedWebhook | undefined,
  url: string,
  authToken: string = developmentDefaults.authToken,
) =>
  twilio.validateRequest(
    authToken,
    String(webhook?.headers["x-twilio-signature"]),
    url,
    webhook?.fields ?? {},
  );

/** For what comes by itself: on a busy machine a second is no long time. */
export const PATIENCE = { timeout: 20_000, interval: 20 };
