import { describe, expect, test } from "vitest";
import { erasureNames, mentionsName, namesSomebody, withoutNames } from "./names";

describe("a name is found", () => {
  test.each([
    ["SEAN was late", "Seán"],
    ["Seán's knee", "Sean"],
    ["Shane O Brien, again", "O'Brien"],
    ["ask aoife  kelly", "Aoife Kelly"],
    ["Ro\u0301isi\u0301n", "Róisín"],
  ])("in %j: %s", (text, name) => expect(mentionsName(text, [name])).toBe(true));

  test.each([
    ["Seanad", "Sean"],
    ["Kelly, Aoife's mother", "Aoife Kelly"],
    ["nothing", ""],
  ])("and not in %j: %s", (text, name) => expect(mentionsName(text, [name])).toBe(false));

  test("by one word alone only where it is written as a name", () => {
    expect(namesSomebody("he will be late", ["Will"])).toBe(false);
    expect(namesSomebody("then Will was late", ["Will"])).toBe(true);
    expect(namesSomebody("will byrne was late", ["Will Byrne"])).toBe(true);
  });
});

test("names leave a text, the longest first, and nothing else of it changes", () => {
  expect(withoutNames("Aoife Kelly fed Róisín, then aoife scored", ["Aoife", "Aoife Kelly"])).toBe(
    "[erased] fed Róisín, then [erased] scored",
  );
  const text = "Ro\u0301isi\u0301n scored";
  expect(withoutNames(text, ["Aoife"])).toBe(text);
});

test("what others of the club are called too identifies nobody by itself", () => {
  const names = erasureNames(
    { firstName: "Alex", lastName: "Murphy" },
    [{ firstName: "Alex", lastName: "Keane" }],
    ["lexo", "alex"],
  );
  expect(names.own).toEqual(["Alex Murphy", "Murphy Alex", "Murphy", "lexo"]);
  expect(names.any).toContain("Alex");
});
