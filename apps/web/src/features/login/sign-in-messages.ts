/** What went wrong when somebody tried to sign in. */
export type SignInFailure =
  | "credentials"
  | "email_malformed"
  | "too_many_attempts"
  | "wrong_address"
  | "unreachable"
  | "unexpected";

export const SIGN_IN_MESSAGES = {
  credentials: "That e-mail address and password do not match an account. Check both and try again.",
  email_malformed: "That does not look like an e-mail address. Write it as name@example.org.",
  too_many_attempts: "Too many attempts. Wait a minute, then try again.",
  wrong_address:
    "This page is open under an address that the service does not accept. Open it under the address that you were given.",
  unreachable:
    "The service cannot be reached right now. Check your connection, and try again in a moment; your details were not rejected.",
  unexpected: "Signing in did not work. Try again, and tell an administrator if it keeps happening.",
} as const satisfies Record<SignInFailure, string>;

/** Sorts the answer of the sign-in endpoint; `status` 0 or undefined means that no answer came. */
export function classifySignInFailure(error: { status?: number; code?: string | undefined }): SignInFailure {
  if (error.code === "INVALID_EMAIL") {
    return "email_malformed";
  }
  if (error.code === "INVALID_ORIGIN") {
    return "wrong_address";
  }
  const status = error.status ?? 0;
  if (error.code === "INVALID_EMAIL_OR_PASSWORD" || status === 401) {
    return "credentials";
  }
  if (status === 429) {
    return "too_many_attempts";
  }
  return status === 0 || status >= 500 ? "unreachable" : "unexpected";
}
