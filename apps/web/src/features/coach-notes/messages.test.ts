import { expect, it } from "vitest";
import { microphoneProblemOf } from "./messages";

it.each([
  ["NotAllowedError", "denied"],
  ["SecurityError", "denied"],
  ["NotFoundError", "no_microphone"],
  ["NotReadableError", "busy"],
  ["TypeError", "failed"],
])("%s is %s", (name, problem) => {
  expect(microphoneProblemOf(new DOMException("", name))).toBe(problem);
});

it("takes whatever else was thrown for a failure", () => {
  expect(microphoneProblemOf("no reason")).toBe("failed");
});
