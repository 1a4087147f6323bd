/** Codes that functions throw, and what people are told: pages decide by code, and the sentences hold no internals. */
export const FUNCTION_ERRORS = {
  not_signed_in: "Sign in to continue.",
  not_platform_staff: "This needs a platform staff account.",
  not_a_coach: "This needs a coach's account.",
  not_found: "This no longer exists.",
  invalid_argument: "One of the values is not usable.",
} as const;

export type FunctionErrorCode = keyof typeof FUNCTION_ERRORS;
