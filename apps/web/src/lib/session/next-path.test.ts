import { describe, expect, it } from "vitest";
import { loginPath, safeNextPath } from "./next-path";

describe("safeNextPath", () => {
  it("keeps a path of this site with its query and fragment", () => {
    expect(safeNextPath("/platform/voice-monitoring/events?errors=true#row-3")).toBe(
      "/platform/voice-monitoring/events?errors=true#row-3",
    );
  });

  it.each([
    undefined,
    "",
    "platform",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example/platform",
    "javascript:alert(1)",
    "/login",
    "/login?next=/login",
    "/api/auth/sign-out",
    ["/platform", "/x"],
  ])("leads %j to the default page", (requested) => {
    expect(safeNextPath(requested)).toBe("/");
  });
});

describe("loginPath", () => {
  it("carries the requested page, so that a link in an alert survives the sign-in", () => {
    const asked = "/platform/voice-monitoring/artifacts/a1?tab=claims&q=x%26y";
    const url = new URL(loginPath(asked), "http://localhost");
    expect(url.pathname).toBe("/login");
    expect(safeNextPath(url.searchParams.get("next") ?? undefined)).toBe(asked);
  });

  it("stays short for the default page", () => {
    expect(loginPath("/")).toBe("/login");
  });
});
