/** The errors that functions throw, by their code. */
import { FUNCTION_ERRORS, type FunctionErrorCode } from "@voice-flow/domain/errors/function-errors";
import { ConvexError } from "convex/values";

/** `detail` is for people too: no ids of other tenants, no stack traces, no provider texts. */
export function functionError(code: FunctionErrorCode, detail?: string) {
  return new ConvexError({ code, message: detail ?? FUNCTION_ERRORS[code] });
}
