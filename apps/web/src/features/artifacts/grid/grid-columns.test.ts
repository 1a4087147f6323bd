import { expect, it } from "vitest";
import { GRID_COLUMNS, KEY_COLUMNS, readColumns, toggleColumn, trackOf } from "./grid-columns";

it("shows every column until somebody chooses", () => expect(readColumns(null)).toEqual(GRID_COLUMNS));

it("remembers a choice, and passes over columns that it does not know", () => {
  expect(readColumns(KEY_COLUMNS.join(","))).toEqual(KEY_COLUMNS);
  expect(readColumns("cost,none,status")).toEqual(["id", "status", "cost"]);
  expect(readColumns("")).toEqual(["id"]);
});

it("takes a column away and puts it back in its place, but never the id", () => {
  const without = toggleColumn(GRID_COLUMNS, "coach");
  expect(without).not.toContain("coach");
  expect(toggleColumn(without, "coach")).toEqual(GRID_COLUMNS);
  expect(toggleColumn(KEY_COLUMNS, "id")).toEqual(KEY_COLUMNS);
});

it("gives each column a track", () => expect(trackOf(["id", "claims"])).toBe("7.75rem 3.5rem"));
