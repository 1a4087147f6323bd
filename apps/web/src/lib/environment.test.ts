import { describe, expect, it } from "vitest";
import { readEnvironment } from "./environment";

describe("readEnvironment", () => {
  it("falls back to the local deployment", () => {
    expect(readEnvironment({})).toEqual({
      environment: { convexUrl: "http://127.0.0.1:3210", convexSiteUrl: "http://127.0.0.1:3211" },
      notes: [],
    });
  });

  it("says in production which variable is missing and what it is for", () => {
    const { notes } = readEnvironment({
      NODE_ENV: "production",
      CONVEX_URL: "https://a.convex.cloud",
    });
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain("CONVEX_SITE_URL is not set");
  });

  it("drops a trailing slash", () => {
    expect(readEnvironment({ CONVEX_URL: "https://a.convex.cloud/" }).environment.convexUrl).toBe(
      "https://a.convex.cloud",
    );
  });

  it.each(["nowhere", "ftp://a.example", "https://a.example/path", "https://a.example/?q=1"])(
    "refuses %s with one sentence per variable",
    (value) => {
      const read = () => readEnvironment({ CONVEX_URL: value, CONVEX_SITE_URL: value });
      expect(read).toThrow(/CONVEX_URL is not a usable address/);
      expect(read).toThrow(/CONVEX_SITE_URL is not a usable address/);
    },
  );

  it("catches the two addresses being mixed up", () => {
    expect(() => readEnvironment({ CONVEX_SITE_URL: "https://a.convex.cloud" })).toThrow(
      /must be the address that ends in \.convex\.site/,
    );
  });
});
