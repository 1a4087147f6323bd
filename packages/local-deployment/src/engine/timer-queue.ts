/** Many deadlines on one timer. Unlike `setTimeout`, a delay may be longer than 2^31 ms (24.8 days). */

const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

// Taken now: during a call the engine replaces the global with one that throws.
const setTimer = globalThis.setTimeout.bind(globalThis);
const clearTimer = globalThis.clearTimeout.bind(globalThis);

interface Entry<K> {
  key: K;
  at: number;
  /** Order of entry, for equal times. */
  sequence: number;
}

export class TimerQueue<K> {
  readonly #fire: (key: K) => void;
  /** Binary heap, earliest first. Removed keys stay until they surface. */
  readonly #heap: Entry<K>[] = [];
  readonly #live = new Map<K, Entry<K>>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sequence = 0;
  #closed = false;

  constructor(fire: (key: K) => void) {
    this.#fire = fire;
  }

  /** @param at milliseconds since the epoch; the past fires at the next turn of the event loop */
  add(key: K, at: number): void {
    if (this.#closed) {
      return;
    }
    const entry = { key, at, sequence: this.#sequence++ };
    this.#live.set(key, entry);
    this.#push(entry);
    this.#arm();
  }

  remove(key: K): void {
    this.#live.delete(key);
    if (this.#live.size === 0) {
      this.#heap.length = 0;
      this.#arm();
    }
  }

  isDue(): boolean {
    this.#dropRemoved();
    const first = this.#heap[0];
    return first !== undefined && first.at <= Date.now();
  }

  close(): void {
    this.#closed = true;
    this.#live.clear();
    this.#heap.length = 0;
    clearTimer(this.#timer);
  }

  #arm(): void {
    clearTimer(this.#timer);
    this.#timer = undefined;
    this.#dropRemoved();
    const first = this.#heap[0];
    if (first) {
      const delay = Math.min(Math.max(0, first.at - Date.now()), LONGEST_TIMEOUT_MS);
      this.#timer = setTimer(() => this.#tick(), delay);
    }
  }

  #tick(): void {
    const now = Date.now();
    for (;;) {
      this.#dropRemoved();
      const first = this.#heap[0];
      if (!first || first.at > now) {
        break;
      }
      this.#pop();
      this.#live.delete(first.key);
      this.#fire(first.key);
    }
    this.#arm();
  }

  #dropRemoved(): void {
    for (let first = this.#heap[0]; first && this.#live.get(first.key) !== first; first = this.#heap[0]) {
      this.#pop();
    }
  }

  #isBefore(a: Entry<K>, b: Entry<K>): boolean {
    return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
  }

  #push(entry: Entry<K>): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex];
      if (!parent || !this.#isBefore(entry, parent)) {
        break;
      }
      heap[index] = parent;
      heap[parentIndex] = entry;
      index = parentIndex;
    }
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) {
      return;
    }
    let index = 0;
    heap[0] = last;
    for (;;) {
      const leftIndex = 2 * index + 1;
      const left = heap[leftIndex];
      const right = heap[leftIndex + 1];
      if (!left) {
        return;
      }
      const childIndex = right && this.#isBefore(right, left) ? leftIndex + 1 : leftIndex;
      const child = heap[childIndex];
      if (!child || !this.#isBefore(child, last)) {
        return;
      }
      heap[index] = child;
      heap[childIndex] = last;
      index = childIndex;
    }
  }
}
