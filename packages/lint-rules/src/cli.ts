/**
 * Prints phrases that docs/architecture.md's glossary and the writing rules rule out, as file:line. `--shrink` lowers the
 * allowance of files that have improved; it never raises one.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { allowanceOf, findingsBeyond, findingsOf } from "./check-files";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const allowanceFile = join(import.meta.dirname, "../allowance.json");

/** The list itself, generated code, and what coaches say: their words are not ours. */
const LEFT_OUT = /(^|\/)(_generated|fixtures|eval\/notes)\/|packages\/lint-rules\/src\/|CHANGELOG/;

function checkedFiles(): string[] {
  const listed = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "--", "*.ts", "*.tsx", "*.mjs", "*.md"],
    { cwd: root, encoding: "utf8" },
  );
  return listed
    .split("\n")
    .filter((file) => file !== "" && !LEFT_OUT.test(file) && existsSync(join(root, file)));
}

const allowance = z
  .record(z.string(), z.int().positive())
  .parse(JSON.parse(readFileSync(allowanceFile, "utf8")));
const findings = checkedFiles().flatMap((file) => findingsOf(file, readFileSync(join(root, file), "utf8")));

if (process.argv.includes("--shrink")) {
  writeFileSync(allowanceFile, `${JSON.stringify(allowanceOf(findings, allowance), null, 2)}\n`);
}
const beyond = findingsBeyond(findings, allowance);
for (const { file, line, found, instead } of beyond) {
  console.error(`${file}:${line} "${found}": ${instead}`);
}
if (beyond.length > 0) {
  console.error(`\n${beyond.length} phrases to rewrite; a file in allowance.json may keep the ones it had.`);
  process.exitCode = 1;
}
