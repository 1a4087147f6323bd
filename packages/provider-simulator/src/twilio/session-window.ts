import type { SimulatorClock } from "../clock";

const WINDOW_MS = 24 * 3_600_000;

/** When each phone last wrote: free-form messages reach it for a day after that. Also who has opted out. */
export class SessionWindows {
  readonly #clock: SimulatorClock;
  readonly #lastInbound = new Map<string, number>();
  readonly #optedOut = new Set<string>();

  constructor(clock: SimulatorClock) {
    this.#clock = clock;
  }

  wrote(phone: string): void {
    this.#lastInbound.set(phone, this.#clock.now());
  }

  isOpen(phone: string): boolean {
    const closesAt = this.closesAt(phone);
    return closesAt !== null && this.#clock.now() < closesAt;
  }

  /** When the window of a phone closes, ms since the epoch; null for one that has never written. */
  closesAt(phone: string): number | null {
    const last = this.#lastInbound.get(phone);
    return last === undefined ? null : last + WINDOW_MS;
  }

  optOut(phone: string): void {
    this.#optedOut.add(phone);
  }

  optIn(phone: string): void {
    this.#optedOut.delete(phone);
  }

  hasOptedOut(phone: string): boolean {
    return this.#optedOut.has(phone);
  }

  clear(): void {
    this.#lastInbound.clear();
    this.#optedOut.clear();
  }
}

const STOP_WORDS = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"];
const START_WORDS = ["START", "UNSTOP", "YES"];

export type OptOutType = "STOP" | "START";

/** What Advanced Opt-Out makes of a text. CANCEL and YES are words of the product: an account that uses it removes them. */
export function optOutTypeOf(text: string): OptOutType | null {
  const word = text.trim().toUpperCase();
  if (word === "CANCEL" || word === "YES") return null;
  if (STOP_WORDS.includes(word)) return "STOP";
  return START_WORDS.includes(word) ? "START" : null;
}
