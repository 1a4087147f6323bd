import { expect, it } from "vitest";
import { isUnderWay, noteStatus, stepsOf } from "./note-status";

const states = (note: Parameters<typeof stepsOf>[0]) => stepsOf(note).map(({ state }) => state);

it("shows where a recording is", () => {
  const note = { status: "processing", stage: "entity_resolution", sourceChannel: "app_recorded" } as const;
  expect(states(note)).toEqual(["done", "done", "done", "now", "waiting"]);
  expect(isUnderWay(note)).toBe(true);
});

it("leaves listening out of a typed note", () => {
  const note = { status: "processing", stage: "claims_extraction", sourceChannel: "app_typed" } as const;
  expect(stepsOf(note).map(({ label }) => label)).not.toContain("Listening");
  expect(states(note)).toEqual(["done", "now", "waiting", "waiting"]);
});

it("says at which step a note failed, and that a finished one is through", () => {
  const failed = { status: "failed", stage: "transcription", sourceChannel: "app_recorded" } as const;
  expect(states(failed)).toEqual(["done", "failed", "waiting", "waiting", "waiting"]);
  const done = { status: "completed", stage: "confirmation", sourceChannel: "app_recorded" } as const;
  expect(new Set(states(done))).toEqual(new Set(["done"]));
});

it("calls for the coach while something of a finished note waits", () => {
  expect(noteStatus({ status: "completed", needsAnswer: true }).label).toBe("Needs you");
  expect(noteStatus({ status: "completed", needsAnswer: false }).label).toBe("Done");
});

it("a note that was held or stopped waits, and nothing went wrong", () => {
  const pause = { reason: "budget", resumes: false };
  const stopped = { status: "failed", stage: "claims_extraction", needsAnswer: false, pause } as const;
  expect(noteStatus(stopped).label).toBe("Waiting");
  expect(isUnderWay({ status: "received", pause })).toBe(false);
  const states = stepsOf({ ...stopped, sourceChannel: "app_typed" }).map(({ state }) => state);
  expect(states).toEqual(["done", "waiting", "waiting", "waiting"]);
});
