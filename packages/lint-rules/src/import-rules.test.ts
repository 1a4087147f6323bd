/** The rules in the root's configuration find what they are for: each is shown one planted fault. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const fixture = mkdtempSync(join(tmpdir(), "import-rules-"));
afterAll(() => rmSync(fixture, { recursive: true, force: true }));

for (const file of [".dependency-cruiser.mjs", "tsconfig.imports.json", "tsconfig.base.json"]) {
  cpSync(join(root, file), join(fixture, file));
}
symlinkSync(join(root, "node_modules"), join(fixture, "node_modules"));

const write = (file: string, source: string) => {
  mkdirSync(dirname(join(fixture, file)), { recursive: true });
  writeFileSync(join(fixture, file), `${source}\n`);
};

const ROOM = "packages/backend/convex/lib";
const PLANTED = {
  "no-circle-of-files": {
    "packages/domain/src/a/one.ts": 'import type { Two } from "./two";\nexport type One = Two;',
    "packages/domain/src/a/two.ts": 'import type { One } from "./one";\nexport type Two = One;',
  },
  "no-circle-of-folders": {
    "packages/domain/src/b/one.ts": 'import "../c/two";',
    "packages/domain/src/c/two.ts": "export const two = 2;",
    "packages/domain/src/c/three.ts": 'import "../b/four";',
    "packages/domain/src/b/four.ts": "export const four = 4;",
  },
  "package-domain": {
    "packages/domain/src/d/one.ts": 'import "../../../provider-simulator/src/two";',
    "packages/provider-simulator/src/two.ts": "export const two = 2;",
  },
  "room-pipeline": {
    [`${ROOM}/pipeline/one.ts`]: 'import "../retry/two";',
    [`${ROOM}/retry/two.ts`]: "export const two = 2;",
  },
  "room-knows-no-caller": {
    [`${ROOM}/ai/one.ts`]: 'import "../../models/two";',
    "packages/backend/convex/models/two.ts": "export const two = 2;",
  },
  "web-components": {
    "apps/web/src/components/one.tsx": 'import "@/features/alerts/two";',
    "apps/web/src/features/alerts/two.tsx": "export const two = 2;",
  },
  "web-features-apart": {
    "apps/web/src/features/events/one.tsx": 'import "@/features/alerts/two";',
  },
  "web-reads-the-backend-by-its-api": {
    "apps/web/src/lib/one.ts": 'import "../../../../packages/backend/convex/lib/retry/two";',
  },
  "domain-is-pure": {
    "packages/domain/src/e/one.ts": 'import "node:fs";',
  },
  resolvable: {
    "apps/web/src/lib/three.ts": 'import "./nowhere";',
  },
} as const satisfies Record<string, Record<string, string>>;

it("finds every planted fault, and nothing else", () => {
  for (const files of Object.values(PLANTED)) {
    for (const [file, source] of Object.entries(files)) write(file, source);
  }
  write("apps/web/src/app/page.tsx", 'import "@/features/alerts/two";\nimport "@/components/one";');

  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
      ...["--config", ".dependency-cruiser.mjs", "--output-type", "json", "apps", "packages"],
    ],
    { cwd: fixture, encoding: "utf8" },
  );
  expect(stderr).toBe("");
  const result: { summary: { violations: { rule: { name: string } }[] } } = JSON.parse(stdout);
  const found = new Set(result.summary.violations.map(({ rule }) => rule.name));
  expect([...found].sort()).toEqual(Object.keys(PLANTED).sort());
}, 60_000);
