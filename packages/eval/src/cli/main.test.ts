import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readResult } from "./files";
import { main } from "./main";
import { readOptions } from "./options";

const out = mkdtempSync(join(tmpdir(), "eval-out-"));
const said: string[] = [];

beforeAll(() => {
  const remember = (...words: unknown[]) => void said.push(words.join(" "));
  vi.spyOn(console, "log").mockImplementation(remember);
  vi.spyOn(console, "error").mockImplementation(remember);
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(out, { recursive: true });
});

describe("the command", () => {
  it("writes a page and JSON, and compares with an earlier run", async () => {
    const first = await main(["--simulator", "--notes", "hurling-01,camogie-01,soccer-01", "--out", out]);
    expect(first).toBeLessThan(2);
    const report = readFileSync(join(out, "report.md"), "utf8");
    expect(report).toContain("| Wrong child (must be 0) | 0 |");
    expect(report).toContain("## By topic");
    expect(readResult(join(out, "report.json")).runs[0]?.notes).toHaveLength(3);

    const again = join(out, "again");
    const against = join(out, "report.json");
    await main(["--simulator", "--notes", "hurling-01,camogie-01", "--against", against, "--out", again]);
    expect(readFileSync(join(again, "report.md"), "utf8")).toContain("| Precision |");
    expect(readFileSync(join(again, "report.md"), "utf8")).toContain("unclear");
  });

  it("ends with 1 where a threshold is broken", async () => {
    const strict = ["--simulator", "--thresholds", "default", "--notes", "rambling-01", "--out", out];
    expect(await main(strict)).toBe(1);
  });

  it.each([
    [
      "a model that nobody priced",
      ["--model", "gpt-nobody-knows"],
      "There is no price|has no price|OPENAI_API_KEY",
    ],
    ["no model", [], "--model"],
    ["an unknown option", ["--modle", "x"], "modle"],
    ["an unknown note", ["--simulator", "--notes", "nothing"], "no note nothing"],
    ["a note of the release part", ["--simulator", "--notes", "release-01"], "no note release-01"],
    ["an earlier report that isn't there", ["--simulator", "--against", "nowhere.json"], "nowhere.json"],
    ["a price that is none", ["--simulator", "--price", "cheap"], "--price"],
  ])("doesn't start with %s", async (_, args, sentence) => {
    said.length = 0;
    const before = existsSync(join(out, "never"));
    expect(await main([...args, "--out", join(out, "never")])).toBe(2);
    expect(said.join("\n")).toMatch(new RegExp(sentence));
    expect(existsSync(join(out, "never"))).toBe(before);
  });

  it("reads several models and a price", () => {
    expect(readOptions(["--model", "a", "--model", "b", "--price", "0.15,0.6"])).toMatchObject({
      model: ["a", "b"],
      price: { input: 0.15, output: 0.6 },
    });
  });
});
