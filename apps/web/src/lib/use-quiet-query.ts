"use client";

import { type RequestForQueries, useQueries } from "convex/react";
import {
  type FunctionArgs,
  type FunctionReference,
  type FunctionReturnType,
  getFunctionName,
  makeFunctionReference,
} from "convex/server";
import { useMemo } from "react";

/**
 * A query that a page can do without, such as the name behind an id of a filter: undefined while it loads, and where it
 * failed. It throws nothing, so that nothing around it goes down with it.
 *
 * @param args values that JSON can hold
 */
export function useQuietQuery<Query extends FunctionReference<"query">>(
  query: Query,
  args: FunctionArgs<Query> | "skip",
): FunctionReturnType<Query> | undefined {
  const name = getFunctionName(query);
  const key = args === "skip" ? undefined : JSON.stringify(args);
  const requests = useMemo(() => {
    const wanted: RequestForQueries = {};
    if (key !== undefined) {
      wanted.answer = { query: makeFunctionReference<"query">(name), args: JSON.parse(key) };
    }
    return wanted;
  }, [name, key]);
  const { answer } = useQueries(requests);
  return answer instanceof Error ? undefined : answer;
}
