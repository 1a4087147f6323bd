/**
 * Prints how much JavaScript each page loads first, gzipped, and fails over the budget. Run after `next build`:
 * `pnpm --filter web size`.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { z } from "zod";

/** kB gzip, for a monitoring page. */
const BUDGET = 250;
const MONITORING = "/platform/voice-monitoring";

const dist = path.join(import.meta.dirname, "..", process.env.NEXT_DIST_DIR ?? ".next");
const read = (file: string) => readFileSync(path.join(dist, file), "utf8");

const buildManifestSchema = z.object({ rootMainFiles: z.array(z.string()) });
const clientManifestsSchema = z.record(
  z.string(),
  z.object({ entryJSFiles: z.record(z.string(), z.array(z.string())) }),
);

/** Every script of a page: what all pages share, and what its own layouts and page bring. */
function scriptsOf(page: string): Set<string> {
  const shared = buildManifestSchema.parse(JSON.parse(read(`server/app${page}/build-manifest.json`)));
  const context: { __RSC_MANIFEST?: unknown } = {};
  // The manifest is a script that sets a global.
  runInNewContext(read(`server/app${page}_client-reference-manifest.js`), context);
  const own = Object.values(clientManifestsSchema.parse(context.__RSC_MANIFEST));
  return new Set([
    ...shared.rootMainFiles,
    ...own.flatMap((manifest) => Object.values(manifest.entryJSFiles).flat()),
  ]);
}

function gzippedKilobytes(files: ReadonlySet<string>): number {
  let bytes = 0;
  for (const file of files) {
    bytes += gzipSync(readFileSync(path.join(dist, file))).length;
  }
  return bytes / 1_000;
}

const MANIFEST = "_client-reference-manifest.js";
const pages = readdirSync(path.join(dist, "server/app"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(`page${MANIFEST}`))
  .map((file) => `/${file.slice(0, -MANIFEST.length)}`)
  // The error pages of the framework, and the start page, which only redirects.
  .filter((page) => page !== "/page" && !page.startsWith("/_"))
  .sort();

for (const page of pages) {
  const size = gzippedKilobytes(scriptsOf(page));
  const isOver = page.startsWith(MONITORING) && size > BUDGET;
  console.log(
    `${size.toFixed(0).padStart(4)} kB  ${page.replace(/\/page$/, "")}${isOver ? `  over ${BUDGET} kB` : ""}`,
  );
  if (isOver) {
    process.exitCode = 1;
  }
}
