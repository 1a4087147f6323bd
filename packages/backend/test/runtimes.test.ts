// @vitest-environment node
/**
 * What each function has to load before it runs. Convex's own runtime starts at once and knows no built-in of Node; Better
 * Auth's server is large, and only those who sign people in need it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Metafile } from "esbuild";
import { beforeAll, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const SOURCES = Object.keys(
  import.meta.glob(["../convex/**/*.ts", "!../convex/**/*.test.ts", "!../convex/**/_generated/**"]),
).map((path) => path.replace("../", ""));

/** Convex's own runtime has 64 MB, Node's 512 MB: a file of 16 to 25 MB is held more than once on its way. */
const HOLD_LARGE_FILES = [
  "convex/actions/exports.ts",
  "convex/actions/media.ts",
  "convex/actions/retries.ts",
  "convex/actions/voiceNotes.ts",
];
/** They sign people in, or up. */
const SIGN_IN = ["convex/auth.ts", "convex/http.ts", "convex/seed/accounts.ts", "convex/seed/seed.ts"];

let inputs: Metafile["inputs"];

beforeAll(async () => {
  const { metafile } = await build({
    entryPoints: SOURCES,
    absWorkingDir: ROOT,
    outdir: "unwritten",
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: "esm",
    // As the vendor's command bundles for its own runtime.
    platform: "browser",
    conditions: ["convex", "module"],
    external: ["node:*"],
    logLevel: "silent",
  });
  inputs = metafile.inputs;
});

/** Every module that loading the file loads; built-ins of Node by their names. */
function reached(file: string): string[] {
  const found = new Set([file]);
  for (const path of found) for (const { path: next } of inputs[path]?.imports ?? []) found.add(next);
  return [...found];
}

const builtIns = (file: string) => reached(file).filter((path) => path.startsWith("node:"));
const isBetterAuth = (path: string) => /node_modules\/(@convex-dev\/)?better-auth\//.test(path);
const usesNode = (file: string) => /^"use node";/.test(readFileSync(join(ROOT, file), "utf8"));

test("what runs in Convex's own runtime reaches no built-in of Node", () => {
  const own = SOURCES.filter((file) => !usesNode(file));
  expect(own.length).toBeGreaterThan(200);
  expect(own.filter((file) => builtIns(file).length > 0)).toEqual([]);
});

test("what runs in Node needs a built-in, or room for large files", () => {
  const needless = SOURCES.filter((file) => usesNode(file) && builtIns(file).length === 0);
  expect(needless).toEqual(HOLD_LARGE_FILES);
});

test("only those who sign people in load Better Auth's server", () => {
  const own = SOURCES.filter(
    (file) => !file.startsWith("convex/betterAuth/") && file !== "convex/auth.config.ts",
  );
  expect(own.filter((file) => reached(file).some(isBetterAuth))).toEqual(SIGN_IN);
});
