import { expect, it } from "vitest";
import { classifySignInFailure } from "./sign-in-failure";

it.each([
  [{ status: 401, code: "INVALID_EMAIL_OR_PASSWORD" }, "credentials"],
  [{ status: 401 }, "credentials"],
  [{ status: 400, code: "INVALID_EMAIL" }, "email_malformed"],
  [{ status: 429 }, "too_many_attempts"],
  [{}, "unreachable"],
  [{ status: 0 }, "unreachable"],
  [{ status: 502 }, "unreachable"],
  [{ status: 403, code: "INVALID_ORIGIN" }, "wrong_address"],
  [{ status: 403 }, "unexpected"],
])("%j is %s", (error, expected) => {
  expect(classifySignInFailure(error)).toBe(expected);
});
