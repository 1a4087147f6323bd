/// <reference types="vite/client" />
import { SETTING_KEYS } from "@voice-flow/domain/settings";
import { expect, test } from "vitest";

const sources = Object.values(
  import.meta.glob<string>(
    ["../convex/**/*.ts", "../../domain/src/**/*.ts", "!**/*.test.ts", "!../../domain/src/settings/**"],
    { query: "?raw", import: "default", eager: true },
  ),
).join("\n");

test("every setting that staff can change is read by something", () => {
  // A name in the definitions alone, or in what orders them, would be a switch without a wire.
  const readers = sources.replace(/^const ORDERED[\s\S]*?^\];/m, "");
  const unused = SETTING_KEYS.filter((key) => !new RegExp(`\\b${key}\\b`).test(readers));
  expect(readers.length).toBeLessThan(sources.length);
  expect(unused).toEqual([]);
  expect(SETTING_KEYS.length).toBeGreaterThan(50);
});
