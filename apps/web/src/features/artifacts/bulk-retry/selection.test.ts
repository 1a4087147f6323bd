import { describe, expect, it } from "vitest";
import { isSelected, NOTHING_SELECTED, type Selection, toggleRow } from "./selection";

const SHOWN = ["a", "b", "c", "d", "e"];
const idsOf = (selection: Selection) =>
  selection.kind === "rows" ? [...selection.ids].sort() : selection.kind;
const press = (selection: Selection, id: string, isRange = false) => toggleRow(selection, id, SHOWN, isRange);

describe("selecting rows", () => {
  it("adds and takes away one row at a time, down to nothing", () => {
    const two = press(press(NOTHING_SELECTED, "b"), "d");
    expect(idsOf(two)).toEqual(["b", "d"]);
    expect(idsOf(press(press(two, "b"), "d"))).toBe("none");
  });

  it("selects from the row that was pressed last, upwards as well as downwards", () => {
    expect(idsOf(press(press(NOTHING_SELECTED, "b"), "d", true))).toEqual(["b", "c", "d"]);
    expect(idsOf(press(press(NOTHING_SELECTED, "d"), "b", true))).toEqual(["b", "c", "d"]);
  });

  it("takes a range away where its last row was selected", () => {
    const all = press(press(NOTHING_SELECTED, "a"), "e", true);
    expect(idsOf(press(press(all, "b"), "d", true))).toEqual(["a", "e"]);
  });

  it("selects the one row where the one before is no longer on the page", () => {
    const gone: Selection = { kind: "rows", ids: new Set(["gone"]), anchor: "gone" };
    expect(idsOf(press(gone, "c", true))).toEqual(["c", "gone"]);
  });

  it("has every row of everything, and leaves the rest of the page when one is taken out", () => {
    const all: Selection = { kind: "all", seenAt: 1 };
    expect(isSelected(all, "not even loaded")).toBe(true);
    expect(idsOf(press(all, "c"))).toEqual(["a", "b", "d", "e"]);
  });
});
