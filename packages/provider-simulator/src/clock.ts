/** The provider's time: the machine's, moved by whoever wants to see what a day later does. */
export class SimulatorClock {
  #aheadMs = 0;

  now(): number {
    return Date.now() + this.#aheadMs;
  }

  get aheadMs(): number {
    return this.#aheadMs;
  }

  /** Moves the time by `ms`, which may be negative. */
  advance(ms: number): void {
    this.#aheadMs += ms;
  }

  reset(): void {
    this.#aheadMs = 0;
  }
}
