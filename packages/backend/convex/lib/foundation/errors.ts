/** Codes that the functions throw, and what people are told. Pages translate by code; texts never hold internals. */
import { ConvexError } from "convex/values";

export const FUNCTION_ERRORS = {
  not_signed_in: "Sign in to continue.",
  not_platform_staff: "This needs a platform staff account.",
  not_a_coach: "This needs a coach's account.",
  not_found: "This no longer exists.",
  invalid_argument: "One of the values is not usable.",
} as const;

export type FunctionErrorCode = keyof typeof FUNCTION_ERRORS;

/** `detail` is for people too: no ids of other tenants, no stack traces, no provider texts. */
export function functionError(code: FunctionErrorCode, detail?: string) {
  return new ConvexError({ code, message: detail ?? FUNCTION_ERRORS[code] });
}
