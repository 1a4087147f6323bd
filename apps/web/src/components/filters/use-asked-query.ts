"use client";

import { useState } from "react";
import { currentTime } from "@/lib/clock";

export type AskedQuery<Query> = {
  /** The same object as long as the filters are the same. */
  query: Query;
  /** Changes with the filters. */
  key: string;
};

/**
 * Filters as the server takes them. A range is taken from the moment when it was chosen: a moving start would ask for
 * everything again each minute.
 */
export function useAskedQuery<Filters, Query>(
  filters: Filters,
  queryOf: (filters: Filters, now: number) => Query,
): AskedQuery<Query> {
  const key = JSON.stringify(filters);
  const [asked, setAsked] = useState(() => ({ key, query: queryOf(filters, currentTime()) }));
  if (asked.key === key) {
    return asked;
  }
  const next = { key, query: queryOf(filters, currentTime()) };
  setAsked(next);
  return next;
}
