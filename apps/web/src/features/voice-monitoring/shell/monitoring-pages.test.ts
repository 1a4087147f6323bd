import { existsSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { MONITORING_PAGES, pageOf } from "./monitoring-pages";

it("lists no tab without a page behind it", () => {
  const app = path.join(import.meta.dirname, "../../../app");
  for (const { href } of MONITORING_PAGES) {
    expect(existsSync(path.join(app, href, "page.tsx")), href).toBe(true);
  }
});

it("gives every tab a key of its own", () => {
  expect(new Set(MONITORING_PAGES.map(({ keys }) => keys)).size).toBe(MONITORING_PAGES.length);
});

it("does not take the dashboard for the parent of every page", () => {
  expect(pageOf("/platform/voice-monitoring")?.label).toBe("Dashboard");
  expect(pageOf("/platform/voice-monitoring/nowhere")).toBeUndefined();
});
