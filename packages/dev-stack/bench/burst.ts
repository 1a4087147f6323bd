/**
 * A burst: 200 notes of all coaches within a minute, half of them spoken, while a tenth of the AI provider's and of
 * WhatsApp's answers are faults. Every note must end (or wait for its coach), be answered, and be counted by events once.
 *
 *     npx tsx bench/burst.ts [--notes 200] [--seed 7] [--minutes 8] [--breaker 100]
 *
 * With the breaker as it is by default, the first failures open it, and most notes fail at once with `circuit_open`. A
 * higher threshold (at most 100) lets every note meet the faults themselves.
 */
import { parseArgs } from "node:util";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { z } from "zod";
import { readConfigOrThrow } from "../src/config";
import { callFunctionOrThrow } from "../src/deployment-client";
import { freePort } from "../src/ports";
import { type Stack, startStack } from "../src/stack";

const { values } = parseArgs({
  options: {
    notes: { type: "string", default: "200" },
    seed: { type: "string", default: "7" },
    minutes: { type: "string", default: "8" },
    breaker: { type: "string" },
  },
});
const NOTES = Number(values.notes);
const GIVE_UP_MS = Number(values.minutes) * 60_000;
const POLL_MS = 2_000;
const ENDED = ["completed", "failed", "rejected", "cancelled", "awaiting_coach"];
const SAMPLES = ["one-player", "three-players", "injury", "injury-shawn", "todo", "team-note", "two-alexes"];
const FAULTS = [
  { kind: "server_error", target: "openai", share: 0.05 },
  { kind: "rate_limit", target: "openai", share: 0.05, retryAfterSeconds: 1 },
  { kind: "server_error", target: "twilio", share: 0.1 },
];

const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ page: z.array(row), isDone: z.boolean(), continueCursor: z.string() });
const artifactSchema = z.object({
  artifactId: z.string(),
  status: z.string(),
  error: z.object({ code: z.string() }).optional(),
});
const eventsSchema = z.union([
  z.null(),
  z.object({ events: z.array(z.object({ eventId: z.string(), eventType: z.string() })) }),
]);
const phonebookSchema = z.array(z.object({ phone: z.string(), club: z.string() }));
const chatSchema = z.array(z.object({ direction: z.string() }));
const recentArtifacts = makeFunctionReference<"query">("models/voiceNoteArtifacts:getRecentArtifacts");
const setSetting = makeFunctionReference<"mutation">("models/settings:setSetting");
const timeline = makeFunctionReference<"query">("models/voicePipelineEvents:getEventTimeline");

/** Signs in as Next's server would, and resolves with a client of the deployment. */
async function staffClient(stack: Stack): Promise<ConvexHttpClient> {
  const [staff] = stack.accounts;
  if (!staff) throw new Error("no staff account");
  const signIn = await fetch(`${stack.siteUrl}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: stack.webUrl },
    body: JSON.stringify({ email: staff.email, password: staff.password }),
  });
  if (!signIn.ok) throw new Error(`sign-in answered ${signIn.status}`);
  const cookies = signIn.headers.getSetCookie().map((line) => line.split(";")[0]);
  const answer = await fetch(`${stack.siteUrl}/api/auth/convex/token`, {
    headers: { cookie: cookies.join("; ") },
  });
  const client = new ConvexHttpClient(stack.deployment.url);
  client.setAuth(z.object({ token: z.string() }).parse(await answer.json()).token);
  return client;
}

async function putJson(url: string, method: string, body: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}`);
  return await response.json();
}

const chatUrl = (stack: Stack, phone: string) =>
  `${stack.simulatorUrl}/api/phones/${encodeURIComponent(phone)}/messages`;

/** The note with this number; a coach sends each sample once only, since the same recording again is a duplicate. */
function noteOf(index: number, coaches: number): Record<string, string> {
  const sampleId = SAMPLES[Math.floor(index / coaches)];
  return index % 2 === 0 && sampleId
    ? { sampleId }
    : { text: `Everybody worked very hard in session number ${index} this evening` };
}

async function notesSince(client: ConvexHttpClient, from: number) {
  const found: z.infer<typeof artifactSchema>[] = [];
  for (let cursor: string | null = null; ; ) {
    const { page, isDone, continueCursor } = pageOf(artifactSchema).parse(
      await client.query(recentArtifacts, { from, paginationOpts: { numItems: 50, cursor } }),
    );
    found.push(...page);
    if (isDone) return found;
    cursor = continueCursor;
  }
}

async function repliesTo(stack: Stack, phones: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const phone of phones) {
    const chat = chatSchema.parse(await (await fetch(chatUrl(stack, phone))).json());
    counts.set(phone, chat.filter(({ direction }) => direction === "to_coach").length);
  }
  return counts;
}

/** Polls until the condition holds. Rejects with what was seen last. */
async function until(look: () => Promise<{ done: boolean; seen: string }>): Promise<void> {
  const giveUpAt = Date.now() + GIVE_UP_MS;
  for (;;) {
    const { done, seen } = await look();
    if (done) return;
    if (Date.now() > giveUpAt) throw new Error(`Given up: ${seen}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const tally = (words: readonly string[]): string =>
  [...new Set(words)].map((word) => `${words.filter((each) => each === word).length} ${word}`).join(", ");

/** Notes whose events do not tell each of their steps exactly once. */
async function miscounted(client: ConvexHttpClient, notes: Awaited<ReturnType<typeof notesSince>>) {
  const wrong: string[] = [];
  for (const { artifactId, status } of notes) {
    const events = eventsSchema.parse(await client.query(timeline, { artifactId }))?.events ?? [];
    const count = (type: string) => events.filter(({ eventType }) => eventType === type).length;
    const unique = new Set(events.map(({ eventId }) => eventId)).size === events.length;
    const once =
      count("artifact_received") === 1 &&
      count("artifact_completed") === (status === "completed" ? 1 : 0) &&
      count("artifact_failed") === (status === "failed" ? 1 : 0);
    if (!unique || !once) wrong.push(artifactId);
  }
  return wrong;
}

async function burst(stack: Stack): Promise<void> {
  const phonebook = phonebookSchema.parse(
    await callFunctionOrThrow(stack.deployment, "seed/seed:phonebook", {}),
  );
  // A coach of several clubs is asked first which one the note is for.
  const phones = phonebook.filter(({ club }) => !club.includes(",")).map(({ phone }) => phone);
  await putJson(`${stack.simulatorUrl}/api/reset`, "POST", { seed: Number(values.seed) });
  await putJson(`${stack.simulatorUrl}/api/faults`, "PUT", FAULTS);
  const client = await staffClient(stack);
  if (values.breaker !== undefined) {
    await client.mutation(setSetting, { key: "BREAKER_FAILURE_THRESHOLD", value: Number(values.breaker) });
  }
  const from = Date.now();
  const sent = new Map<string, number>();
  await Promise.all(
    Array.from({ length: NOTES }, async (_, index) => {
      const phone = phones[index % phones.length];
      if (!phone) throw new Error("no coaches");
      sent.set(phone, (sent.get(phone) ?? 0) + 1);
      const answer = await putJson(chatUrl(stack, phone), "POST", noteOf(index, phones.length));
      const { status } = z.object({ status: z.number().nullable() }).parse(answer);
      if (status !== 200) throw new Error(`a webhook answered ${status}`);
    }),
  );
  const tookMs = Date.now() - from;
  await until(async () => {
    const notes = await notesSince(client, from);
    const seen = `${notes.length} notes: ${tally(notes.map(({ status }) => status))}`;
    return { done: notes.length === NOTES && notes.every(({ status }) => ENDED.includes(status)), seen };
  });
  await until(async () => {
    const replies = await repliesTo(stack, [...sent.keys()]);
    const short = [...sent].filter(([phone, count]) => (replies.get(phone) ?? 0) < count);
    return { done: short.length === 0, seen: `${short.length} coaches have fewer replies than notes` };
  });
  const notes = await notesSince(client, from);
  const wrong = await miscounted(client, notes);
  console.log(
    `${NOTES} notes of ${sent.size} coaches, taken in ${tookMs} ms, ended after ${Date.now() - from} ms`,
  );
  console.log(`status: ${tally(notes.map(({ status }) => status))}`);
  console.log(`failures: ${tally(notes.flatMap(({ error }) => (error ? [error.code] : [])))}`);
  console.log(`notes whose events are not told exactly once: ${wrong.length}`);
  if (wrong.length > 0 || tookMs > 60_000) process.exitCode = 1;
}

const config = readConfigOrThrow({
  VOICE_FLOW_WEB_PORT: String(await freePort()),
  VOICE_FLOW_API_PORT: String(await freePort()),
  VOICE_FLOW_SITE_PORT: String(await freePort()),
  VOICE_FLOW_SIMULATOR_PORT: String(await freePort()),
  VOICE_FLOW_SEED_DAYS: "1",
});
const stack = await startStack(config, { web: "none", onLine: () => {}, say: console.log });
try {
  await burst(stack);
} finally {
  await stack.close();
}
