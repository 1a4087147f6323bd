"use client";

import { useCallback, useState } from "react";
import { readFailure } from "@/lib/function-error";
import { NOT_SAVED } from "./messages";

/** One answer at a time; what failed is said where it was given. */
export function useAnswer() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const give = useCallback(async (act: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
    } catch (error) {
      const { code, message } = readFailure(error);
      setProblem(code === "unexpected" ? NOT_SAVED : message);
    } finally {
      setBusy(false);
    }
  }, []);
  return { give: (act: () => Promise<unknown>) => void (isBusy ? undefined : give(act)), isBusy, problem };
}
