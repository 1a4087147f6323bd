/** The product's own backend: the local install of Better Auth, from sign-up to a token that the deployment accepts. */
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningDeployment, startLocalDeployment } from "../../src/index.ts";

const ORIGIN = "http://localhost:3000";
const PASSWORD = "a long enough password";
let running: RunningDeployment;

beforeAll(async () => {
  running = await startLocalDeployment({
    projectDir: fileURLToPath(new URL("../../../backend", import.meta.url)),
    port: 0,
    sitePort: 0,
    crons: false,
    env: { SITE_URL: ORIGIN, BETTER_AUTH_SECRET: "0f3c9a1e7b5d48f2a6c01d9e8b7f4a23" },
  });
});
afterAll(async () => {
  await running?.close();
});

function post(path: string, body: unknown): Promise<Response> {
  return fetch(`${running.siteUrl}/api/auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: ORIGIN },
    body: JSON.stringify(body),
  });
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

function tokenFor(cookie: string): Promise<Response> {
  return fetch(`${running.siteUrl}/api/auth/convex/token`, { headers: { cookie } });
}

describe("the backend", () => {
  it("loads with its components", () => {
    expect([...running.deployment.project.components.keys()]).toEqual(
      expect.arrayContaining(["", "betterAuth"]),
    );
  });

  it("signs up and in, with cookies, and gives a token that the deployment verifies", async () => {
    const email = "someone@example.com";
    const signUp = await post("/sign-up/email", { email, password: PASSWORD, name: "Someone" });
    expect(signUp.status).toBe(200);
    expect((await post("/sign-in/email", { email, password: "not the password" })).status).toBe(401);
    const signIn = await post("/sign-in/email", { email, password: PASSWORD });
    expect(signIn.headers.getSetCookie().length).toBeGreaterThanOrEqual(2);
    const answer = await tokenFor(cookiesOf(signIn));
    expect(answer.status).toBe(200);
    const { token } = await answer.json();
    expect(await running.deployment.authenticate(token)).toMatchObject({
      kind: "user",
      attributes: { issuer: running.siteUrl, email, sessionId: expect.any(String) },
    });
  });

  it("gives no token without a session", async () => {
    expect((await tokenFor("")).status).toBe(401);
  });
});
