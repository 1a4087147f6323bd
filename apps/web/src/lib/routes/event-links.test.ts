import { expect, it } from "vitest";
import { artifactsHref, eventsHref, pageHref } from "./event-links";
import { MONITORING_PAGES } from "./monitoring-pages";

it("links to nothing that does not exist", () => {
  expect(pageHref("no-such-page")).toBeUndefined();
});

it("says the filters as the event log reads them, once there is one", () => {
  const href = eventsHref({
    types: ["artifact_failed", "retry_failed"],
    club: "a b",
    errors: true,
    from: 0,
    to: 60_000,
  });
  if (!MONITORING_PAGES.some((page) => page.href.endsWith("/events"))) {
    expect(href).toBeUndefined();
    return;
  }
  const { pathname, searchParams } = new URL(href ?? "", "http://localhost");
  expect(pathname).toBe("/platform/voice-monitoring/events");
  expect(Object.fromEntries(searchParams)).toEqual({
    types: "artifact_failed,retry_failed",
    club: "a b",
    errors: "true",
    from: "1970-01-01T00:00:00.000Z",
    to: "1970-01-01T00:01:00.000Z",
  });
});

it("says the filters as the grid reads them", () => {
  const href = artifactsHref({ status: ["failed"], cause: "a:b", handled: "no", from: 0, to: 60_000 });
  const { pathname, searchParams } = new URL(href, "http://localhost");
  expect(pathname).toBe("/platform/voice-monitoring/artifacts");
  expect(Object.fromEntries(searchParams)).toEqual({
    status: "failed",
    cause: "a:b",
    handled: "no",
    from: "1970-01-01T00:00:00.000Z",
    to: "1970-01-01T00:01:00.000Z",
  });
});
