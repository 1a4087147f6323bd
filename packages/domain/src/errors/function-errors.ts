/** Codes that functions throw, with the sentences people see. Pages decide by code, and the sentences hold no internals. */
export const FUNCTION_ERRORS = {
  not_signed_in: "Sign in to continue.",
  not_platform_staff: "You need a platform staff account.",
  not_a_coach: "You need a coach's account.",
  not_found: "This no longer exists.",
  invalid_argument: "One of the values isn't valid.",
} as const;

export type FunctionErrorCode = keyof typeof FUNCTION_ERRORS;
