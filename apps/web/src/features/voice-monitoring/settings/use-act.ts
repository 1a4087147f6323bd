"use client";

import { useState } from "react";
import { readFailure } from "@/lib/function-error";

/** Runs one act at a time and keeps, in words, why the last one was refused. */
export function useAct() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const act = async (run: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await run();
    } catch (error) {
      const { code, message } = readFailure(error);
      setProblem(code === "unexpected" ? "This could not be saved. Try again." : message);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, problem, act };
}
