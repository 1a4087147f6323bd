"use client";

import { useMemo, useSyncExternalStore } from "react";
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

export function rememberColumns(columns: readonly GridColumn[]): void {
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

/** The columns that this reader wants, also in other tabs of this browser. */
export function useColumns(): readonly GridColumn[] {
  const remembered = useSyncExternalStore(subscribe, read, () => null);
  return useMemo(() => readColumns(remembered), [remembered]);
}
