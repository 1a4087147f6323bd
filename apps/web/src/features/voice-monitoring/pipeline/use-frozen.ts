"use client";

import { useState } from "react";
import { useLive } from "../live/live-provider";

/** What was there when the page was paused, for as long as it is. */
export function useFrozen<Value>(value: Value | undefined): Value | undefined {
  const { isPaused } = useLive();
  const [frozen, setFrozen] = useState(value);
  if (!isPaused && value !== frozen) {
    setFrozen(value);
  }
  return isPaused ? (frozen ?? value) : value;
}
