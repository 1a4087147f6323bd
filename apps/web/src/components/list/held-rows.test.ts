import { describe, expect, it } from "vitest";
import { type HeldRows, nothingHeld, receiveRows } from "./held-rows";

type Row = { id: string; text?: string };
const rows = (...ids: string[]): Row[] => ids.map((id) => ({ id }));
const receive = (before: HeldRows<Row>, now: Row[], isHeld: boolean) =>
  receiveRows(before, now, isHeld, (row) => row.id);
const idsOf = (state: HeldRows<Row>) => state.shown.map((row) => row.id).join("");

describe("receiveRows", () => {
  const open = receive(nothingHeld, rows("c", "b", "a"), false);

  it("shows everything while it is free, and the first rows even when it is held", () => {
    expect(idsOf(open)).toBe("cba");
    expect(idsOf(receive(nothingHeld, rows("b", "a"), true))).toBe("ba");
  });

  it("holds new rows back and counts each once", () => {
    const once = receive(open, rows("d", "c", "b", "a"), true);
    const twice = receive(once, rows("e", "d", "c", "b", "a"), true);
    expect(idsOf(twice)).toBe("cba");
    expect([...twice.waiting]).toEqual(["d", "e"]);
  });

  it("holds a late row back that belongs between two that are shown", () => {
    const late = receive(open, rows("c", "x", "b", "a"), true);
    expect(idsOf(late)).toBe("cba");
    expect(late.waiting.has("x")).toBe(true);
  });

  it("renews rows in place", () => {
    const renewed = receive(open, [{ id: "c" }, { id: "b", text: "new" }, { id: "a" }], true);
    expect(renewed.shown[1]).toEqual({ id: "b", text: "new" });
  });

  it("keeps what is on the screen when the subscription has moved past it", () => {
    const past = receive(open, rows("g", "f", "e"), true);
    expect(idsOf(past)).toBe("cba");
    expect(past.waiting.size).toBe(3);
  });

  it("adds older rows on request", () => {
    const more = receive(open, rows("d", "c", "b", "a", "9", "8"), true);
    expect(idsOf(more)).toBe("cba98");
    expect([...more.waiting]).toEqual(["d"]);
  });

  it("shows what waited when it is let go", () => {
    const held = receive(open, rows("d", "c", "b", "a"), true);
    const free = receive(held, rows("d", "c", "b", "a"), false);
    expect(idsOf(free)).toBe("dcba");
    expect(free.waiting.size).toBe(0);
  });
});
