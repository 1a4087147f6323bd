import { expect, it } from "vitest";
import { eventQueryOf, NO_EVENT_FILTERS } from "./event-filters";

const NOW = Date.UTC(2026, 10, 22, 14, 0, 30);

it("asks for everything where nothing is filtered for, also where a link says so twice", () => {
  expect(eventQueryOf(NO_EVENT_FILTERS, NOW)).toEqual({});
  expect(eventQueryOf({ ...NO_EVENT_FILTERS, types: [], errors: false }, NOW)).toEqual({});
});

it("names each filter as the server does", () => {
  const filters = {
    types: ["retry_failed" as const],
    stage: "transcription" as const,
    club: "org-1",
    note: "note-1",
    errors: true,
    range: "1h" as const,
    from: null,
    to: null,
  };
  expect(eventQueryOf(filters, NOW)).toEqual({
    eventTypes: ["retry_failed"],
    pipelineStage: "transcription",
    organizationId: "org-1",
    artifactId: "note-1",
    errorsOnly: true,
    from: Date.UTC(2026, 10, 22, 13, 0),
  });
});
