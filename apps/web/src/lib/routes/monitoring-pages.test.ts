import { existsSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { MONITORING_PAGES, OTHER_PAGES, pageOf } from "./monitoring-pages";

const PAGES = [...MONITORING_PAGES, ...OTHER_PAGES];

it("lists no page without a route behind it", () => {
  const app = path.join(import.meta.dirname, "../../app");
  for (const { href } of PAGES) {
    expect(existsSync(path.join(app, href, "page.tsx")), href).toBe(true);
  }
});

it("gives every page a key of its own", () => {
  expect(new Set(PAGES.map(({ keys }) => keys)).size).toBe(PAGES.length);
});

it("has the tabs in the order of the spec", () => {
  expect(MONITORING_PAGES.map(({ label }) => label)).toEqual([
    "Dashboard",
    "Pipeline",
    "Artifacts",
    "Metrics",
    "Quality",
    "Alerts",
    "Events",
    "Settings",
  ]);
});

it("does not take the dashboard for the parent of every page", () => {
  expect(pageOf("/platform/voice-monitoring")?.label).toBe("Dashboard");
  expect(pageOf("/platform/voice-monitoring/nowhere")).toBeUndefined();
});
