/**
 * What the mutations of one client session came to. A client sends those it has no answer for once more after it has
 * reconnected, under the same request id, and they must not run twice.
 */
import type { FunctionOutcome } from "../deployment.ts";

export interface MutationResult {
  outcome: FunctionOutcome;
  ts: bigint;
}

/** Far more than a client leaves unanswered: a connection stops being read long before (`connection.ts`). */
const KEPT_RESULTS = 1000;

export class MutationLog {
  private readonly results = new Map<number, Promise<MutationResult>>();
  private tail: Promise<unknown> = Promise.resolve();
  /** Request ids rise, so all up to this one have run, though their results are gone. */
  private forgottenUpTo = -1;

  constructor(private readonly onReplay: () => void) {}

  /** Runs the mutation after all earlier ones of this session, or answers with what it came to the first time. */
  run(requestId: number, execute: () => Promise<MutationResult>): Promise<MutationResult> {
    const known = this.results.get(requestId);
    if (known !== undefined) {
      this.onReplay();
      return known;
    }
    if (requestId <= this.forgottenUpTo) {
      this.onReplay();
      return Promise.resolve({ outcome: forgotten(), ts: 0n });
    }
    const result = this.tail.then(execute);
    this.tail = result.catch(() => undefined);
    this.results.set(requestId, result);
    void this.tail.then(() => this.trim(requestId));
    return result;
  }

  /** They run one after the other, so all up to `finished` have run and may be dropped, the oldest first. */
  private trim(finished: number): void {
    for (const requestId of this.results.keys()) {
      if (this.results.size <= KEPT_RESULTS || requestId > finished) return;
      this.results.delete(requestId);
      this.forgottenUpTo = Math.max(this.forgottenUpTo, requestId);
    }
  }
}

function forgotten(): FunctionOutcome {
  return {
    success: false,
    errorMessage: "This mutation has already run, and was not run again; its result is no longer kept.",
    logLines: [],
  };
}

/** Time for which a client that lost its connection may come back and still find its results, milliseconds. */
const KEPT_AFTER_DISCONNECT_MS = 60 * 60 * 1000;
const KEPT_DISCONNECTED_SESSIONS = 1000;

/** The logs of all sessions, connected or gone for a while. */
export class MutationLogs {
  private readonly connected = new Map<string, MutationLog>();
  private readonly gone = new Map<string, { log: MutationLog; since: number }>();
  /** Mutations that were answered without running. */
  replayed = 0;

  enter(sessionId: string): MutationLog {
    const log = this.connected.get(sessionId) ?? this.gone.get(sessionId)?.log ?? this.create();
    this.gone.delete(sessionId);
    this.connected.set(sessionId, log);
    return log;
  }

  private create(): MutationLog {
    return new MutationLog(() => {
      this.replayed += 1;
    });
  }

  leave(sessionId: string, now: number): void {
    const log = this.connected.get(sessionId);
    if (log === undefined) return;
    this.connected.delete(sessionId);
    this.gone.set(sessionId, { log, since: now });
    this.expire(now);
  }

  expire(now: number): void {
    for (const [sessionId, { since }] of this.gone) {
      const tooMany = this.gone.size > KEPT_DISCONNECTED_SESSIONS;
      if (!tooMany && now - since < KEPT_AFTER_DISCONNECT_MS) return;
      this.gone.delete(sessionId);
    }
  }
}
