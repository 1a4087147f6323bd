import type { AuthConfig } from "convex/server";

/** The tests make a key of their own each time and hand its public half over here. */
const jwks = process.env.SYNC_TEST_JWKS;
if (jwks === undefined) throw new Error("Set SYNC_TEST_JWKS to a data: URL with the key set of the tests.");

export default {
  providers: [{ type: "customJwt", issuer: "https://issuer.example", jwks, algorithm: "RS256" }],
} satisfies AuthConfig;
