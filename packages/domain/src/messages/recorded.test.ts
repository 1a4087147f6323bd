import { expect, it } from "vitest";
import { alreadyRecorded } from "./recorded";

it("UN-007: says on which day the same was recorded", () => {
  expect(alreadyRecorded(Date.parse("2026-11-12T19:30:00Z"))).toBe("Already recorded on 12 Nov. Update:");
});
