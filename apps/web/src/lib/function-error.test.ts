import { ConvexError } from "convex/values";
import { expect, it } from "vitest";
import { readFailure } from "./function-error";

it("reads the code and sentence of a refusal", () => {
  expect(readFailure(new ConvexError({ code: "not_found", message: "This no longer exists." }))).toEqual({
    code: "not_found",
    message: "This no longer exists.",
  });
});

it.each([
  new Error("[CONVEX Q(models/x:y)] Server Error: TypeError: secret of undefined"),
  new ConvexError("text"),
  new ConvexError({ code: "toString", message: "internal" }),
  new ConvexError({ code: "new_code_of_a_newer_backend", message: "internal" }),
  undefined,
])("shows nothing internal of %s", (error) => {
  const failure = readFailure(error);
  expect(failure.code).toBe("unexpected");
  expect(failure.message).not.toMatch(/secret|internal/);
});
