import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ARTIFACT_STAGES,
  ARTIFACT_STATUSES,
  type ArtifactStatus,
  isAudioChannel,
  SOURCE_CHANNELS,
  type SourceChannel,
} from "../vocabulary/pipeline";
import {
  type ArtifactMove,
  type ArtifactSubject,
  isTerminalStatus,
  LEGAL_FROM,
  nextArtifactState,
} from "./artifact";
import { MOVES, run, start } from "./testing";

/** Mostly legal moves, so that long lives are walked, with any move at all mixed in. */
const scenario = fc
  .tuple(
    fc.constantFrom(...SOURCE_CHANNELS),
    fc.array(fc.record({ pick: fc.nat(), wild: fc.boolean() }), { maxLength: 60 }),
  )
  .map(([channel, picks]): [SourceChannel, readonly ArtifactMove[]] => {
    let state = start(channel);
    const moves: ArtifactMove[] = [];
    for (const { pick, wild } of picks) {
      const pool = wild ? MOVES : MOVES.filter((move) => nextArtifactState(state, move, 0).ok);
      const move = pool[pick % pool.length];
      if (move === undefined) break;
      moves.push(move);
      const result = nextArtifactState(state, move, 0);
      if (result.ok) state = { ...result.patch, sourceChannel: channel };
    }
    return [channel, moves];
  });

const RANK: Record<ArtifactStatus, number> = {
  received: 0,
  transcribing: 1,
  transcribed: 2,
  processing: 3,
  completed: 4,
  failed: 4,
  rejected: 4,
  cancelled: 4,
  awaiting_coach: -1,
};

describe("every sequence of moves", () => {
  it("leaves a status only as the table says, and changes nothing when it refuses", () => {
    fc.assert(
      fc.property(scenario, ([channel, moves]) => {
        for (const { before, move, result } of run(channel, moves).steps) {
          const allowed: readonly string[] = LEGAL_FROM[move.type];
          if (!allowed.includes(before.status)) {
            expect(result).toMatchObject({ ok: false, error: { from: before.status, move: move.type } });
          }
        }
      }),
    );
  });

  it("moves the status only forward, except by a retry of staff or of the coach (AT-005)", () => {
    fc.assert(
      fc.property(scenario, ([channel, moves]) => {
        let highest = 0;
        for (const { move, result } of run(channel, moves).steps) {
          if (!result.ok || result.patch.status === "awaiting_coach") continue;
          if (move.type === "retry" || move.type === "coach_asks_again") highest = 0;
          expect(RANK[result.patch.status]).toBeGreaterThanOrEqual(highest);
          highest = Math.max(highest, RANK[result.patch.status]);
        }
      }),
    );
  });

  it("never leaves a terminal status but by a retry of a failed note", () => {
    for (const status of ARTIFACT_STATUSES.filter(isTerminalStatus)) {
      for (const currentStage of ARTIFACT_STAGES) {
        const subject: ArtifactSubject = { ...start("app_recorded"), status, currentStage };
        const legal = MOVES.filter((move) => nextArtifactState(subject, move, 9).ok).map((move) => move.type);
        expect(new Set(legal)).toEqual(new Set(status === "failed" ? ["retry"] : []));
      }
    }
  });

  it("never sends a typed note to transcription and never skips it for a voice note", () => {
    fc.assert(
      fc.property(scenario, ([channel, moves]) => {
        let transcribed = false;
        for (const { result } of run(channel, moves).steps) {
          if (!result.ok) continue;
          const events = result.events.map((event) => event.eventType);
          if (!isAudioChannel(channel)) {
            expect(result.patch.status).not.toBe("transcribing");
            expect(events).not.toContain("transcription_started");
          }
          if (events.includes("transcription_completed")) transcribed = true;
          if (isAudioChannel(channel) && result.patch.status === "transcribed")
            expect(transcribed).toBe(true);
        }
      }),
    );
  });

  it("has one status event for every change, and times that never run backwards", () => {
    fc.assert(
      fc.property(scenario, ([channel, moves]) => {
        for (const { before, result, now } of run(channel, moves).steps) {
          if (!result.ok) continue;
          const changes = result.events.filter((event) => event.eventType === "artifact_status_changed");
          expect(changes).toHaveLength(before.status === result.patch.status ? 0 : 1);
          for (const event of result.events) {
            expect(event.stageStartedAt === undefined).toBe(event.stageCompletedAt === undefined);
            expect(event.stageCompletedAt ?? now).toBeGreaterThanOrEqual(event.stageStartedAt ?? 0);
          }
        }
      }),
    );
  });

  it("reaches every status, and every one of these places and no other", () => {
    const places = new Set<string>();
    const statuses = new Set<string>();
    for (const channel of SOURCE_CHANNELS) {
      const queue: ArtifactSubject[] = [start(channel)];
      const seen = new Set<string>();
      for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
        const place = `${state.status}@${state.currentStage}`;
        if (seen.has(place)) continue;
        seen.add(place);
        places.add(place);
        statuses.add(state.status);
        for (const move of MOVES) {
          const result = nextArtifactState(state, move, 2_000);
          if (result.ok) queue.push({ ...result.patch, sourceChannel: channel });
        }
      }
    }
    expect([...statuses].sort()).toEqual([...ARTIFACT_STATUSES].sort());
    const processing = ARTIFACT_STAGES.slice(2, 5);
    expect([...places].sort()).toEqual(
      [
        "received@ingestion",
        "transcribing@transcription",
        "transcribed@claims_extraction",
        ...processing.map((stage) => `processing@${stage}`),
        "completed@confirmation",
        ...ARTIFACT_STAGES.slice(0, 5).map((stage) => `failed@${stage}`),
        ...ARTIFACT_STAGES.slice(0, 3).flatMap((stage) =>
          ["rejected", "awaiting_coach", "cancelled"].map((status) => `${status}@${stage}`),
        ),
      ].sort(),
    );
  });
});
