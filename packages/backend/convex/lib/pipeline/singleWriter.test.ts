import { expect, test } from "vitest";

const sources = import.meta.glob<string>(["../../**/*.ts", "!../../**/*.test.ts", "!../../_generated/**"], {
  query: "?raw",
  import: "default",
  eager: true,
});

const WRITE = /\bdb\s*\.\s*(?:patch|replace|insert|delete)\s*\(\s*([^,)]*)/g;
/** Components own their tables and name them by variables. */
const ownDatabase = (path: string): boolean => !path.includes("/betterAuth/");

test("every write names its table, and only one file writes artifacts", () => {
  const writers: string[] = [];
  for (const [path, source] of Object.entries(sources).filter(([path]) => ownDatabase(path))) {
    for (const [write, table = ""] of source.matchAll(WRITE)) {
      expect(table, `${path}: ${write}`).toMatch(/^"\w+"$/);
      if (table === '"voiceNoteArtifacts"') writers.push(path);
    }
  }
  expect([...new Set(writers)]).toEqual(["./transition.ts"]);
});
