/** What the login pages say. */
import type { SignInFailure } from "./sign-in-failure";

export const words = {
  form: {
    email: "Email",
    password: "Password",
    signingIn: "Signing in…",
    signIn: "Sign in",
  },
};

export const SIGN_IN_MESSAGES = {
  credentials: "That email address and password don't match. Check both and try again.",
  email_malformed: "That doesn't look like an email address. Use the form name@example.com.",
  too_many_attempts: "Too many attempts. Wait a minute, then try again.",
  wrong_address:
    "The service doesn't accept sign-ins at this address. Open the page at the address you were given.",
  unreachable:
    "Couldn't reach the service. Check your connection and try again in a moment; your details weren't rejected.",
  unexpected: "Sign-in didn't work. Try again, and tell an administrator if it keeps happening.",
} as const satisfies Record<SignInFailure, string>;
