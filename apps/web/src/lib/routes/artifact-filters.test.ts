import { expect, it } from "vitest";
import { artifactQueryOf, gridHref, NO_ARTIFACT_FILTERS } from "./artifact-filters";

const NOW = Date.UTC(2026, 10, 22, 14, 0, 30);

it("asks for everything where nothing is filtered for, also where a link says so twice", () => {
  expect(artifactQueryOf(NO_ARTIFACT_FILTERS, NOW)).toEqual({});
  expect(artifactQueryOf({ ...NO_ARTIFACT_FILTERS, status: [], q: "" }, NOW)).toEqual({});
});

it("names each filter as the server does; ids are stored in small letters", () => {
  const filters = {
    status: ["failed" as const],
    stage: "transcription" as const,
    club: "org-1",
    channel: "app_typed" as const,
    q: "AB12",
    alert: "incident-1",
    cause: "transcription:provider_timeout:1",
    handled: "no" as const,
    range: "1h" as const,
    from: null,
    to: null,
  };
  expect(artifactQueryOf(filters, NOW)).toEqual({
    statuses: ["failed"],
    pipelineStage: "transcription",
    organizationId: "org-1",
    sourceChannel: "app_typed",
    idPrefix: "ab12",
    alertId: "incident-1",
    errorFingerprint: "transcription:provider_timeout:1",
    onlyUnhandled: true,
    from: Date.UTC(2026, 10, 22, 13, 0),
  });
});

it("leads to exactly the runs behind an incident", () => {
  expect(gridHref({ alert: "incident-1", cause: "a:b" })).toBe(
    "/platform/voice-monitoring/artifacts?alert=incident-1&cause=a:b",
  );
});
