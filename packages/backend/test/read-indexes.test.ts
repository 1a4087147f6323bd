// @vitest-environment node
/** Every index costs a write with each row: one that nothing reads must go. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import schema from "../convex/schema";

const SOURCES = Object.keys(
  import.meta.glob([
    "../convex/**/*.ts",
    "!../convex/**/*.test.ts",
    "!../convex/{tables,_generated,betterAuth}/**",
  ]),
).map((path) => readFileSync(join(import.meta.dirname, path), "utf8"));

const READ = /query\(\s*"(\w+)"\s*,?\s*\)\s*\.withIndex\(\s*"(\w+)"/g;

/** `table.index`, of every index that a source reads. */
function readIn(source: string, indexes: readonly string[]): string[] {
  const pairs = [...source.matchAll(READ)].map(([, table, index]) => `${table}.${index}`);
  // An index is also passed on by its name: then its file names the table too.
  const others = source.replace(READ, 'query("$1")');
  const named = indexes.filter((each) => {
    const [table, index] = each.split(".");
    return others.includes(`"${index}"`) && others.includes(`"${table}"`);
  });
  return [...pairs, ...named];
}

const indexes = Object.entries(schema.tables).flatMap(([table, definition]) =>
  definition[" indexes"]().map(({ indexDescriptor }) => `${table}.${indexDescriptor}`),
);

test("every index of every table is read somewhere", () => {
  expect(indexes.length).toBeGreaterThan(100);
  const read = new Set(SOURCES.flatMap((source) => readIn(source, indexes)));
  expect(indexes.filter((each) => !read.has(each))).toEqual([]);
});

test("an index of the same name that another table has doesn't count", () => {
  const source = 'db.query("players").withIndex("by_org", (q) => q.eq("organizationId", id))';
  expect(readIn(source, ["players.by_org", "teams.by_org"])).toEqual(["players.by_org"]);
});
