"use client";

import { useState } from "react";
import { readFailure } from "./function-error";

export type Act = {
  isBusy: boolean;
  /** Why the last act was refused, in words. */
  problem: string | undefined;
  /** Runs the act; `done` follows when it was carried out. */
  run: (act: () => Promise<unknown>, done?: () => void) => Promise<void>;
};

/**
 * Something that somebody does, one at a time, and what is said while and after it is done. `unexpected` is said where
 * the deployment gave no reason that is meant for people.
 */
export function useAct(unexpected = "That didn't work. Try again."): Act {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  return {
    isBusy,
    problem,
    run: async (act, done) => {
      if (isBusy) return;
      setBusy(true);
      setProblem(undefined);
      try {
        await act();
        done?.();
      } catch (error) {
        const { code, message } = readFailure(error);
        setProblem(code === "unexpected" ? unexpected : message);
      } finally {
        setBusy(false);
      }
    },
  };
}
