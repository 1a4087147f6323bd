import { beforeEach, expect, it } from "vitest";
import { readTold, rememberTold } from "./told-incidents";

const stored = new Map<string, string>();
const storage = {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => void stored.set(key, value),
};
beforeEach(() => stored.clear());

it("remembers each incident once, including earlier ones", () => {
  expect(readTold(storage).size).toBe(0);
  rememberTold(storage, ["a", "b"]);
  rememberTold(storage, ["b", "c"]);
  expect([...readTold(storage)]).toEqual(["a", "b", "c"]);
});

it("forgets the oldest first", () => {
  rememberTold(
    storage,
    Array.from({ length: 205 }, (_, index) => `incident-${index}`),
  );
  const told = readTold(storage);
  expect(told.size).toBe(200);
  expect(told.has("incident-4")).toBe(false);
  expect(told.has("incident-204")).toBe(true);
});

it("takes nothing for told when storage holds nonsense or refuses", () => {
  for (const key of ["{", '{"a":1}', "null"]) {
    expect(readTold({ getItem: () => key }).size).toBe(0);
  }
  const refuses = () => {
    throw new Error("denied");
  };
  expect(readTold({ getItem: refuses }).size).toBe(0);
  expect(() => rememberTold({ getItem: refuses, setItem: refuses }, ["a"])).not.toThrow();
});
