import { describe, expect, it } from "vitest";
import { afterEvent, NOTHING_IN_FLIGHT, totalInFlight } from "./in-flight";

const received = { eventType: "artifact_received", newStatus: "received" } as const;
const change = (previousStatus: string, newStatus: string) =>
  ({ eventType: "artifact_status_changed", previousStatus, newStatus }) as const;
const run = [
  received,
  change("received", "transcribing"),
  change("transcribing", "transcribed"),
  change("transcribed", "processing"),
  change("processing", "completed"),
];

describe("notes in flight", () => {
  it("follow a note through its statuses", () => {
    const after = run.slice(0, 3).reduce(afterEvent, NOTHING_IN_FLIGHT);
    expect(after).toEqual({ received: 0, transcribing: 0, transcribed: 1, processing: 0 });
    expect(totalInFlight(after)).toBe(1);
  });

  it("add up to nothing for a note that has ended, in any order of its events", () => {
    expect(run.reduce(afterEvent, NOTHING_IN_FLIGHT)).toEqual(NOTHING_IN_FLIGHT);
    expect([...run].reverse().reduce(afterEvent, NOTHING_IN_FLIGHT)).toEqual(NOTHING_IN_FLIGHT);
  });

  it("count a retried note again, and no other event", () => {
    const failed = [...run.slice(0, 4), change("processing", "failed")];
    const retried = [...failed, change("failed", "transcribing")].reduce(afterEvent, NOTHING_IN_FLIGHT);
    expect(retried.transcribing).toBe(1);
    const ignored = { eventType: "artifact_completed", newStatus: "received" } as const;
    expect(afterEvent(retried, ignored)).toBe(retried);
  });
});
