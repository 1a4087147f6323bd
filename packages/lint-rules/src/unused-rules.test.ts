/** knip, as the root configures it, finds an unused export, file and dependency. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const fixture = mkdtempSync(join(tmpdir(), "unused-rules-"));
afterAll(() => rmSync(fixture, { recursive: true, force: true }));

it("finds an export, a file and a dependency that nothing uses", () => {
  mkdirSync(join(fixture, "packages/lint-rules/src"), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(fixture, "node_modules"));
  const write = (file: string, text: string) => writeFileSync(join(fixture, file), text);
  write("package.json", JSON.stringify({ name: "fixture", private: true, workspaces: ["packages/*"] }));
  write(
    "knip.ts",
    `import config from ${JSON.stringify(pathToFileURL(join(root, "knip.ts")).href)};
     const { exclude, workspaces } = config;
     export default { exclude, workspaces: { "packages/lint-rules": workspaces["packages/lint-rules"] } };`,
  );
  write(
    "packages/lint-rules/package.json",
    JSON.stringify({ name: "rules", scripts: { start: "tsx src/cli.ts" }, dependencies: { zod: "4.0.0" } }),
  );
  write("packages/lint-rules/src/cli.ts", 'import { used } from "./parts";\nconsole.log(used);\n');
  write("packages/lint-rules/src/parts.ts", "export const used = 1;\nexport const planted = 2;\n");
  write("packages/lint-rules/src/forgotten.ts", "export const nobody = 3;\n");

  const { stdout, status } = spawnSync(
    process.execPath,
    [join(root, "node_modules/knip/bin/knip.js"), "--no-progress", "--reporter", "compact"],
    { cwd: fixture, encoding: "utf8" },
  );
  expect(stdout).toContain("planted");
  expect(stdout).toContain("forgotten.ts");
  expect(stdout).toContain("zod");
  expect(stdout).not.toMatch(/\bused\b/);
  expect(status).toBe(1);
}, 60_000);
