/** The fixture project, running for one test file, and unmodified clients for it. */
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ConvexHttpClient } from "convex/browser";
import type { JSONValue } from "convex/values";
import { afterAll, beforeAll } from "vitest";
import {
  type LogLine,
  type RunningDeployment,
  type StartOptions,
  startLocalDeployment,
} from "../src/index.ts";

export const FIXTURE_DIR = fileURLToPath(new URL("./fixture", import.meta.url));

/** A copy outside the repository, where no type checker or formatter meets it. Delete the folder when done. */
export async function copyFixture({ generated }: { generated: boolean }): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "local-deployment-"));
  const project = join(dir, "project");
  await cp(FIXTURE_DIR, project, {
    recursive: true,
    filter: (source) => generated || !source.includes("_generated"),
  });
  await symlink(join(FIXTURE_DIR, "../../node_modules"), join(dir, "node_modules"));
  return project;
}

export async function deleteCopy(project: string): Promise<void> {
  await rm(dirname(project), { recursive: true });
}

export interface Fixture {
  running: RunningDeployment;
  client: ConvexHttpClient;
  admin: ConvexHttpClient;
  /** Runs any function with the admin key, internal ones too, and answers its plain JSON value. */
  call(path: string, args: JSONValue): Promise<unknown>;
  logs: LogLine[];
}

export function httpClient(running: RunningDeployment): ConvexHttpClient {
  return new ConvexHttpClient(running.url, { logger: false });
}

/** `setAdminAuth` is public at run time; the type that the package publishes leaves it out. */
function adminClient(running: RunningDeployment): ConvexHttpClient {
  const client = httpClient(running) as ConvexHttpClient & { setAdminAuth(key: string): void };
  client.setAdminAuth(running.adminKey);
  return client;
}

/** Registers the hooks that start and stop it. */
export function useFixture(options: Partial<StartOptions> = {}): Fixture {
  // Filled before the first test runs.
  const fixture = { logs: [] as LogLine[] } as Fixture;
  beforeAll(async () => {
    fixture.running = await startLocalDeployment({
      projectDir: FIXTURE_DIR,
      port: 0,
      sitePort: 0,
      crons: false,
      onLog: (line) => fixture.logs.push(line),
      ...options,
    });
    fixture.client = httpClient(fixture.running);
    fixture.admin = adminClient(fixture.running);
    fixture.call = async (path, args) => {
      const response = await fetch(`${fixture.running.url}/api/function`, {
        method: "POST",
        headers: { authorization: `Convex ${fixture.running.adminKey}` },
        body: JSON.stringify({ path, args, format: "json" }),
      });
      const body = await response.json();
      if (body.status !== "success") {
        throw new Error(body.errorMessage ?? body.message);
      }
      return body.value;
    };
  });
  afterAll(async () => {
    await fixture.running?.close();
  });
  return fixture;
}
