import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, fixedHeaders, permissionsPolicy } from "./security-headers";

const DEPLOYMENT = {
  convexUrl: "https://calm-otter-1.convex.cloud",
  convexSiteUrl: "https://calm-otter-1.convex.site",
};
const policy = (changes: Partial<Parameters<typeof contentSecurityPolicy>[0]> = {}) => {
  const text = contentSecurityPolicy({ ...DEPLOYMENT, nonce: "n1", isDevelopment: false, ...changes });
  return new Map(
    text.split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources];
    }),
  );
};

describe("the content security policy", () => {
  it("runs scripts of this response only", () => {
    expect(policy().get("script-src")).toEqual(["'self'", "'nonce-n1'", "'strict-dynamic'"]);
  });

  it("allows eval while developing, and never in production", () => {
    expect(policy({ isDevelopment: true }).get("script-src")).toContain("'unsafe-eval'");
    expect(policy().get("script-src")).not.toContain("'unsafe-eval'");
  });

  it("lets pages subscribe to the deployment, and to nothing else", () => {
    expect(policy().get("connect-src")).toEqual([
      "'self'",
      DEPLOYMENT.convexUrl,
      DEPLOYMENT.convexSiteUrl,
      "wss://calm-otter-1.convex.cloud",
    ]);
  });

  it("lets nobody frame a page, send a form elsewhere or change its base", () => {
    expect(policy().get("frame-ancestors")).toEqual(["'none'"]);
    expect(policy().get("form-action")).toEqual(["'self'"]);
    expect(policy().get("base-uri")).toEqual(["'none'"]);
    expect(policy().get("object-src")).toEqual(["'none'"]);
  });

  it("upgrades requests where the deployment is served over HTTPS, and leaves one machine alone", () => {
    expect(policy().has("upgrade-insecure-requests")).toBe(true);
    expect(policy({ convexUrl: "http://127.0.0.1:3210" }).has("upgrade-insecure-requests")).toBe(false);
  });
});

it.each([
  ["/coach/notes", "(self)"],
  ["/coach", "()"],
  ["/coach/notes/x", "()"],
  ["/login", "()"],
  ["/platform/voice-monitoring", "()"],
])("gives %s the microphone %s", (pathname, allowed) => {
  expect(permissionsPolicy(pathname)).toContain(`microphone=${allowed}`);
});

it("asks for HTTPS in production alone", () => {
  const keys = (isProduction: boolean) => fixedHeaders(isProduction).map(({ key }) => key);
  expect(keys(true)).toContain("Strict-Transport-Security");
  expect(keys(false)).not.toContain("Strict-Transport-Security");
});
