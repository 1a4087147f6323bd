/** The deployments that every test of the sync server runs against. */
import { join } from "node:path";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { Deployment } from "../../src/deployment.ts";
import { LocalDeployment } from "../../src/index.ts";
import { MemoryDeployment } from "./memory-deployment.ts";

export interface Backend {
  name: "in memory" | "engine";
  start(): Promise<Deployment>;
}

export const ADMIN_KEY = "the admin key of the tests";
const ISSUER = "https://issuer.example";
const KEY_ID = "tests";

const keys = await generateKeyPair("RS256");
const publicKey = await exportJWK(keys.publicKey);
const keySet = JSON.stringify({ keys: [{ ...publicKey, kid: KEY_ID, alg: "RS256" }] });
process.env.SYNC_TEST_JWKS = `data:application/json,${encodeURIComponent(keySet)}`;

/** @param seconds until it expires. @param age seconds since it was issued. */
export function signToken(subject: string, seconds = 3600, age = 0): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: "RS256", kid: KEY_ID })
    .setIssuer(ISSUER)
    .setSubject(subject)
    .setJti(crypto.randomUUID())
    .setIssuedAt(now - age)
    .setExpirationTime(now + seconds)
    .sign(keys.privateKey);
}

export function startMemory(): MemoryDeployment {
  return new MemoryDeployment({ adminKey: ADMIN_KEY, publicKey: keys.publicKey });
}

const memory: Backend = { name: "in memory", start: async () => startMemory() };

const projectDir = join(import.meta.dirname, "project");

const engine: Backend = {
  name: "engine",
  start: () =>
    LocalDeployment.open({
      projectDir,
      convexDir: join(projectDir, "convex"),
      adminKey: ADMIN_KEY,
      origin: () => "http://127.0.0.1",
      watch: false,
      crons: false,
      loadFunctions: true,
      enforceLimits: true,
      onLog: () => undefined,
      onNotice: () => undefined,
    }),
};

export const backends: Backend[] = [memory, engine];
