/** The functions of `project/convex/items.ts` for the deployment in memory. */
import { ConvexError, type Value } from "convex/values";
import { z } from "zod";
import type { Identity } from "../../src/deployment.ts";
import { compare, type Position, type Transaction } from "./memory-store.ts";

export interface MemoryContext {
  db: Transaction;
  identity: Identity;
  /** In: where the page ended before; out: where it ends. */
  journal: { value: string | null };
}

type Handler = (ctx: MemoryContext, args: unknown) => Value;

function define<Args>(args: z.ZodType<Args>, handler: (ctx: MemoryContext, args: Args) => Value): Handler {
  return (ctx, given) => handler(ctx, args.parse(given));
}

const key = z.object({ key: z.string() });
const cursor = z.string().nullable();
const position = z.tuple([z.number(), z.string()]);
const END = "end";

function toPosition(text: string | null): Position | null {
  return text === null || text === END ? null : position.parse(JSON.parse(text));
}

export const queries: Record<string, Handler> = {
  "items:list": define(key, ({ db }, args) => db.all(args.key).map((row) => ({ ...row }))),
  "items:sum": define(key, ({ db }, args) => {
    const total = db.all(args.key).reduce((so, { value }) => so + value, 0);
    if (total < 0) throw new ConvexError({ code: "NEGATIVE", total });
    return total;
  }),
  "items:page": define(
    key.extend({
      paginationOpts: z.object({ numItems: z.number(), cursor, endCursor: cursor.optional() }),
    }),
    ({ db, journal }, { key, paginationOpts }) => {
      const end = journal.value ?? paginationOpts.endCursor ?? null;
      const after = toPosition(paginationOpts.cursor);
      if (paginationOpts.cursor === END) return { page: [], isDone: true, continueCursor: END };
      const limit = end === null ? paginationOpts.numItems : Number.POSITIVE_INFINITY;
      const rows = db.read({ key, after, upTo: toPosition(end) }, limit);
      const last = rows.at(-1);
      const reached: Position | null = last === undefined ? null : [last.value, last.id];
      const full = end === null && rows.length === paginationOpts.numItems && reached !== null;
      const continueCursor = end ?? (full ? JSON.stringify(reached) : END);
      journal.value = continueCursor;
      const middle = rows[Math.floor(rows.length / 2)];
      const splitCursor =
        middle === undefined || reached === null || compare([middle.value, middle.id], reached) === 0
          ? null
          : JSON.stringify([middle.value, middle.id]);
      return {
        page: rows.map((row) => ({ ...row })),
        isDone: continueCursor === END,
        continueCursor,
        splitCursor,
      };
    },
  ),
  "items:whoAmI": ({ identity }) => {
    const user = identity?.kind === "user" ? identity.attributes : identity?.actingAs;
    return user === undefined ? null : String(user.subject);
  },
  "items:long": define(key.extend({ characters: z.number() }), ({ db }, { key, characters }) => {
    return "𝄞é".repeat(characters / 3) + (db.first(key)?.value ?? "");
  }),
};

export const mutations: Record<string, Handler> = {
  "items:insert": define(key.extend({ value: z.number() }), ({ db }, { key, value }) =>
    db.insert(key, value),
  ),
  "items:add": define(key.extend({ amount: z.number() }), ({ db }, { key, amount }) => {
    const first = db.first(key);
    const value = (first?.value ?? 0) + amount;
    if (first === null) db.insert(key, value);
    else db.setValue(first, value);
    return value;
  }),
  "items:transfer": define(
    z.object({ from: z.string(), to: z.string(), amount: z.number() }),
    ({ db }, { from, to, amount }) => {
      const source = db.firstOrThrow(from);
      db.setValue(source, source.value - amount);
      const target = db.firstOrThrow(to);
      db.setValue(target, target.value + amount);
      return null;
    },
  ),
  "items:removeFirst": define(key, ({ db }, args) => {
    const first = db.first(args.key);
    if (first !== null) db.delete(first);
    return first !== null;
  }),
  "items:nothing": () => null,
  "items:refuse": define(key, ({ db }, args) => {
    db.insert(args.key, 1);
    throw new ConvexError({ code: "REFUSED", key: args.key });
  }),
};
