import { getSessionCookie } from "better-auth/cookies";
import { type NextRequest, NextResponse } from "next/server";
import { readEnvironment } from "@/lib/environment";
import { contentSecurityPolicy, permissionsPolicy } from "@/lib/security-headers";
import { loginPath, NONCE_HEADER, REQUESTED_PATH_HEADER } from "@/lib/session/next-path";

const { environment } = readEnvironment(process.env);

/** Pages that need a session. */
const PRIVATE = /^\/(platform|coach)(\/|$)/;

/**
 * Sends whoever has no session cookie to the login page before anything is rendered. The cookie is only looked for, not
 * believed: the layouts and every data function ask the deployment who is there. Next reads the nonce for its own
 * scripts from the policy among the request's headers.
 */
export function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  const path = `${pathname}${search}`;
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy({
    ...environment,
    nonce,
    isDevelopment: process.env.NODE_ENV === "development",
  });

  const respond = () => {
    if (PRIVATE.test(pathname) && getSessionCookie(request) === null) {
      return NextResponse.redirect(new URL(loginPath(path), request.url));
    }
    const headers = new Headers(request.headers);
    headers.set(REQUESTED_PATH_HEADER, path);
    headers.set(NONCE_HEADER, nonce);
    headers.set("Content-Security-Policy", policy);
    return NextResponse.next({ request: { headers } });
  };
  const response = respond();
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("Permissions-Policy", permissionsPolicy(pathname));
  return response;
}

/** All pages. Files and answers of `/api` get their headers from `next.config.ts`. */
export const config = { matcher: ["/((?!api/|_next/).*)"] };
