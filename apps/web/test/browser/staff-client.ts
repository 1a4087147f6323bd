/** What a test arranges beside the pages: as staff, who may change thresholds, and as the cron that checks health. */
import { randomUUID } from "node:crypto";
import { callFunctionOrThrow } from "@voice-flow/dev-stack/deployment-client";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { z } from "zod";
import { type Account, product } from "./product";

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

/** A club with one team, whose notes no other test touches. Resolves with the team's id. */
async function registerTeam(name: string): Promise<string> {
  const slug = name.toLowerCase().replaceAll(" ", "-");
  const team = { name: "U12", ageGroup: "u12", sport: "hurling", players: [] };
  const [registered] = teamsSchema.parse(
    await callFunctionOrThrow(product().deployment, "models/clubs:registerClub", {
      organizationId: slug,
      name,
      slug,
      shortNames: [],
      autoApplyTopics: [],
      teams: [team],
      now: Date.now(),
    }),
  );
  if (!registered) throw new Error(`${name} was registered without its team.`);
  return registered.teamId;
}

/** A coach of these clubs, which are registered for it; with an account where `authUserId` names one. */
async function registerCoach(clubs: readonly string[], phone: string, authUserId?: string): Promise<void> {
  const teamIds = await Promise.all(clubs.map(registerTeam));
  const coach = { phone, firstName: "Una", lastName: "Daly", teamIds, authUserId, now: Date.now() };
  await callFunctionOrThrow(product().deployment, "models/users:registerCoach", coach);
}

/** A club with a team and a coach of its own. Resolves with the coach's number. */
export async function registerClub(name: string, phone: string): Promise<string> {
  await registerCoach([name], phone);
  return phone;
}

const signedUpSchema = z.object({ user: z.object({ id: z.string() }) });

/** A coach of several clubs who can sign in with what is returned. */
export async function registerCoachWithAccount(clubs: readonly string[], phone: string): Promise<Account> {
  const { siteUrl, webUrl } = product();
  const account = { email: `una-${randomUUID()}@voiceflow.test`, password: randomUUID() };
  const answer = await fetch(`${siteUrl}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: webUrl },
    body: JSON.stringify({ ...account, name: "Una Daly" }),
  });
  if (!answer.ok) throw new Error(`Signing up answered ${answer.status}.`);
  const { user } = signedUpSchema.parse(await answer.json());
  await registerCoach(clubs, phone, user.id);
  return account;
}
