import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allowanceOf, findingsBeyond, findingsOf } from "./check-files";
import { phraseFinder } from "./find-phrases";
import { FOREIGN_PHRASES, GLOSSARY_WORDS } from "./phrases";

const find = phraseFinder([
  { phrase: "of which", instead: "two sentences" },
  { phrase: "anew", instead: "again" },
]);

describe("finding phrases", () => {
  it.each([
    ["12 notes, of which 3 failed", [1]],
    ["Of Which", [1]],
    ["// notes, of\n// which three failed", [1]],
    ["/**\n * What is asked\n * anew, and of\n * which nothing is known.\n */", [3, 3]],
    ["> notes of\n> which three failed", [1]],
    ["proof whichever, renewed, of-which, anew_id", []],
  ])("%j has them in lines %j", (text, lines) => {
    expect(find(text).map(({ line }) => line)).toEqual(lines);
  });

  it("names the line that a phrase begins in, whatever stands before it", () => {
    const lines = fc.array(fc.stringMatching(/^[a-z0-9 ]{0,12}$/).filter((line) => !/anew|which/.test(line)));
    fc.assert(
      fc.property(lines, (before) => {
        const text = [...before, "anew"].join("\n");
        expect(find(text).at(-1)?.line).toBe(before.length + 1);
      }),
    );
  });

  it("is linear in a text that almost matches", () => {
    const started = performance.now();
    find(`of${"\n * ".repeat(50_000)}`);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it("has no phrase twice", () => {
    const forms = [...FOREIGN_PHRASES, ...GLOSSARY_WORDS].flatMap(({ phrase }) => phrase.split("|"));
    expect(new Set(forms).size).toBe(forms.length);
  });
});

const UI_FILE = "apps/web/src/features/alerts/alert-row.tsx";

describe("words of the glossary", () => {
  it.each([
    ["<p>Every organisation has a budget.</p>", ["organisation"]],
    ['<b title="All users">x</b>', ["users"]],
    ["const words = `$" + "{count} handled by staff`;", ["handled"]],
    ['<b className="user handled phase">x</b>', []],
    ['const key = "organization";', []],
    ['import { user } from "./the run/user";', []],
    ["// The user of this function", []],
    ['const tab = { title: "Artifacts" };', []],
    ['const empty = { title: "All artifacts" };', ["artifacts"]],
  ])("%s has %j", (source, found) => {
    expect(findingsOf(UI_FILE, source).map((finding) => finding.found)).toEqual(found);
  });

  it("hold for what people read alone", () => {
    expect(findingsOf("packages/domain/src/events/event.ts", '"Every organisation"')).toEqual([]);
  });
});

describe("the allowance", () => {
  const two = findingsOf("docs/old.md", "anew\nanew");

  it("holds a new file at once, and an old one to what it had", () => {
    expect(findingsBeyond(two, {})).toHaveLength(2);
    expect(findingsBeyond(two, { "docs/old.md": 1 })).toHaveLength(2);
    expect(findingsBeyond(two, { "docs/old.md": 2 })).toEqual([]);
  });

  it("only shrinks", () => {
    expect(allowanceOf(two, { "docs/old.md": 5, "docs/gone.md": 3 })).toEqual({ "docs/old.md": 2 });
    expect(allowanceOf(two, { "docs/old.md": 1 })).toEqual({ "docs/old.md": 1 });
    expect(allowanceOf(two, {})).toEqual({});
  });
});
