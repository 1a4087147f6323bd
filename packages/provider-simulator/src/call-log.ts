import type { Endpoint, FaultKind } from "./faults/rules";

/** One call, without anything that was said in it. */
export interface LoggedCall {
  readonly id: number;
  /** Calls that the product made, and the webhooks that the simulator made. */
  readonly endpoint: Endpoint | "webhook" | "status_callback";
  readonly method: string;
  /** Milliseconds since the epoch, when the call came. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** The HTTP status; null where no answer was given or came back. */
  readonly status: number | null;
  readonly faults: readonly FaultKind[];
}

const KEPT_CALLS = 5_000;

/** The last calls, oldest first. */
export class CallLog {
  #calls: LoggedCall[] = [];
  #lastId = 0;
  readonly #onAdd: (call: LoggedCall) => void;

  constructor(onAdd: (call: LoggedCall) => void) {
    this.#onAdd = onAdd;
  }

  add(call: Omit<LoggedCall, "id">): void {
    this.#lastId += 1;
    const logged = { id: this.#lastId, ...call };
    this.#calls.push(logged);
    if (this.#calls.length > KEPT_CALLS) this.#calls.shift();
    this.#onAdd(logged);
  }

  list(): readonly LoggedCall[] {
    return [...this.#calls];
  }

  clear(): void {
    this.#calls = [];
  }
}
