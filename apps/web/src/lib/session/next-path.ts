/** Leads on to where the account belongs: staff to the platform, coaches to their notes. */
const DEFAULT_PATH = "/";

/**
 * Where to go after signing in. Only paths of this site are followed: anything that a browser could read as another
 * host ("//evil.example", "/\evil.example", "https:…") leads to the default page, and so does the login page itself.
 */
export function safeNextPath(requested: string | string[] | undefined): string {
  if (typeof requested !== "string" || !requested.startsWith("/")) {
    return DEFAULT_PATH;
  }
  const base = "http://this-site.invalid";
  if (!URL.canParse(requested, base)) {
    return DEFAULT_PATH;
  }
  const url = new URL(requested, base);
  if (url.origin !== base || url.pathname === "/login" || url.pathname.startsWith("/api/")) {
    return DEFAULT_PATH;
  }
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The login page that leads back to `path` afterwards. */
export function loginPath(path: string): string {
  const next = safeNextPath(path);
  return next === DEFAULT_PATH ? "/login" : `/login?next=${encodeURIComponent(next)}`;
}

/** Layouts can't see the requested path. The proxy writes it to this header, over anything the browser sent. */
export const REQUESTED_PATH_HEADER = "x-requested-path";

/** The nonce of this response's scripts; written by the proxy as well. */
export const NONCE_HEADER = "x-nonce";
