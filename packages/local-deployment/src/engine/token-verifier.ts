/** Verifies JSON Web Tokens against the providers of `auth.config.ts`. */
import type { UserIdentityAttributes } from "convex/server";
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from "jose";
import { z } from "zod";

const customProvider = z.object({
  type: z.literal("customJwt"),
  issuer: z.string(),
  jwks: z.string(),
  algorithm: z.enum(["RS256", "ES256"]),
  applicationID: z.string().optional(),
});
/** An OpenID Connect provider: its keys are found through its discovery document. */
const openIdProvider = z.object({ domain: z.string(), applicationID: z.string() });
const authConfig = z.object({ providers: z.array(z.union([customProvider, openIdProvider])) });
type Provider = z.infer<typeof authConfig>["providers"][number];

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
const discoveryDocument = z.object({ jwks_uri: z.string() });

/** Convex's names of the standard claims. */
const STANDARD_CLAIMS: Readonly<Record<string, string>> = {
  given_name: "givenName",
  family_name: "familyName",
  preferred_username: "preferredUsername",
  profile: "profileUrl",
  picture: "pictureUrl",
  email_verified: "emailVerified",
  birthdate: "birthday",
  zoneinfo: "timezone",
  locale: "language",
  phone_number: "phoneNumber",
  phone_number_verified: "phoneNumberVerified",
  updated_at: "updatedAt",
};
const REGISTERED_CLAIMS = new Set(["iss", "sub", "aud", "exp", "nbf", "iat", "jti"]);
/** As in Convex: clocks may differ by this much. */
const CLOCK_TOLERANCE_SECONDS = 5;
const FETCH_TIMEOUT_MS = 10_000;

function issuerOf(provider: Provider): string {
  if ("issuer" in provider) {
    return provider.issuer;
  }
  return provider.domain.includes("://") ? provider.domain : `https://${provider.domain}`;
}

function sameIssuer(a: string, b: string): boolean {
  return a.replace(/\/$/, "") === b.replace(/\/$/, "");
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  if (!response.ok) {
    throw new Error(`${url} answered ${response.status}.`);
  }
  return await response.json();
}

async function keysAt(url: string): Promise<JWTVerifyGetKey> {
  if (url.startsWith("data:")) {
    const keys = keySet.parse(await fetchJson(url));
    return createLocalJWKSet(keys satisfies JSONWebKeySet);
  }
  return createRemoteJWKSet(new URL(url), { timeoutDuration: FETCH_TIMEOUT_MS });
}

function identityFromClaims(claims: JWTPayload): UserIdentityAttributes {
  const { iss: issuer, sub: subject } = claims;
  if (issuer === undefined || subject === undefined) {
    throw new Error("The token has no issuer or no subject.");
  }
  const attributes: UserIdentityAttributes = { tokenIdentifier: `${issuer}|${subject}`, issuer, subject };
  for (const [claim, value] of Object.entries(claims)) {
    if (!REGISTERED_CLAIMS.has(claim) && value !== undefined && value !== null) {
      // Custom claims are any JSON; Convex hands them on under their own names.
      attributes[STANDARD_CLAIMS[claim] ?? claim] = value as UserIdentityAttributes[string];
    }
  }
  return attributes;
}

export class TokenVerifier {
  readonly #providers: Provider[];
  readonly #keys = new Map<Provider, Promise<JWTVerifyGetKey>>();

  /** @param config default export of `auth.config.ts`; null when the project has none */
  constructor(config: unknown) {
    this.#providers = config === null ? [] : authConfig.parse(config).providers;
  }

  #keysOf(provider: Provider): Promise<JWTVerifyGetKey> {
    let keys = this.#keys.get(provider);
    if (!keys) {
      keys = this.#findKeys(provider);
      this.#keys.set(provider, keys);
      // A provider that is not up yet is asked again with the next token.
      keys.catch(() => this.#keys.delete(provider));
    }
    return keys;
  }

  async #findKeys(provider: Provider): Promise<JWTVerifyGetKey> {
    if ("jwks" in provider) {
      return await keysAt(provider.jwks);
    }
    const issuer = issuerOf(provider).replace(/\/$/, "");
    const document = discoveryDocument.parse(await fetchJson(`${issuer}/.well-known/openid-configuration`));
    return await keysAt(document.jwks_uri);
  }

  /** Throws an Error with a message for developers when the token does not hold. */
  async verify(token: string): Promise<UserIdentityAttributes> {
    let claims: JWTPayload;
    try {
      claims = decodeJwt(token);
    } catch {
      throw new Error("Could not parse the token as a JSON Web Token.");
    }
    const { iss, aud } = claims;
    const audiences = Array.isArray(aud) ? aud : aud === undefined ? [] : [aud];
    const provider = this.#providers.find(
      (candidate) =>
        iss !== undefined &&
        sameIssuer(issuerOf(candidate), iss) &&
        (candidate.applicationID === undefined || audiences.includes(candidate.applicationID)),
    );
    if (!provider) {
      throw new Error(
        `No auth provider matches the token (issuer ${iss ?? "missing"}, audience ${audiences.join(", ") || "missing"}); check auth.config.ts.`,
      );
    }
    try {
      const { payload } = await jwtVerify(token, await this.#keysOf(provider), {
        algorithms: "algorithm" in provider ? [provider.algorithm] : ["RS256", "ES256"],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      return identityFromClaims(payload);
    } catch (error) {
      throw new Error(
        `Could not verify the token: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
