"use client";

import { useMemo } from "react";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/actions-provider";
import { currentTime } from "@/lib/clock";
import { shiftWindow, type TimeChoice } from "./time-window";

/** [ and ] go to the window before and after the one that is shown. `set` must be stable. */
export function useWindowKeys(time: TimeChoice, set: (time: TimeChoice) => void): void {
  const { range, from, to } = time;
  const actions = useMemo<readonly Action[]>(() => {
    const shift = (step: -1 | 1) => {
      const next = shiftWindow({ range, from, to }, step, currentTime());
      if (next !== null) {
        set(next);
      }
    };
    return [
      { id: "window-earlier", label: "Earlier window", group: "View", keys: "[", run: () => shift(-1) },
      { id: "window-later", label: "Later window", group: "View", keys: "]", run: () => shift(1) },
    ];
  }, [range, from, to, set]);
  useRegisterActions(actions);
}
