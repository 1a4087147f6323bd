"use client";

import { useSyncExternalStore } from "react";

/** What the clock of this machine lacks against the server's, ms. A laptop's clock may be minutes off. */
let behindMs = 0;

/** The time now, ms, by the server's clock: what came from the server is compared with it. */
export const currentTime = (): number => Date.now() + behindMs;

/** An answer takes its way and a page its time to start: less than this is no clock that is wrong. */
const TOLERANCE_MS = 10_000;

/**
 * Tells what the server's clock showed when it answered the request for the page that starts now. `arrivedAt`: when, by this
 * machine's clock, the document began to arrive. What a slow start explains is no clock that is wrong. All in ms.
 */
export function setServerTime(atAnswer: number, arrivedAt = documentArrivedAt()): void {
  const atMost = atAnswer - arrivedAt;
  const atLeast = atAnswer - Date.now();
  behindMs = atLeast > TOLERANCE_MS ? atLeast : atMost < -TOLERANCE_MS ? atMost : 0;
}

/** Now, where the browser does not tell. */
function documentArrivedAt(): number {
  const [document] = performance.getEntriesByType("navigation");
  return document !== undefined && "responseStart" in document && typeof document.responseStart === "number"
    ? performance.timeOrigin + document.responseStart
    : Date.now();
}

type Clock = { subscribe: (listener: () => void) => () => void; read: () => number };

/** A clock that moves on every `stepMs` while somebody listens, and rests otherwise. */
export function makeClock(stepMs: number): Clock {
  let now = currentTime();
  let timer: ReturnType<typeof setInterval> | undefined;
  const listeners = new Set<() => void>();

  const tick = () => {
    now = currentTime();
    for (const notify of listeners) {
      notify();
    }
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      timer ??= setInterval(tick, stepMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
      };
    },
    read: () => {
      // Nobody listened for a while: the time that is stored is old.
      if (timer === undefined && currentTime() - now >= stepMs) {
        now = currentTime();
      }
      return now;
    },
  };
}

const clocks = new Map<number, Clock>();

function clockOf(stepMs: number): Clock {
  const known = clocks.get(stepMs);
  if (known) {
    return known;
  }
  const made = makeClock(stepMs);
  clocks.set(stepMs, made);
  return made;
}

const atServer = () => 0;

/** The current time in ms, which moves on every `stepMs` while the component is shown; all with one step share a timer. */
export function useNow(stepMs: number): number {
  const clock = clockOf(stepMs);
  return useSyncExternalStore(clock.subscribe, clock.read, atServer);
}
