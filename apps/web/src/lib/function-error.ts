import { FUNCTION_ERRORS, type FunctionErrorCode } from "@voice-flow/domain/errors/function-errors";
import { ConvexError } from "convex/values";

/** What a page can do about a function that refused: codes of the backend, or `unexpected` for everything else. */
export type FailureCode = FunctionErrorCode | "unexpected";

export type Failure = { code: FailureCode; message: string };

const UNEXPECTED: Failure = {
  code: "unexpected",
  message: "Couldn't load this. Try again; if it keeps failing, the deployment's log says why.",
};

function isKnownCode(code: unknown): code is FunctionErrorCode {
  return typeof code === "string" && Object.hasOwn(FUNCTION_ERRORS, code);
}

/** Reads the code and the sentence for people out of whatever a Convex function threw; never shows internals. */
export function readFailure(error: unknown): Failure {
  if (!(error instanceof ConvexError)) {
    return UNEXPECTED;
  }
  const data: unknown = error.data;
  if (typeof data !== "object" || data === null || !("code" in data) || !isKnownCode(data.code)) {
    return UNEXPECTED;
  }
  const message = "message" in data && typeof data.message === "string" ? data.message : UNEXPECTED.message;
  return { code: data.code, message };
}
