import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repositoryRoot } from "./repository";

const folder = join(repositoryRoot, "docs/decisions");
const files = readdirSync(folder).filter((name) => name !== "README.md");

describe("decisions", () => {
  it.each(files)("%s has the four headings, in order", (name) => {
    const headings = readFileSync(join(folder, name), "utf8").match(/^## .*$/gm);
    expect(headings).toEqual(["## Status", "## Context", "## Decision", "## Consequences"]);
  });

  it("are all in the index, under their own titles", () => {
    const index = readFileSync(join(folder, "README.md"), "utf8");
    for (const name of files) {
      const title = readFileSync(join(folder, name), "utf8").match(/^# \d{4} (.*)$/m)?.[1];
      expect(index).toContain(`[${name.slice(0, 4)}](${name}) | ${title} |`);
    }
  });
});
