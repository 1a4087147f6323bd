import { ConvexError } from "convex/values";
import { expect, test, vi } from "vitest";
import { type Backend, createBackend } from "../test/harness";
import { internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { findBilling, findProfile, patchProfileOrThrow } from "./lib/host/people";
import { findConversation, rememberClub } from "./lib/pipeline/clubMemory";

const WIDE = 130;

/** Users as they were before the split, more than two batches of them, and one who was made after it. */
async function createWideUsers() {
  const t = createBackend();
  const ids = await t.run(async (ctx) => {
    const made: Id<"users">[] = [];
    for (let index = 0; index < WIDE; index += 1) {
      made.push(
        await ctx.db.insert("users", {
          phone: `+35386${String(index).padStart(7, "0")}`,
          roles: ["coach"],
          firstName: `First${index}`,
          lastName: `Last${index}`,
          timezone: "Europe/Dublin",
          ...(index % 2 === 0 ? { lastOrganizationId: "org", lastNoteAt: index } : {}),
          ...(index % 3 === 0 ? { billingCustomerId: `cus_${index}`, subscriptionStatus: "active" } : {}),
          createdAt: index,
          updatedAt: index,
        }),
      );
    }
    await ctx.db.insert("users", { roles: ["coach"], createdAt: 0, updatedAt: 0 });
    return made;
  });
  return { t, ids };
}

/** What the product reads of every user. */
const reads = (t: Backend, ids: readonly Id<"users">[]) =>
  t.run(async (ctx) =>
    Promise.all(
      ids.map(async (id) => {
        const profile = await findProfile(ctx.db, id);
        const billing = await findBilling(ctx.db, id);
        const conversation = await findConversation(ctx.db, id);
        return {
          name: [profile?.firstName ?? null, profile?.lastName ?? null, profile?.timezone ?? null],
          billing: [billing?.billingCustomerId ?? null, billing?.subscriptionStatus ?? null],
          club: [conversation?.lastOrganizationId ?? null, conversation?.lastNoteAt ?? null],
        };
      }),
    ),
  );

const counts = (t: Backend) =>
  t.run(async (ctx) => ({
    profiles: (await ctx.db.query("userProfiles").take(500)).length,
    accounts: (await ctx.db.query("billingAccounts").take(500)).length,
    conversations: (await ctx.db.query("conversationState").take(500)).length,
  }));

const SPLIT = { profiles: WIDE, accounts: Math.ceil(WIDE / 3), conversations: WIDE / 2 };

async function split(t: Backend, args: { reset?: boolean } = {}) {
  await t.mutation(internal.migrations.splitUsers, args);
  await vi.waitFor(async () => expect(await counts(t)).toEqual(SPLIT), { timeout: 15_000 });
}

test("reads are the same before the split, after it, and after it has been taken back", async () => {
  const { t, ids } = await createWideUsers();
  const before = await reads(t, ids);
  await split(t);
  expect(await reads(t, ids)).toEqual(before);
  await t.mutation(internal.migrations.joinUsers, {});
  await vi.waitFor(async () => expect(await counts(t)).toMatchObject({ profiles: 0, accounts: 0 }), {
    timeout: 15_000,
  });
  expect(await reads(t, ids)).toEqual(before);
});

test("the split can be run again, and can go on after it stopped half way: no row twice, none missing", async () => {
  const { t } = await createWideUsers();
  const firstBatch = { oneBatchOnly: true, cursor: null, batchSize: 40, dryRun: false };
  await t.mutation(internal.migrations.splitUsers, firstBatch);
  expect((await counts(t)).profiles).toBe(40);
  await split(t);
  await split(t, { reset: true });
  expect(await counts(t)).toEqual(SPLIT);
});

test("a dry run keeps nothing, and logs no names", async () => {
  const { t } = await createWideUsers();
  const logs = (["log", "debug", "info", "warn"] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation(() => undefined),
  );
  const dryRun = { oneBatchOnly: true, cursor: null, dryRun: true };
  await expect(t.mutation(internal.migrations.splitUsers, dryRun)).rejects.toThrow(ConvexError);
  expect(await counts(t)).toEqual({ profiles: 0, accounts: 0, conversations: 0 });
  expect(JSON.stringify(logs.flatMap((log) => log.mock.calls))).not.toMatch(/First\d/);
  for (const log of logs) log.mockRestore();
});

test("what was edited after the split survives the way back", async () => {
  const { t, ids } = await createWideUsers();
  const [id] = ids;
  if (!id) throw new Error("No user.");
  await split(t);
  await t.run(async (ctx) => {
    await patchProfileOrThrow(ctx.db, id, { firstName: "Gráinne" }, 1000);
    await rememberClub(ctx.db, id, "another", 1000);
  });
  await t.mutation(internal.migrations.joinUsers, {});
  await vi.waitFor(async () => expect((await counts(t)).profiles).toBe(0), { timeout: 15_000 });
  expect((await reads(t, [id]))[0]).toMatchObject({
    name: ["Gráinne", "Last0", "Europe/Dublin"],
    club: ["another", 1000],
  });
});

test("a write before the split has run makes the narrow row, which the split then leaves alone", async () => {
  const { t, ids } = await createWideUsers();
  const [id] = ids;
  if (!id) throw new Error("No user.");
  await t.run(async (ctx) => patchProfileOrThrow(ctx.db, id, { firstName: "Gráinne" }, 1000));
  await split(t);
  expect((await reads(t, [id]))[0]).toMatchObject({ name: ["Gráinne", "Last0", "Europe/Dublin"] });
});
