/**
 * The split of the wide user rows on many users: tried, begun, killed in the middle, gone on with, run again, and taken back.
 * What the product reads of every user is the same at each of these points, and no row is there twice.
 *
 *     npx tsx bench/user-migration.ts [--users 10000]
 */

import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { startLocalDeployment } from "@voice-flow/local-deployment";
import type { JSONValue } from "convex/values";
import { z } from "zod";

const { values } = parseArgs({ options: { users: { type: "string", default: "10000" } } });
const USERS = Number(values.users);
const CREATED_AT_A_TIME = 500;
const TABLES = ["userProfiles", "billingAccounts", "conversationState"] as const;
type Table = (typeof TABLES)[number];
type Counts = Record<Table, number>;

const peopleSchema = z.object({ people: z.array(z.string()), cursor: z.string().nullable() });
const countSchema = z.object({ userIds: z.array(z.string()), cursor: z.string().nullable() });

const running = await startLocalDeployment({
  projectDir: fileURLToPath(new URL("./wide-users", import.meta.url)),
  port: 0,
  sitePort: 0,
  crons: false,
  enforceLimits: true,
  env: {},
  onLog: ({ level, path, text }) => {
    // A dry run reports by throwing.
    if (level === "ERROR" && !text.includes("DRY RUN")) process.stderr.write(`${path}: ${text}\n`);
  },
});
const { deployment } = running;

async function call(
  kind: "query" | "mutation",
  path: string,
  args: JSONValue,
  componentPath = "",
): Promise<JSONValue> {
  const request = { path, args, componentPath, identity: { kind: "admin" as const } };
  const { outcome } = kind === "query" ? await deployment.query(request) : await deployment.mutation(request);
  if (!outcome.success) throw new Error(`${path}: ${outcome.errorMessage}`);
  return outcome.value;
}

async function readAll(): Promise<string[]> {
  const all: string[] = [];
  let cursor: string | null = null;
  do {
    const page = peopleSchema.parse(await call("query", "people:read", { cursor }));
    all.push(...page.people);
    ({ cursor } = page);
  } while (cursor !== null);
  return all;
}

/** Rows of each narrow table. Throws when a user has two. */
async function countAll(): Promise<Counts> {
  const counts: Counts = { userProfiles: 0, billingAccounts: 0, conversationState: 0 };
  for (const table of TABLES) {
    const seen = new Set<string>();
    let cursor: string | null = null;
    do {
      const page = countSchema.parse(await call("query", "people:count", { table, cursor }));
      for (const userId of page.userIds) {
        if (seen.has(userId)) throw new Error(`${userId} has two rows in ${table}.`);
        seen.add(userId);
      }
      ({ cursor } = page);
    } while (cursor !== null);
    counts[table] = seen.size;
  }
  return counts;
}

const NONE: Counts = { userProfiles: 0, billingAccounts: 0, conversationState: 0 };
const ALL: Counts = {
  userProfiles: USERS,
  billingAccounts: Math.ceil(USERS / 3),
  conversationState: Math.ceil(USERS / 2),
};
let before: string[] = [];

async function expectNow(what: string, counts: Counts | ((found: Counts) => boolean)): Promise<void> {
  const found = await countAll();
  const fits = typeof counts === "function" ? counts(found) : isDeepStrictEqual(found, counts);
  if (!fits) throw new Error(`${what}: ${JSON.stringify(found)}`);
  if (!isDeepStrictEqual(await readAll(), before))
    throw new Error(`${what}: something is read that was not.`);
  console.log(
    `${what}: ${Object.entries(found)
      .map(([table, rows]) => `${table} ${rows}`)
      .join(", ")}; every user reads as before`,
  );
}

const split = (args: { [key: string]: JSONValue } = {}) => call("mutation", "migrations:splitUsers", args);

for (let from = 0; from < USERS; from += CREATED_AT_A_TIME) {
  await call("mutation", "people:createWide", { from, to: Math.min(USERS, from + CREATED_AT_A_TIME) });
}
before = await readAll();
await split({ dryRun: true, oneBatchOnly: true, cursor: null }).then(
  () => {
    throw new Error("A dry run that keeps nothing ends by throwing.");
  },
  () => undefined,
);
await expectNow("dry run", NONE);

await split();
while ((await countAll()).userProfiles < USERS / 4) await new Promise((resolve) => setTimeout(resolve, 20));
await call("mutation", "lib:cancel", { name: "migrations:splitUsers" }, "migrations");
await deployment.schedulerIdle();
await expectNow(
  "killed in the middle",
  ({ userProfiles }) => userProfiles >= USERS / 4 && userProfiles < USERS,
);

await split();
await deployment.schedulerIdle();
await expectNow("gone on with", ALL);
await split({ reset: true });
await deployment.schedulerIdle();
await expectNow("run again", ALL);
await call("mutation", "migrations:joinUsers", {});
await deployment.schedulerIdle();
await expectNow("taken back", { ...NONE, conversationState: ALL.conversationState });
console.log(`✓ ${USERS} users, split and joined, none lost and none twice.`);
await running.close();
process.exit(0);
