/** A local deployment of the sync tests' project, filled with documents. */
import { join } from "node:path";
import { convexToJson } from "convex/values";
import { type RunningDeployment, startLocalDeployment } from "../src/index.ts";

/** Documents written by one transaction while filling. */
const BATCH = 1000;

export async function startFilled(keys: readonly string[], documents: number): Promise<RunningDeployment> {
  const running = await startLocalDeployment({
    projectDir: join(import.meta.dirname, "../test/sync/project"),
    port: 0,
    sitePort: 0,
    crons: false,
    // The project's auth.config.ts wants it; nobody signs in here.
    env: { SYNC_TEST_JWKS: 'data:application/json,{"keys":[]}' },
    onLog: ({ text }) => console.error(text),
  });
  const each = Math.max(1, Math.round(documents / keys.length));
  const keysPerBatch = Math.max(1, Math.floor(BATCH / each));
  for (let from = 0; from < keys.length; from += keysPerBatch) {
    const args = convexToJson({ keys: keys.slice(from, from + keysPerBatch), each });
    const { outcome } = await running.deployment.mutation({ path: "items:fill", args, identity: null });
    if (!outcome.success) throw new Error(outcome.errorMessage);
  }
  return running;
}

/** Names of the keys that the documents are spread over. */
export function keyNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `key${String(index).padStart(5, "0")}`);
}
