import { isFinalStatus } from "@voice-flow/domain/vocabulary/artifact-statuses";
import {
  ARTIFACT_STATUSES,
  EVENT_TYPES,
  IN_FLIGHT_STATUSES,
  PIPELINE_EVENT_TYPES,
} from "@voice-flow/domain/vocabulary/pipeline";
import { describe, expect, it } from "vitest";
import { ARTIFACT_STATUS_LABELS } from "./artifact-statuses";
import { eventTypeLabel } from "./event-types";

describe("event types", () => {
  it("have one word each, so that a log can be read without the technical name", () => {
    const words = PIPELINE_EVENT_TYPES.map((type) => eventTypeLabel(type).label);
    expect(new Set(words).size).toBe(PIPELINE_EVENT_TYPES.length);
  });

  it("are red exactly when the domain calls them failures", () => {
    for (const type of PIPELINE_EVENT_TYPES) {
      expect(eventTypeLabel(type).tone === "danger", type).toBe(EVENT_TYPES[type].outcome === "failure");
    }
  });
});

describe("artifact statuses", () => {
  it("call nothing final that a machine still has to finish", () => {
    for (const status of IN_FLIGHT_STATUSES) {
      expect(isFinalStatus(status), status).toBe(false);
    }
  });

  it("offer no action while a machine works", () => {
    for (const status of ARTIFACT_STATUSES) {
      const { actions } = ARTIFACT_STATUS_LABELS[status];
      expect(isFinalStatus(status) || actions.length === 0, status).toBe(true);
    }
  });

  it("never look alike: no two share both icon and tone", () => {
    const looks = ARTIFACT_STATUSES.map((status) => {
      const { icon, tone } = ARTIFACT_STATUS_LABELS[status];
      return `${icon.displayName ?? icon.name} ${tone}`;
    });
    expect(new Set(looks).size).toBe(ARTIFACT_STATUSES.length);
  });
});
