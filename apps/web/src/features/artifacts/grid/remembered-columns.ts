"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { type GridColumn, readColumns } from "./grid-columns";

const KEY = "voice-monitoring.artifact-columns";
const listeners = new Set<() => void>();

/** Storage can be closed to a page (private windows, policies); then a choice lasts until the next reload. */
let fallback: string | null = null;

function read(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return fallback;
  }
}

function rememberColumns(columns: readonly GridColumn[]): void {
  fallback = columns.join(",");
  try {
    window.localStorage.setItem(KEY, fallback);
  } catch {
    // `fallback` holds it.
  }
  for (const notify of listeners) {
    notify();
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

export type ColumnChoice = {
  columns: readonly GridColumn[];
  choose: (columns: readonly GridColumn[]) => void;
};

/**
 * The columns that this reader wants, also in other tabs of this browser; or those that the URL names, such as a view's,
 * until others are chosen.
 */
export function useColumns(): ColumnChoice {
  const remembered = useSyncExternalStore(subscribe, read, () => null);
  const [named, setNamed] = useQueryState("columns", parseAsString);
  const choose = useCallback(
    (columns: readonly GridColumn[]) => {
      rememberColumns(columns);
      void setNamed(null);
    },
    [setNamed],
  );
  const columns = useMemo(() => readColumns(named ?? remembered), [named, remembered]);
  return { columns, choose };
}
