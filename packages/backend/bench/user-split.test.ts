/**
 * How often transactions of one coach get in each other's way, with everything about a person in one wide row and with
 * the rows of today, under the same load: messages, billing and profile updates at once. What each transaction reads and
 * writes is recorded from the product's own functions. "Before" are the same transactions with the rows about a person
 * taken for one. Two transactions conflict if one of them writes a document that the other reads or writes: Convex then
 * runs one of them again.
 *
 *     npx vitest run bench/user-split.test.ts
 */
import { expect, test, vi } from "vitest";
import type { Id, TableNames } from "../convex/_generated/dataModel";
import type { MutationCtx } from "../convex/_generated/server";
import { findBilling, findUserByPhone, patchProfileOrThrow } from "../convex/lib/host/people";
import { handleMessage } from "../convex/lib/intake/handleMessage";
import { createBackend, seedClub, settle } from "../test/harness";
import { recordSets, type Sets } from "./recorder";

const OPERATIONS = ["message", "billing", "profile"] as const;
type Operation = (typeof OPERATIONS)[number];
/** A message is stored by the webhook and handled by its job: two transactions. */
const TRANSACTIONS = {
  message: ["message stored", "message handled"],
  billing: ["billing update"],
  profile: ["profile update"],
} as const satisfies Record<Operation, readonly string[]>;
type Transaction = (typeof TRANSACTIONS)[Operation][number];
type SetsOf = Record<Transaction, Sets>;

/** What there is about a person. */
const PERSON: readonly TableNames[] = ["users", "userProfiles", "billingAccounts", "conversationState"];

const COACHES = 20;
const ROUNDS = 200;
/** At once, over all coaches. */
const OPERATIONS_PER_ROUND = 40;

/** What the transactions of one coach read and write of the person. `keepsWide`: the split has run, the old fields stay. */
async function measure(keepsWide: boolean): Promise<SetsOf> {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const t = createBackend();
  const { coachUserId, phone } = await seedClub(t);
  const now = Date.now();
  const messageId = await t.run(async (ctx) => {
    const common = { createdAt: now, updatedAt: now };
    await ctx.db.insert("billingAccounts", {
      userId: coachUserId,
      billingCustomerId: "cus_1",
      subscriptionStatus: "trial",
      ...common,
    });
    await ctx.db.insert("conversationState", { userId: coachUserId, openQuestions: [], updatedAt: now });
    if (keepsWide) await ctx.db.patch("users", coachUserId, { firstName: "Carla", lastName: "Coach" });
    return await ctx.db.insert("whatsappMessages", {
      messageSid: "SM1",
      fromPhone: phone,
      toPhone: "+14155238886",
      kind: "text",
      body: "Aoife was brilliant in goal today",
      userId: coachUserId,
      status: "received",
      receivedAt: now,
      updatedAt: now,
    });
  });
  const record = async (act: (ctx: MutationCtx) => Promise<unknown>): Promise<Sets> => {
    const recorded: Sets[] = [];
    await t.run(async (ctx) => {
      const { db, sets } = recordSets(ctx.db, PERSON);
      await act({ ...ctx, db });
      recorded.push(sets);
    });
    const [sets] = recorded;
    if (!sets) throw new Error("Nothing was recorded.");
    return sets;
  };
  const sets = {
    "message stored": await record((ctx) => findUserByPhone(ctx.db, phone)),
    "message handled": await record(async (ctx) => {
      const message = await ctx.db.get("whatsappMessages", messageId);
      if (message) await handleMessage(ctx, message, now);
    }),
    "billing update": await record((ctx) => updateBilling(ctx, coachUserId, now)),
    "profile update": await record((ctx) =>
      patchProfileOrThrow(ctx.db, coachUserId, { firstName: "Carol" }, now),
    ),
  };
  await settle(t);
  return sets;
}

/** What the payment provider's webhook would do. */
async function updateBilling(ctx: MutationCtx, userId: Id<"users">, now: number): Promise<void> {
  await findBilling(ctx.db, userId);
  const account = await ctx.db
    .query("billingAccounts")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();
  if (account) {
    await ctx.db.patch("billingAccounts", account._id, { subscriptionStatus: "active", updatedAt: now });
  }
}

/** The same with everything about the person in one row. */
const inOneRow = ({ reads, writes }: Sets): Sets => ({
  reads: new Set(reads.size + writes.size > 0 ? ["row"] : []),
  writes: new Set(writes.size > 0 ? ["row"] : []),
});

const mapSets = (sets: SetsOf, change: (sets: Sets) => Sets): SetsOf => ({
  "message stored": change(sets["message stored"]),
  "message handled": change(sets["message handled"]),
  "billing update": change(sets["billing update"]),
  "profile update": change(sets["profile update"]),
});

const touches = (a: Sets, b: Sets): boolean =>
  [...a.writes].some((id) => b.reads.has(id) || b.writes.has(id));
const conflict = (a: Sets, b: Sets): boolean => touches(a, b) || touches(b, a);

/** A small generator, so that every run counts the same (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Pairs of transactions that ran at once and conflict. Those of different coaches share no document here. */
function countConflicts(sets: SetsOf): { transactions: number; conflicts: number } {
  const random = randomFrom(2026);
  const oneOf = <Value>(values: readonly Value[]): Value | undefined =>
    values[Math.floor(random() * values.length)];
  let transactions = 0;
  let conflicts = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const running = new Map<number, Sets[]>();
    for (let index = 0; index < OPERATIONS_PER_ROUND; index += 1) {
      const coach = Math.floor(random() * COACHES);
      const own = running.get(coach) ?? [];
      running.set(coach, own);
      for (const transaction of TRANSACTIONS[oneOf(OPERATIONS) ?? "message"]) {
        conflicts += own.filter((other) => conflict(other, sets[transaction])).length;
        own.push(sets[transaction]);
        transactions += 1;
      }
    }
  }
  return { transactions, conflicts };
}

test("the split of the user row takes away at least half of the conflicts under the same load", async () => {
  const split = await measure(false);
  const inBetween = await measure(true);
  const before = countConflicts(mapSets(split, inOneRow));
  const rows = [
    ["one wide row", before],
    ["split, old fields still kept", countConflicts(inBetween)],
    ["split", countConflicts(split)],
  ] as const;
  const fall = (conflicts: number) => 1 - conflicts / before.conflicts;
  console.log(
    [
      `${before.transactions} transactions of ${COACHES} coaches, ${OPERATIONS_PER_ROUND} operations at once:`,
      "| rows about a person | conflicts | fewer by |",
      "|---|---|---|",
      ...rows.map(
        ([name, { conflicts }]) => `| ${name} | ${conflicts} | ${(fall(conflicts) * 100).toFixed(0)} % |`,
      ),
    ].join("\n"),
  );
  // The recording sees what is there to be seen: a message that is handled writes the conversation.
  expect(split["message handled"].writes.size).toBe(1);
  expect(split["profile update"].writes.size).toBe(1);
  expect(split["message stored"]).toMatchObject({ writes: new Set() });
  // Nothing that comes with a message writes the row by which the next one is looked up.
  const [lookedUp] = split["message stored"].reads;
  expect(Object.values(split).some(({ writes }) => writes.has(lookedUp ?? ""))).toBe(false);
  expect(before.conflicts).toBeGreaterThan(0);
  expect(fall(countConflicts(split).conflicts)).toBeGreaterThanOrEqual(0.5);
});
