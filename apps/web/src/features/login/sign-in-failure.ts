/** What went wrong when somebody tried to sign in. */
export type SignInFailure =
  | "credentials"
  | "email_malformed"
  | "too_many_attempts"
  | "wrong_address"
  | "unreachable"
  | "unexpected";

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
