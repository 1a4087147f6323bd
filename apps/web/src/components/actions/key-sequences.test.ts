import { describe, expect, it } from "vitest";
import { keyCaps, matchKeys, stepOf } from "./key-sequences";

const press = (
  key: string,
  modifiers: Partial<{ metaKey: boolean; ctrlKey: boolean; altKey: boolean }> = {},
) => stepOf({ key, metaKey: false, ctrlKey: false, altKey: false, ...modifiers });

describe("stepOf", () => {
  it("names keys as the registry does", () => {
    expect([press("L"), press("Escape"), press("?"), press("Enter")]).toEqual(["l", "esc", "?", "enter"]);
  });

  it("takes ⌘ and Ctrl for the same, and leaves Alt to the browser", () => {
    expect(press("k", { metaKey: true })).toBe("mod+k");
    expect(press("k", { ctrlKey: true })).toBe("mod+k");
    expect(press("f", { altKey: true })).toBeUndefined();
  });
});

describe("matchKeys", () => {
  const bound = [{ id: "live", keys: "l" }, { id: "dashboard", keys: "g d" }, { id: "button only" }];

  it("runs what is complete, waits for what has begun, and drops the rest", () => {
    expect(matchKeys(["l"], bound)).toMatchObject({ kind: "run", bound: { id: "live" } });
    expect(matchKeys(["g"], bound)).toEqual({ kind: "partial" });
    expect(matchKeys(["g", "d"], bound)).toMatchObject({ kind: "run", bound: { id: "dashboard" } });
    expect(matchKeys(["g", "x"], bound)).toEqual({ kind: "none" });
    expect(matchKeys(["mod+l"], bound)).toEqual({ kind: "none" });
  });
});

it("draws caps for the reader's keyboard", () => {
  expect(keyCaps("g d", false)).toEqual(["G", "D"]);
  expect(keyCaps("mod+k", true)).toEqual(["⌘K"]);
  expect(keyCaps("mod+k", false)).toEqual(["Ctrl K"]);
  expect(keyCaps("esc", false)).toEqual(["Esc"]);
});
