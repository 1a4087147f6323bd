"use client";

import { useConvex } from "convex/react";
import { useCallback, useRef, useState } from "react";
import type { BulkRetryFilter } from "../bulk-retry/bulk-views";
import { markMatching } from "./mark-handled";

type Wanted = { filter: BulkRetryFilter; seenAt: number };

export type MarkingSelected = {
  /** How many are marked so far; undefined while nothing is being marked. */
  marked: number | undefined;
  mark: (wanted: Wanted) => void;
  /** What is marked stays marked. */
  stop: () => void;
};

/** Marks what is selected as dealt with; goes on although the page is left. `onDone` is called at its end. */
export function useMarkSelected(onDone: () => void): MarkingSelected {
  const convex = useConvex();
  const [marked, setMarked] = useState<number>();
  const running = useRef<AbortController>(undefined);
  const mark = useCallback(
    async (wanted: Wanted) => {
      const own = new AbortController();
      running.current = own;
      setMarked(0);
      await markMatching(convex, { ...wanted, signal: own.signal, onProgress: setMarked });
      setMarked(undefined);
      onDone();
    },
    [convex, onDone],
  );
  return {
    marked,
    mark: useCallback((wanted: Wanted) => void mark(wanted), [mark]),
    stop: useCallback(() => running.current?.abort(), []),
  };
}
