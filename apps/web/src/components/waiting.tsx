"use client";

import { type ReactNode, useEffect, useState } from "react";
import { TimedOut } from "./empty-states";
import { usePanelRetry } from "./panel";

/** How long an answer may take before the page says so, in ms. */
const PATIENCE = 15_000;

/** Stands where data will stand: a skeleton of its size, and after a while the word that it takes too long. */
export function Waiting({ what, children }: { what: string; children: ReactNode }) {
  const retry = usePanelRetry();
  const [isTooLong, setTooLong] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setTooLong(true), PATIENCE);
    return () => window.clearTimeout(timer);
  }, []);
  if (isTooLong) {
    return <TimedOut retry={retry} />;
  }
  return (
    <div role="status" aria-label={`Loading ${what}`} className="flex min-h-0 flex-1 flex-col">
      {children}
    </div>
  );
}
