"use client";

import { useEffect } from "react";

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
