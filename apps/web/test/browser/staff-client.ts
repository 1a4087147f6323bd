/** A client of the deployment that is signed in as staff, for what a test has to arrange beside the pages. */
import { ConvexHttpClient } from "convex/browser";
import { z } from "zod";
import type { RunningProduct } from "./global-setup";

const tokenSchema = z.object({ token: z.string() });

/** Throws an Error when signing in is refused. */
export async function staffClient({ siteUrl, webUrl, deployment, staff }: RunningProduct) {
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
