// @vitest-environment node
/** Every acceptance case of docs/acceptance.md has a test that carries its id in its name. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.join(import.meta.dirname, "../../..");
/** Where tests are; tables of cases give the names of those that are made from them. */
const FOLDERS = [
  "apps/web/src",
  "apps/web/test",
  "packages/backend/convex",
  "packages/backend/test",
  "packages/domain/src",
  "packages/local-deployment",
  "packages/provider-simulator/src",
];
const TEST_FILE = /(?:\.test\.tsx?|[\\/]cases\.ts)$/;

function testFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : testFiles(file);
    return TEST_FILE.test(file) && !file.endsWith("acceptance-ids.test.ts") ? [file] : [];
  });
}

/** What a file says in strings: a comment that mentions an id shows nothing. */
const withoutComments = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line))
    .join("\n");

test("each case has a test", () => {
  const list = readFileSync(path.join(ROOT, "docs/acceptance.md"), "utf8");
  const ids = [...list.matchAll(/^- `([A-Z0-9-]+[a-z]?)` /gm)].flatMap(([, id]) => id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(150);
  const tests = FOLDERS.flatMap((folder) => testFiles(path.join(ROOT, folder)))
    .map((file) => withoutComments(readFileSync(file, "utf8")))
    .join("\n");
  // WA-CMD-001 is not the case WA-CMD-0010, nor M1-002 the case of an XM1-002.
  const missing = ids.filter((id) => !new RegExp(`(?<![A-Z0-9])${id}(?![0-9a-z])`).test(tests));
  expect(missing).toEqual([]);
});

test("every line of the list is a case", () => {
  const list = readFileSync(path.join(ROOT, "docs/acceptance.md"), "utf8");
  const lines = list.split("\n").filter((line) => line.startsWith("- "));
  expect(lines.filter((line) => !/^- `[A-Z0-9-]+[a-z]?` \S.*[.,;]$/.test(line))).toEqual([]);
});
