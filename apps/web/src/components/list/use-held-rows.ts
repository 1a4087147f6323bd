"use client";

import { useEffect, useRef, useState } from "react";
import { useLive } from "@/components/live/live-provider";
import { recordArrivals } from "@/components/live/live-state";
import { currentTime } from "@/lib/clock";
import { type HeldRows, nothingHeld, receiveRows } from "./held-rows";

/**
 * A live list that holds new rows back while the page is paused or `isAway` (the reader has scrolled down). `release`
 * shows them. More arrivals than anybody can follow pause the page.
 */
export function useHeldRows<Row>(
  rows: readonly Row[] | undefined,
  isAway: boolean,
  idOf: (row: Row) => string,
): HeldRows<Row> & { release: () => void } {
  const { isPaused, pauseFor } = useLive();
  const isHeld = isPaused || isAway;
  const [state, setState] = useState<HeldRows<Row>>(nothingHeld);
  const [seen, setSeen] = useState({ rows, isHeld });

  // State follows what came in, in the same render: an effect would show one frame of what is to be held back.
  if (rows !== undefined && (seen.rows !== rows || seen.isHeld !== isHeld || state === nothingHeld)) {
    setSeen({ rows, isHeld });
    setState(receiveRows(state, rows, isHeld, idOf));
  }

  useRush(rows, idOf, () => pauseFor("rush"));

  const release = () => {
    if (rows !== undefined) {
      setState(receiveRows(state, rows, false, idOf));
    }
  };
  return { ...state, release };
}

function useRush<Row>(rows: readonly Row[] | undefined, idOf: (row: Row) => string, onRush: () => void) {
  const known = useRef<ReadonlySet<string> | undefined>(undefined);
  const arrivals = useRef<readonly number[]>([]);
  const handlers = useRef({ idOf, onRush });
  useEffect(() => {
    handlers.current = { idOf, onRush };
  });
  useEffect(() => {
    if (rows === undefined) {
      return;
    }
    const ids = rows.map(handlers.current.idOf);
    const before = known.current;
    known.current = new Set(ids);
    if (before === undefined) {
      return;
    }
    // The reader requested any rows below the last known one.
    const lastKnownAt = ids.findLastIndex((id) => before.has(id));
    const arrived = lastKnownAt === -1 ? ids : ids.slice(0, lastKnownAt);
    const fresh = arrived.filter((id) => !before.has(id)).length;
    const { record, isRush } = recordArrivals(arrivals.current, fresh, currentTime());
    arrivals.current = record;
    if (isRush) {
      handlers.current.onRush();
    }
  }, [rows]);
}

type Loadable = { status: string; loadMore: () => void };

/** Asks for the next page of a list before its end comes into view: when the last row that is drawn is `ahead` of it. */
export function useLoadAhead(
  { status, loadMore }: Loadable,
  rows: { lastDrawn: number; count: number; ahead: number },
): void {
  const { lastDrawn, count, ahead } = rows;
  useEffect(() => {
    if (status === "more" && lastDrawn >= count - ahead) {
      loadMore();
    }
  }, [status, lastDrawn, count, ahead, loadMore]);
}
