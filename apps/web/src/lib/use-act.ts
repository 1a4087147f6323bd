"use client";

import { useState } from "react";
import { readFailure } from "@/lib/function-error";

export type Act = {
  isBusy: boolean;
  /** Why the last act was refused, in words. */
  problem: string | undefined;
  /** Runs the act; `done` follows when it was carried out. */
  run: (act: () => Promise<unknown>, done?: () => void) => Promise<void>;
};

/** Something that staff do, one at a time, and what is said while and after it is done. */
export function useAct(): Act {
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
        setProblem(code === "unexpected" ? "This could not be done. Try again." : message);
      } finally {
        setBusy(false);
      }
    },
  };
}
