"use client";

import type { PaginatedQueryArgs, PaginatedQueryItem, PaginatedQueryReference } from "convex/react";
import { usePaginatedQuery } from "convex-helpers/react";
import { useState } from "react";
import { useKept } from "./use-kept";

/**
 * A list by pages of which the question changes while it is read, such as with the minute: as many rows as are shown are
 * asked for anew, and those that are shown stay until the answer is there. `rows` is undefined before the first.
 */
export function useKeptPages<Query extends PaginatedQueryReference>(
  query: Query,
  args: PaginatedQueryArgs<Query> | "skip",
  pageSize: number,
) {
  const [size, setSize] = useState(pageSize);
  const { results, status, loadMore } = usePaginatedQuery(query, args, { initialNumItems: size });
  const { value: rows } = useKept<readonly PaginatedQueryItem<Query>[]>(
    status === "LoadingFirstPage" ? undefined : results,
  );
  const showMore = () => {
    setSize(results.length + pageSize);
    loadMore(pageSize);
  };
  return { rows, status, showMore };
}
