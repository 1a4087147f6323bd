/**
 * The backend with a simulated WhatsApp: what a coach sends on `phone` comes as a signed webhook over HTTP, what the product
 * answers is seen on it.
 *
 *     const { t, phone, club } = await createWhatsApp();
 *     await phone.sendText({ phone: club.phone, text: "Aoife was brilliant in goal today" });
 *     await phone.waitForReply(club.phone, { matching: "processing" });
 */
import { developmentDefaults, type SimulatorOptions, startSimulator } from "@voice-flow/provider-simulator";
import { expect, onTestFinished, vi } from "vitest";
import { type Backend, createBackend, seedClub, settle } from "./harness";
import { serve } from "./http-server";

export async function createWhatsApp(options: SimulatorOptions = {}) {
  const t = createBackend();
  const club = await seedClub(t);
  const simulator = await startSimulator({ port: 0, ...options });
  const webhookUrl = await serveHttpActions(t);
  simulator.setWebhookUrl(webhookUrl);
  configureTwilio(simulator.url, webhookUrl);
  vi.stubEnv("OPENAI_BASE_URL", simulator.openaiBaseUrl);
  vi.stubEnv("OPENAI_API_KEY", developmentDefaults.openaiApiKey);
  onTestFinished(async () => {
    await settle(t);
    await cancelLater(t);
    await simulator.close();
    vi.unstubAllEnvs();
  });
  return { t, club, simulator, phone: simulator.phone, webhookUrl };
}

/** What is to be tried again later would find the next test's simulator, and be counted there. */
const cancelLater = (t: Backend) =>
  t.run(async (ctx) => {
    for (const row of await ctx.db.system.query("_scheduled_functions").collect()) {
      if (row.state.kind === "pending") await ctx.scheduler.cancel(row._id);
    }
  });

export type WhatsApp = Awaited<ReturnType<typeof createWhatsApp>>;

/** Waits until every message that was sent has arrived on the phone: what has not, nobody can answer. */
export async function arrived(t: Backend): Promise<void> {
  await settle(t);
  await vi.waitFor(
    async () => {
      const sent = (await rows.outbound(t)).filter(({ status }) => status === "sent");
      expect(sent).toEqual([]);
    },
    { timeout: 15_000, interval: 5 },
  );
}

/** Sends a text as the coach, once everything before has arrived, and returns what came back until nothing more was due, oldest first. */
export async function say(
  { t, phone, club }: Pick<WhatsApp, "t" | "phone" | "club">,
  text: string,
): Promise<string[]> {
  await arrived(t);
  const before = phone.replies(club.phone).length;
  await phone.sendText({ phone: club.phone, text });
  await arrived(t);
  return phone
    .replies(club.phone)
    .slice(before)
    .map(({ body }) => body);
}

export function configureTwilio(apiBaseUrl: string, webhookUrl: string): void {
  vi.stubEnv("TWILIO_ACCOUNT_SID", developmentDefaults.accountSid);
  vi.stubEnv("TWILIO_AUTH_TOKEN", developmentDefaults.authToken);
  vi.stubEnv("TWILIO_WHATSAPP_FROM", developmentDefaults.whatsappFrom);
  vi.stubEnv("TWILIO_API_BASE_URL", apiBaseUrl);
  vi.stubEnv("TWILIO_WEBHOOK_URL", webhookUrl);
}

/** Serves the backend's HTTP actions on a free port. Returns the address of the webhook for messages. */
async function serveHttpActions(t: Backend): Promise<string> {
  const url = await serve(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" && name !== "host" ? [[name, value]] : [],
    );
    const answer = await t.fetch(request.url ?? "/", {
      method: request.method ?? "GET",
      headers,
      body: Buffer.concat(chunks).toString("utf8"),
    });
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  return `${url}/twilio/whatsapp`;
}

/** Polls until the expectation holds; long enough for a busy machine. */
export const eventually = (expectation: () => Promise<void>): Promise<void> =>
  vi.waitFor(expectation, { timeout: 15_000, interval: 20 });

/** All rows of a table; for tests, whose tables are small. */
export const rows = {
  messages: (t: Backend) => t.run(async (ctx) => ctx.db.query("whatsappMessages").take(100)),
  outbound: (t: Backend) => t.run(async (ctx) => ctx.db.query("outboundMessages").take(100)),
  jobs: (t: Backend) => t.run(async (ctx) => ctx.db.query("jobs").take(100)),
  artifacts: (t: Backend) => t.run(async (ctx) => ctx.db.query("voiceNoteArtifacts").take(100)),
  notes: (t: Backend) => t.run(async (ctx) => ctx.db.query("voiceNotes").take(100)),
};

/** Jobs come again after a moment instead of seconds. */
export async function hurryJobs(t: Backend): Promise<void> {
  await t.run(async (ctx) => {
    await ctx.db.insert("platformSettings", {
      key: "JOB_BACKOFF_BASE_MS",
      value: 100,
      updatedBy: "test",
      updatedAt: Date.now(),
    });
  });
}
