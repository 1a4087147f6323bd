/** Which documents a function reads and writes, seen from its database. */
import type { TableNames } from "../convex/_generated/dataModel";
import type { DatabaseWriter } from "../convex/_generated/server";

export interface Sets {
  reads: Set<string>;
  writes: Set<string>;
}

const WRITES = ["patch", "replace", "delete"];
const isFunction = (value: unknown): value is (...args: unknown[]) => unknown => typeof value === "function";
const isPromise = (value: unknown): value is Promise<unknown> => value instanceof Promise;

/** The same database; documents of `tables` that pass through it are recorded. */
export function recordSets(
  db: DatabaseWriter,
  tables: readonly TableNames[],
): { db: DatabaseWriter; sets: Sets } {
  const sets: Sets = { reads: new Set(), writes: new Set() };
  const isWatched = (table: unknown): boolean => tables.some((watched) => watched === table);
  const proxy = new Proxy(db, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (!isFunction(method)) return method;
      return (...args: unknown[]): unknown => {
        const result = Reflect.apply(method, target, args);
        const [table, id] = args;
        if (!isWatched(table)) return result;
        if (name === "query")
          return typeof result === "object" && result !== null ? watch(result, sets) : result;
        if (WRITES.includes(String(name))) sets.writes.add(String(id));
        return isPromise(result) ? result.then((value) => keep(value, name === "insert", sets)) : result;
      };
    },
  });
  return { db: proxy, sets };
}

/** A query, or what is made of it: its results are read. */
function watch<Query extends object>(query: Query, sets: Sets): Query {
  return new Proxy(query, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (!isFunction(method)) return method;
      return (...args: unknown[]): unknown => {
        const result = Reflect.apply(method, target, args);
        if (isPromise(result)) return result.then((value) => keep(value, false, sets));
        return typeof result === "object" && result !== null ? watch(result, sets) : result;
      };
    },
  });
}

function keep(value: unknown, isInsert: boolean, sets: Sets): unknown {
  if (isInsert) sets.writes.add(String(value));
  for (const row of Array.isArray(value) ? value : [value]) {
    if (typeof row === "object" && row !== null && "_id" in row) sets.reads.add(String(row._id));
  }
  return value;
}
