/** The real command line of Convex, and this package's own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { convexCli } from "../../src/codegen.ts";
import { copyFixture, deleteCopy, FIXTURE_DIR, useFixture } from "../fixture-deployment.ts";

const fixture = useFixture();
const PACKAGE_DIR = fileURLToPath(new URL("../..", import.meta.url));
const OWN_CLI = join(PACKAGE_DIR, "src/cli.ts");

interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const output = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk) => {
    output.stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    output.stderr += chunk;
  });
  return output;
}

async function run(args: string[], cwd: string): Promise<Finished> {
  const child = spawn(process.execPath, args, { cwd });
  const output = collect(child);
  const [code] = await once(child, "close");
  return { code, ...output };
}

const ownCli = (args: string[]) => run(["--import", "tsx", OWN_CLI, ...args], PACKAGE_DIR);
const convexRun = (...args: string[]) =>
  run(
    [
      convexCli(FIXTURE_DIR),
      "run",
      "--url",
      fixture.running.url,
      "--admin-key",
      fixture.running.adminKey,
      ...args,
    ],
    FIXTURE_DIR,
  );

async function generatedFiles(projectDir: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const dir of ["convex/_generated", "convex/ledger/_generated"]) {
    for (const name of await readdir(join(projectDir, dir))) {
      files[`${dir}/${name}`] = await readFile(join(projectDir, dir, name), "utf8");
    }
  }
  return files;
}

describe("npx convex run", () => {
  it("runs functions of every kind, internal ones too", async () => {
    expect(await convexRun("notes:fill", '{"author": "cli", "count": 3, "text": "x"}')).toMatchObject({
      code: 0,
    });
    const result = await convexRun("notes:byAuthor", '{"author": "cli"}');
    expect(JSON.parse(result.stdout)).toHaveLength(3);
    const stored = await convexRun("files:store", '{"text": "hello", "type": "text/plain"}');
    expect(JSON.parse(stored.stdout)).toMatchObject({ text: "hello" });
  });

  it("acts as a user", async () => {
    const result = await convexRun("--identity", '{"subject": "u1", "name": "Ada"}', "notes:whoAmI");
    expect(JSON.parse(result.stdout)).toMatchObject({ subject: "u1", name: "Ada" });
  });

  it("lists the functions when one is unknown", async () => {
    const result = await convexRun("notes:missing");
    expect(result.code).toBe(1);
    expect(result.stderr).toContain("Could not find function");
    expect(result.stderr).toContain("byAuthor");
  });
});

describe("codegen", () => {
  const copies: string[] = [];
  afterEach(async () => {
    await Promise.all(copies.splice(0).map((dir) => deleteCopy(dir)));
  });

  it("writes from nothing what is in the repository", async () => {
    const copy = await copyFixture({ generated: false });
    copies.push(copy);
    expect(await ownCli(["codegen", "--project", copy])).toMatchObject({ code: 0 });
    expect(await generatedFiles(copy)).toEqual(await generatedFiles(FIXTURE_DIR));
  });

  it("leaves the generated code as it was when the functions do not load", async () => {
    const copy = await copyFixture({ generated: true });
    copies.push(copy);
    await writeFile(join(copy, "convex", "broken.ts"), 'export * from "./missing.js";');
    const result = await ownCli(["codegen", "--project", copy]);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain("./missing.js");
    expect(await generatedFiles(copy)).toEqual(await generatedFiles(FIXTURE_DIR));
  });

  it("changes nothing the second time, also against a deployment that runs", async () => {
    const before = await generatedFiles(FIXTURE_DIR);
    const { url, adminKey } = fixture.running;
    const command = [
      convexCli(FIXTURE_DIR),
      "codegen",
      "--url",
      url,
      "--admin-key",
      adminKey,
      "--typecheck",
      "disable",
    ];
    expect(await run(command, FIXTURE_DIR)).toMatchObject({ code: 0 });
    expect(await generatedFiles(FIXTURE_DIR)).toEqual(before);
  });
});

describe("the command line of the local deployment", () => {
  it("prints one line when it is ready, and ends on SIGTERM", async () => {
    const args = ["--project", FIXTURE_DIR, "--port", "0", "--site-port", "0", "--no-watch", "--no-crons"];
    const child = spawn(process.execPath, ["--import", "tsx", OWN_CLI, ...args], { cwd: PACKAGE_DIR });
    const output = collect(child);
    const closed = once(child, "close");
    await Promise.race([once(child.stdout, "data"), closed]);
    expect(output.stdout).toMatch(
      /^Local deployment ready: http:\/\/127\.0\.0\.1:\d+ \(HTTP actions http:.*\)\n$/,
    );
    child.kill("SIGTERM");
    expect(await closed).toEqual([0, null]);
  });

  it("says in one sentence that a port is in use", async () => {
    const blocker = createServer();
    blocker.listen(0, "127.0.0.1");
    await once(blocker, "listening");
    const address = blocker.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    const result = await ownCli(["--project", FIXTURE_DIR, "--port", port, "--site-port", "0"]);
    blocker.close();
    expect(result.code).toBe(1);
    expect(result.stderr).toBe(
      `Port ${port} on 127.0.0.1 is in use: stop what listens there, or choose another port.\n`,
    );
  });

  it("says what is wrong with its arguments", async () => {
    expect((await ownCli(["--port", "many"])).stderr).toContain('"many" is no port');
    expect((await ownCli(["fly"])).stderr).toContain('There is no command "fly"');
    expect((await ownCli(["--project", "/nowhere"])).stderr).toContain("no package.json in /nowhere");
  });
});
