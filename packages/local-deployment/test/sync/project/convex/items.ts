import {
  actionGeneric,
  type DataModelFromSchemaDefinition,
  type GenericQueryCtx,
  internalMutationGeneric,
  type MutationBuilder,
  makeFunctionReference,
  mutationGeneric,
  type PaginationOptions,
  paginationOptsValidator,
  type QueryBuilder,
  queryGeneric,
} from "convex/server";
import { ConvexError, v } from "convex/values";
import type schema from "./schema";

type DataModel = DataModelFromSchemaDefinition<typeof schema>;
const query: QueryBuilder<DataModel, "public"> = queryGeneric;
const mutation: MutationBuilder<DataModel, "public"> = mutationGeneric;

const row = v.object({ id: v.id("items"), key: v.string(), value: v.number() });
const MOST = 200;

function inKey(ctx: GenericQueryCtx<DataModel>, key: string) {
  return ctx.db.query("items").withIndex("by_key_and_value", (q) => q.eq("key", key));
}

export const list = query({
  args: { key: v.string() },
  returns: v.array(row),
  handler: async (ctx, { key }) => {
    const items = await inKey(ctx, key).take(MOST);
    return items.map(({ _id, value }) => ({ id: _id, key, value }));
  },
});

/** Throws when the sum is negative, so that a query can fail and recover. */
export const sum = query({
  args: { key: v.string() },
  returns: v.number(),
  handler: async (ctx, { key }) => {
    const items = await inKey(ctx, key).take(MOST);
    const total = items.reduce((so, { value }) => so + value, 0);
    if (total < 0) throw new ConvexError({ code: "NEGATIVE", total });
    return total;
  },
});

export const page = query({
  args: { key: v.string(), paginationOpts: paginationOptsValidator },
  handler: async (ctx, { key, paginationOpts }: { key: string; paginationOpts: PaginationOptions }) => {
    const result = await inKey(ctx, key).paginate(paginationOpts);
    return { ...result, page: result.page.map(({ _id, value }) => ({ id: _id, key, value })) };
  },
});

export const whoAmI = query({
  args: {},
  returns: v.union(v.string(), v.null()),
  handler: async (ctx) => (await ctx.auth.getUserIdentity())?.subject ?? null,
});

export const long = query({
  args: { characters: v.number(), key: v.string() },
  returns: v.string(),
  handler: async (ctx, { characters, key }) => {
    const [first] = await inKey(ctx, key).take(1);
    return "𝄞é".repeat(characters / 3) + (first?.value ?? "");
  },
});

export const insert = mutation({
  args: { key: v.string(), value: v.number() },
  returns: v.id("items"),
  handler: (ctx, args) => ctx.db.insert("items", args),
});

/** Gives each of the keys `each` items with the value 0. */
export const fill = mutation({
  args: { keys: v.array(v.string()), each: v.number() },
  returns: v.null(),
  handler: async (ctx, { keys, each }) => {
    for (const key of keys) {
      for (let count = 0; count < each; count++) await ctx.db.insert("items", { key, value: 0 });
    }
    return null;
  },
});

/** Adds to the item with the lowest value, which is created with 0 first if there is none. */
export const add = mutation({
  args: { key: v.string(), amount: v.number() },
  returns: v.number(),
  handler: async (ctx, { key, amount }) => {
    const first = await inKey(ctx, key).first();
    const value = (first?.value ?? 0) + amount;
    if (first === null) await ctx.db.insert("items", { key, value });
    else await ctx.db.patch("items", first._id, { value });
    return value;
  },
});

/** One transaction over two keys: their sum never changes. */
export const transfer = mutation({
  args: { from: v.string(), to: v.string(), amount: v.number() },
  returns: v.null(),
  handler: async (ctx, { from, to, amount }) => {
    for (const [key, change] of [
      [from, -amount],
      [to, amount],
    ] as const) {
      const first = await inKey(ctx, key).first();
      if (first === null) throw new ConvexError({ code: "NOT_FOUND", key });
      await ctx.db.patch("items", first._id, { value: first.value + change });
    }
    return null;
  },
});

export const removeFirst = mutation({
  args: { key: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { key }) => {
    const first = await inKey(ctx, key).first();
    if (first !== null) await ctx.db.delete("items", first._id);
    return first !== null;
  },
});

export const nothing = mutation({ args: {}, returns: v.null(), handler: async () => null });

export const refuse = mutation({
  args: { key: v.string() },
  returns: v.null(),
  handler: async (ctx, { key }) => {
    await ctx.db.insert("items", { key, value: 1 });
    throw new ConvexError({ code: "REFUSED", key });
  },
});

export const hidden = internalMutationGeneric({ args: {}, returns: v.null(), handler: async () => null });

/** Adds once for each of `amounts`, each in a transaction of its own. */
export const addEach = actionGeneric({
  args: { key: v.string(), amounts: v.array(v.number()) },
  returns: v.number(),
  handler: async (ctx, { key, amounts }: { key: string; amounts: number[] }): Promise<number> => {
    let value = 0;
    const reference = makeFunctionReference<"mutation", { key: string; amount: number }, number>("items:add");
    for (const amount of amounts) value = await ctx.runMutation(reference, { key, amount });
    return value;
  },
});
