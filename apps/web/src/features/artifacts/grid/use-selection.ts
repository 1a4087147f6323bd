"use client";

import { useCallback, useEffect, useState } from "react";
import { useLive } from "@/components/live/live-provider";
import { NOTHING_SELECTED, type Selection, toggleRow } from "@/features/artifacts/bulk-retry/selection";

export type SelectionState = {
  selection: Selection;
  toggle: (id: string, shown: readonly string[], isRange: boolean) => void;
  /** Everything that matches the filters at `seenAt`, ms. */
  selectAll: (seenAt: number) => void;
  clear: () => void;
};

/** The selected notes of the grid. While there are any the page is paused: rows must not move under the hand. */
export function useSelection(): SelectionState {
  const [selection, setSelection] = useState<Selection>(NOTHING_SELECTED);
  const { pauseFor, resume } = useLive();
  const isSelecting = selection.kind !== "none";
  useEffect(() => {
    if (!isSelecting) {
      return;
    }
    pauseFor("rows_selected");
    return () => resume("rows_selected");
  }, [isSelecting, pauseFor, resume]);
  return {
    selection,
    toggle: useCallback(
      (id: string, shown: readonly string[], isRange: boolean) =>
        setSelection((before) => toggleRow(before, id, shown, isRange)),
      [],
    ),
    selectAll: useCallback((seenAt: number) => setSelection({ kind: "all", seenAt }), []),
    clear: useCallback(() => setSelection(NOTHING_SELECTED), []),
  };
}
