"use client";

import { useSyncExternalStore } from "react";

type Clock = { subscribe: (listener: () => void) => () => void; read: () => number };

/** A clock that moves on every `stepMs` while somebody listens, and rests otherwise. */
export function makeClock(stepMs: number): Clock {
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const listeners = new Set<() => void>();

  const tick = () => {
    now = Date.now();
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
      if (timer === undefined && Date.now() - now >= stepMs) {
        now = Date.now();
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
