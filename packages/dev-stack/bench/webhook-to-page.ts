/**
 * How long a coach's message takes from the signed webhook to the event on somebody else's page: the whole stack without
 * the web server, and a signed-in client that holds the overview's own subscription.
 *
 *     npx tsx bench/webhook-to-page.ts [--notes 40] [--budget-ms 500]
 */
import { parseArgs } from "node:util";
import { ConvexClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { z } from "zod";
import { readConfigOrThrow } from "../src/config";
import { callFunctionOrThrow } from "../src/deployment-client";
import { freePort } from "../src/ports";
import { postSignedText } from "../src/signed-webhook";
import { startStack } from "../src/stack";

const { values } = parseArgs({
  options: {
    notes: { type: "string", default: "40" },
    "budget-ms": { type: "string", default: "500" },
  },
});
const NOTES = Number(values.notes);
const BUDGET_MS = Number(values["budget-ms"]);
const TIMEOUT_MS = 20_000;

const eventsSchema = z.object({
  page: z.array(z.object({ eventId: z.string(), eventType: z.string() })),
});
const phonebookSchema = z.array(z.object({ phone: z.string(), club: z.string() }));
const tokenSchema = z.object({ token: z.string() });

const recentEvents = makeFunctionReference<"query">("models/voicePipelineEvents:getRecentEvents");

/** Signs in as Next's server would, and resolves with a token for the deployment. */
async function staffToken(siteUrl: string, origin: string, account: { email: string; password: string }) {
  const signIn = await fetch(`${siteUrl}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify(account),
  });
  if (!signIn.ok) throw new Error(`sign-in answered ${signIn.status}`);
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const answer = await fetch(`${siteUrl}/api/auth/convex/token`, { headers: { cookie } });
  return tokenSchema.parse(await answer.json()).token;
}

const quantile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;

/** Watches the live feed and lets one wait for the next note that it shows for the first time. */
function watchFeed(client: ConvexClient) {
  const seen = new Set<string>();
  let onFresh: (() => void) | null = null;
  const loaded = new Promise<void>((resolve) => {
    client.onUpdate(recentEvents, { paginationOpts: { numItems: 50, cursor: null } }, (value) => {
      const { page } = eventsSchema.parse(value);
      const fresh = page.some(
        ({ eventId, eventType }) => eventType === "artifact_received" && !seen.has(eventId),
      );
      for (const { eventId } of page) seen.add(eventId);
      if (fresh) onFresh?.();
      resolve();
    });
  });
  const nextNote = () =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("the note never appeared")), TIMEOUT_MS);
      onFresh = () => {
        clearTimeout(timer);
        onFresh = null;
        resolve();
      };
    });
  return { loaded, nextNote };
}

async function main(): Promise<void> {
  const config = readConfigOrThrow({
    VOICE_FLOW_WEB_PORT: String(await freePort()),
    VOICE_FLOW_API_PORT: String(await freePort()),
    VOICE_FLOW_SITE_PORT: String(await freePort()),
    VOICE_FLOW_SIMULATOR_PORT: String(await freePort()),
  });
  const stack = await startStack(config, { web: "none", onLine: () => {}, say: console.log });
  const client = new ConvexClient(stack.deployment.url);
  try {
    const [staff] = stack.accounts;
    if (!staff) throw new Error("no staff account");
    client.setAuth(() => staffToken(stack.siteUrl, stack.webUrl, staff));
    const feed = watchFeed(client);
    await feed.loaded;
    const phonebook = phonebookSchema.parse(
      await callFunctionOrThrow(stack.deployment, "seed/seed:phonebook", {}),
    );
    // A coach of several clubs is asked first which one the note is for.
    const coaches = phonebook.filter(({ club }) => !club.includes(","));
    const samples: number[] = [];
    for (let index = 0; index < NOTES; index += 1) {
      const coach = coaches[index % coaches.length];
      if (!coach) throw new Error("no coaches");
      const shown = feed.nextNote();
      const started = performance.now();
      await postSignedText(
        stack.siteUrl,
        coach.phone,
        `Everybody worked hard in session ${index} this evening`,
      );
      await shown;
      samples.push(performance.now() - started);
    }
    samples.sort((a, b) => a - b);
    const [p50, p95, most] = [quantile(samples, 0.5), quantile(samples, 0.95), quantile(samples, 1)];
    console.log(
      `webhook to event on another page: ${NOTES} notes, p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, max ${most.toFixed(0)} ms (budget p95 ${BUDGET_MS} ms)`,
    );
    if (p95 > BUDGET_MS) process.exitCode = 1;
  } finally {
    await client.close();
    await stack.close();
  }
}

await main();
