/** The one page that records. Everywhere else the browser refuses the microphone. */
const RECORDING_PATH = "/coach/notes";
const TWO_YEARS_SECONDS = 63_072_000;

/** Headers that are the same for every response: pages, redirects, files and answers of `/api`. */
export function fixedHeaders(isProduction: boolean): { key: string; value: string }[] {
  const headers = [
    { key: "X-Content-Type-Options", value: "nosniff" },
    { key: "X-Frame-Options", value: "DENY" },
    { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
    { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
    { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  ];
  if (isProduction) {
    headers.push({
      key: "Strict-Transport-Security",
      value: `max-age=${TWO_YEARS_SECONDS}; includeSubDomains`,
    });
  }
  return headers;
}

/** For what is never shown as a page. */
export const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** A document keeps the policy it was opened with, so links to the recording page from elsewhere load it in full. */
export function permissionsPolicy(pathname: string): string {
  const microphone = pathname === RECORDING_PATH ? "(self)" : "()";
  return `camera=(), display-capture=(), geolocation=(), microphone=${microphone}, payment=(), usb=()`;
}

type PolicyOptions = {
  /** Fresh for every response. */
  nonce: string;
  /** Origins of the Convex deployment: pages subscribe to it, upload to it and play recordings from it. */
  convexUrl: string;
  convexSiteUrl: string;
  isDevelopment: boolean;
};

/**
 * Scripts run only with this response's nonce, or when such a script loads them. Styles may be inline: charts set
 * sizes by attribute and toasts bring their own sheet, and no address outside the product can be reached from either.
 */
export function contentSecurityPolicy(options: PolicyOptions): string {
  const { nonce, convexUrl, convexSiteUrl, isDevelopment } = options;
  const deployment = [...new Set([convexUrl, convexSiteUrl])].join(" ");
  const directives = [
    "default-src 'self'",
    // React's development build uses eval to show where an error came from.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${deployment} ${convexUrl.replace(/^http/, "ws")}`,
    `media-src 'self' data: blob: ${deployment}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
  ];
  // Over plain HTTP, as on one machine, nothing can be upgraded.
  if (convexUrl.startsWith("https:")) directives.push("upgrade-insecure-requests");
  return directives.join("; ");
}
