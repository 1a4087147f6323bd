import { getSessionCookie } from "better-auth/cookies";
import { type NextRequest, NextResponse } from "next/server";
import { loginPath, REQUESTED_PATH_HEADER } from "@/lib/session/next-path";

/**
 * Sends whoever has no session cookie to the login page before anything is rendered. The cookie is only looked for, not
 * believed: the layouts and every data function ask the deployment who is there.
 */
export function proxy(request: NextRequest) {
  const path = `${request.nextUrl.pathname}${request.nextUrl.search}`;
  if (getSessionCookie(request) === null) {
    return NextResponse.redirect(new URL(loginPath(path), request.url));
  }
  const headers = new Headers(request.headers);
  headers.set(REQUESTED_PATH_HEADER, path);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: ["/platform", "/platform/:path*", "/coach", "/coach/:path*"] };
