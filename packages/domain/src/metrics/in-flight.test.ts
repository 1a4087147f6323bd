import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventsOfTransition, receivedEvent } from "../events/build";
import type { PipelineEventDraft } from "../events/event";
import { initialArtifactState, nextArtifactState } from "../state-machine/artifact";
import { MOVES } from "../state-machine/testing";
import { IN_FLIGHT_STATUSES, MACHINE_STAGES, type SourceChannel } from "../vocabulary/pipeline";
import { afterEvent, type InFlight, NOTHING_IN_FLIGHT, totalInFlight } from "./in-flight";

/**
 * A note that makes one legal move for each number, and all events of it. Choosing among legal moves alone reaches every state
 * in a few hundred walks.
 */
function walk(sourceChannel: SourceChannel, choices: readonly number[]) {
  const subject = { artifactId: "a", createdAt: 0 };
  const events: PipelineEventDraft[] = [receivedEvent(subject)];
  const reached: string[] = [];
  let state = { ...initialArtifactState(0), sourceChannel };
  for (const [now, choice] of choices.entries()) {
    const legal = MOVES.map((move) => nextArtifactState(state, move, now)).filter((next) => next.ok);
    const next = legal[choice % legal.length];
    if (!next) break;
    state = { ...state, ...next.patch };
    reached.push(`${state.status}/${state.currentStage}`);
    events.push(...eventsOfTransition(subject, next.events, {}, now));
  }
  return { state, events, reached };
}

function actual({ status, currentStage }: ReturnType<typeof walk>["state"]): InFlight {
  const sums = { ...NOTHING_IN_FLIGHT };
  const stage = MACHINE_STAGES.find((machine) => machine === currentStage);
  if (stage && IN_FLIGHT_STATUSES.some((inFlight) => inFlight === status)) sums[stage] = 1;
  return sums;
}

describe("notes in flight", () => {
  it("are where the state machine has them, after any legal moves, in whatever order their events come", () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom<SourceChannel>("whatsapp_audio", "whatsapp_text"),
        fc.array(fc.nat(), { maxLength: 40 }),
        fc.infiniteStream(fc.nat()),
        (channel, choices, order) => {
          const { state, events, reached: passed } = walk(channel, choices);
          for (const where of passed) reached.add(where);
          expect(events.reduce(afterEvent, NOTHING_IN_FLIGHT)).toEqual(actual(state));
          const shuffled = events
            .map((event) => ({ event, at: order.next().value }))
            .sort((a, b) => a.at - b.at);
          expect(shuffled.map(({ event }) => event).reduce(afterEvent, NOTHING_IN_FLIGHT)).toEqual(
            actual(state),
          );
        },
      ),
      { numRuns: 500 },
    );
    expect([...reached].filter((where) => where.startsWith("processing")).length).toBe(3);
    expect([...reached].some((where) => where.startsWith("completed"))).toBe(true);
  });

  it("are never fewer than none", () => {
    const end = {
      eventType: "artifact_status_changed",
      pipelineStage: "ingestion",
      previousStatus: "received",
      newStatus: "failed",
    } as const;
    expect(totalInFlight(afterEvent(NOTHING_IN_FLIGHT, end))).toBe(0);
    expect(totalInFlight(afterEvent(NOTHING_IN_FLIGHT, { eventType: "artifact_received" }))).toBe(1);
  });
});
