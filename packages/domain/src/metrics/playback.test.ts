import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventsOfTransition, receivedEvent } from "../events/build";
import type { PipelineEventDraft } from "../events/event";
import { type ArtifactMove, initialArtifactState, nextArtifactState } from "../state-machine/artifact";
import { MOVES } from "../state-machine/testing";
import { IN_FLIGHT_STATUSES, MACHINE_STAGES, type SourceChannel } from "../vocabulary/pipeline";
import { type Bucket, EMPTY_BUCKET, mergeBuckets } from "./bucket";
import { afterEvent, type InFlight, NOTHING_IN_FLIGHT } from "./in-flight";
import { inFlightBefore, PLAYBACK_STEP_MS, playbackStep } from "./playback";
import { bucketDelta, HOUR_MS, periodStart } from "./rollup";

type Step = { move: ArtifactMove; after: number };
interface Note {
  channel: SourceChannel;
  receivedAt: number;
  steps: Step[];
}

const note: fc.Arbitrary<Note> = fc.record({
  channel: fc.constantFrom<SourceChannel>("whatsapp_audio", "whatsapp_text"),
  receivedAt: fc.nat(6 * HOUR_MS),
  steps: fc.array(
    fc.record({ move: fc.constantFrom(...MOVES), after: fc.oneof(fc.nat(2_000), fc.nat(HOUR_MS)) }),
    { minLength: 10, maxLength: 60 },
  ),
});
const notes = fc.array(note, { minLength: 1, maxLength: 8 });

/** What a note tells, and where it was from when on. */
function live({ channel, receivedAt, steps }: Note) {
  const subject = { artifactId: "a", createdAt: receivedAt };
  const events: PipelineEventDraft[] = [receivedEvent(subject)];
  let state = { ...initialArtifactState(receivedAt), sourceChannel: channel };
  const states = [{ from: receivedAt, state }];
  let now = receivedAt;
  for (const { move, after } of steps) {
    now += after;
    const next = nextArtifactState(state, move, now);
    if (!next.ok) continue;
    state = { ...state, ...next.patch };
    states.push({ from: now, state });
    events.push(...eventsOfTransition(subject, next.events, {}, now));
  }
  return { states, events };
}

/** Looks at every note as it stood before `at`. */
function lookedUp(lives: readonly ReturnType<typeof live>[], at: number): InFlight {
  const sums = { ...NOTHING_IN_FLIGHT };
  for (const { states } of lives) {
    const last = states.findLast(({ from }) => from < at)?.state;
    const stage = MACHINE_STAGES.find((machine) => machine === last?.currentStage);
    if (stage && IN_FLIGHT_STATUSES.some((status) => status === last?.status)) sums[stage] += 1;
  }
  return sums;
}

/** The rows that a worker would write of events from `at` on: five minutes up to the next hour, then hours. */
function bucketsFrom(events: readonly PipelineEventDraft[], at: number): Bucket[] {
  const nextHour = Math.ceil(at / HOUR_MS) * HOUR_MS;
  const rows = new Map<number, Bucket>();
  for (const event of events.filter(({ timestamp }) => timestamp >= at)) {
    const length = event.timestamp < nextHour ? PLAYBACK_STEP_MS : HOUR_MS;
    const start = periodStart(event.timestamp, length);
    rows.set(start, mergeBuckets(rows.get(start) ?? EMPTY_BUCKET, bucketDelta(event)));
  }
  return [...rows.values()];
}

describe("what was in flight at an earlier moment", () => {
  it("is what a look at every note would have found then, at every step of the way", () => {
    let occupied = 0;
    fc.assert(
      fc.property(notes, (all) => {
        const lives = all.map(live);
        const events = lives.flatMap((one) => one.events);
        const now = events.reduce(afterEvent, NOTHING_IN_FLIGHT);
        const first = playbackStep(Math.min(...all.map(({ receivedAt }) => receivedAt)));
        const last = Math.max(...events.map(({ timestamp }) => timestamp));
        for (let at = first; at <= last + PLAYBACK_STEP_MS; at += PLAYBACK_STEP_MS) {
          const before = inFlightBefore(now, bucketsFrom(events, at));
          expect(before).toEqual(lookedUp(lives, at));
          occupied += Math.max(...Object.values(before));
        }
      }),
      { numRuns: 60 },
    );
    expect(occupied).toBeGreaterThan(100);
  });

  it("is never fewer than none, whatever events are missing", () => {
    fc.assert(
      fc.property(notes, fc.infiniteStream(fc.boolean()), fc.nat(6 * HOUR_MS), (all, kept, at) => {
        const events = all.flatMap((one) => live(one).events);
        const some = events.filter(() => kept.next().value);
        const before = inFlightBefore(
          some.reduce(afterEvent, NOTHING_IN_FLIGHT),
          bucketsFrom(events, playbackStep(at)),
        );
        for (const stage of MACHINE_STAGES) expect(before[stage]).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });

  it("is what is in flight now where nothing has happened since", () => {
    const now = { ...NOTHING_IN_FLIGHT, transcription: 3 };
    expect(inFlightBefore(now, [])).toEqual(now);
    expect(inFlightBefore(now, [EMPTY_BUCKET])).toEqual(now);
  });
});
