import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../fixture/convex/_generated/api.js";
import { httpClient, useFixture } from "../fixture-deployment.ts";

const { privateKey, publicKey } = await generateKeyPair("RS256");
const inline = await generateKeyPair("ES256");
const jwk = { ...(await exportJWK(publicKey)), kid: "site", alg: "RS256", use: "sig" };
const inlineJwk = { ...(await exportJWK(inline.publicKey)), kid: "inline", alg: "ES256" };
const inlineUri = `data:text/plain;charset=utf-8;base64,${btoa(JSON.stringify({ keys: [inlineJwk] }))}`;

const fixture = useFixture({
  env: { TEST_JWKS: JSON.stringify({ keys: [jwk] }), TEST_INLINE_JWKS: inlineUri },
});

interface TokenOptions {
  issuer?: string;
  audience?: string;
  expiresIn?: string;
  claims?: Record<string, unknown>;
}

function token({
  issuer,
  audience = "convex",
  expiresIn = "5m",
  claims = {},
}: TokenOptions = {}): Promise<string> {
  return new SignJWT({ name: "Ada", email_verified: true, sessionId: "s1", ...claims })
    .setProtectedHeader({ alg: "RS256", kid: "site" })
    .setIssuer(issuer ?? fixture.running.siteUrl)
    .setSubject("user1")
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(expiresIn)
    .sign(privateKey);
}

async function identityWith(jwt: string): Promise<unknown> {
  const client = httpClient(fixture.running);
  client.setAuth(jwt);
  return await client.query(api.notes.whoAmI);
}

describe("authentication", () => {
  it("knows nobody without a token", async () => {
    expect(await fixture.client.query(api.notes.whoAmI)).toBeNull();
  });

  it("verifies a token with the keys that the deployment's own site publishes", async () => {
    expect(await identityWith(await token())).toEqual({
      tokenIdentifier: `${fixture.running.siteUrl}|user1`,
      issuer: fixture.running.siteUrl,
      subject: "user1",
      name: "Ada",
      emailVerified: true,
      sessionId: "s1",
    });
  });

  it("verifies a token with keys in the configuration, and one of a provider found by discovery", async () => {
    const inlineToken = await new SignJWT({})
      .setProtectedHeader({ alg: "ES256", kid: "inline" })
      .setIssuer("https://inline.example")
      .setSubject("user2")
      .setExpirationTime("5m")
      .sign(inline.privateKey);
    expect(await identityWith(inlineToken)).toMatchObject({ subject: "user2" });
    const discovered = await token({ issuer: `${fixture.running.siteUrl}/openid`, audience: "openid-app" });
    expect(await identityWith(discovered)).toMatchObject({ subject: "user1" });
  });

  it.each<[string, TokenOptions, string]>([
    ["that expired", { expiresIn: "-1m" }, "exp"],
    ["of another issuer", { issuer: "https://elsewhere.example" }, "No auth provider matches"],
    ["for another audience", { audience: "other-app" }, "No auth provider matches"],
  ])("refuses a token %s", async (_name, options, message) => {
    await expect(token(options).then(identityWith)).rejects.toThrow(message);
  });

  it("refuses a token that was changed, one signed with another key, and one that is no token", async () => {
    const [header, , signature] = (await token()).split(".");
    const claims = btoa(
      JSON.stringify({ iss: fixture.running.siteUrl, sub: "admin", aud: "convex", exp: 4e9 }),
    );
    await expect(identityWith(`${header}.${claims.replaceAll("=", "")}.${signature}`)).rejects.toThrow(
      "signature",
    );
    const other = await generateKeyPair("RS256");
    const forged = await new SignJWT({})
      .setProtectedHeader({ alg: "RS256", kid: "site" })
      .setIssuer(fixture.running.siteUrl)
      .setSubject("user1")
      .setAudience("convex")
      .setExpirationTime("5m")
      .sign(other.privateKey);
    await expect(identityWith(forged)).rejects.toThrow("signature");
    await expect(identityWith("not a token")).rejects.toThrow("Could not parse");
  });

  it("tells an HTTP action who calls, and that nobody does with a token of somebody else", async () => {
    const echo = async (authorization: string) => {
      const response = await fetch(`${fixture.running.siteUrl}/echo`, {
        method: "POST",
        headers: { authorization },
      });
      return (await response.json()).subject;
    };
    expect(await echo(`Bearer ${await token()}`)).toBe("user1");
    expect(await echo("Bearer some-api-key")).toBeNull();
  });
});

describe("keys at the address of a site that is not up yet", () => {
  let previous: string | undefined;
  beforeAll(() => {
    previous = process.env.TEST_JWKS;
  });
  afterAll(() => {
    process.env.TEST_JWKS = previous;
  });

  it("asks again after a rotation", async () => {
    const rotated = await generateKeyPair("RS256");
    const rotatedJwk = { ...(await exportJWK(rotated.publicKey)), kid: "rotated", alg: "RS256" };
    process.env.TEST_JWKS = JSON.stringify({ keys: [jwk, rotatedJwk] });
    await fixture.running.deployment.reload("a test");
    const jwt = await new SignJWT({})
      .setProtectedHeader({ alg: "RS256", kid: "rotated" })
      .setIssuer(fixture.running.siteUrl)
      .setSubject("user3")
      .setAudience("convex")
      .setExpirationTime("5m")
      .sign(rotated.privateKey);
    expect(await identityWith(jwt)).toMatchObject({ subject: "user3" });
  });
});
