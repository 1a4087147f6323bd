import { expect, it } from "vitest";
import { NO_ARTIFACT_FILTERS } from "@/lib/routes/artifact-filters";
import { BUILT_IN_VIEWS, isSameSearch, searchOfFilters, viewHref } from "./view-links";

it("keeps the filters of the URL, and leads back to them with the columns", () => {
  const search = searchOfFilters({ ...NO_ARTIFACT_FILTERS, status: ["failed"], club: "org-1" });
  expect(search).toBe("status=failed&club=org-1");
  expect(viewHref(search, ["id", "status"])).toBe(
    "/platform/voice-monitoring/artifacts?status=failed&club=org-1&columns=id%2Cstatus",
  );
  expect(viewHref("", [])).toBe("/platform/voice-monitoring/artifacts");
});

it("begins with the unresolved failures", () => {
  expect(BUILT_IN_VIEWS[0].search).toBe("handled=no");
});

it("knows a view again whatever the order of its filters", () => {
  expect(isSameSearch("a=1&b=2", "b=2&a=1")).toBe(true);
  expect(isSameSearch("a=1", "a=1&b=2")).toBe(false);
});
