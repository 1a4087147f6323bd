/** What a test arranges beside the pages: as staff, who may change thresholds, and as the cron that checks health. */
import { callFunctionOrThrow } from "@voice-flow/dev-stack/deployment-client";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { z } from "zod";
import { product } from "./product";

const tokenSchema = z.object({ token: z.string() });
const checkSchema = z.object({ news: z.number() });
const setSetting = makeFunctionReference<"mutation">("models/settings:setSetting");

/** A client of the deployment that is signed in as staff. Throws an Error when signing in is refused. */
export async function staffClient(): Promise<ConvexHttpClient> {
  const { siteUrl, webUrl, deployment, staff } = product();
  const signIn = await fetch(`${siteUrl}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: webUrl },
    body: JSON.stringify(staff),
  });
  if (!signIn.ok) throw new Error(`Signing in as staff answered ${signIn.status}.`);
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const answer = await fetch(`${siteUrl}/api/auth/convex/token`, { headers: { cookie } });
  const client = new ConvexHttpClient(deployment.url, { logger: false });
  client.setAuth(tokenSchema.parse(await answer.json()).token);
  return client;
}

/** Settings by key, as on the settings page. */
export async function changeSettings(values: Readonly<Record<string, number | null>>): Promise<void> {
  const client = await staffClient();
  for (const [key, value] of Object.entries(values)) await client.mutation(setSetting, { key, value });
}

/** Takes the changes of these settings back, the last first: some may not pass others. */
export const resetSettings = async (values: Readonly<Record<string, number>>): Promise<void> =>
  await changeSettings(
    Object.fromEntries(
      Object.keys(values)
        .toReversed()
        .map((key) => [key, null]),
    ),
  );

/** Checks health now, as the cron does every five minutes; resolves with how many incidents changed. */
export const checkHealth = async (): Promise<{ news: number }> =>
  checkSchema.parse(
    await callFunctionOrThrow(product().deployment, "models/voicePipelineAlerts:checkPipelineHealth", {}),
  );

const teamsSchema = z.array(z.object({ teamId: z.string() }));

/** A club with a team and a coach of its own, whose notes no other test touches. Resolves with the coach's number. */
export async function registerClub(name: string, phone: string): Promise<string> {
  const { deployment } = product();
  const now = Date.now();
  const slug = name.toLowerCase().replaceAll(" ", "-");
  const team = { name: "U12", ageGroup: "u12", sport: "hurling", players: [] };
  const club = { organizationId: slug, name, slug, shortNames: [], autoApplyTopics: [], teams: [team], now };
  const [registered] = teamsSchema.parse(
    await callFunctionOrThrow(deployment, "models/clubs:registerClub", club),
  );
  const coach = { phone, firstName: "Una", lastName: "Daly", teamIds: [registered?.teamId ?? ""], now };
  await callFunctionOrThrow(deployment, "models/users:registerCoach", coach);
  return phone;
}
