"use client";

import type { PaginatedQueryArgs, PaginatedQueryItem, PaginatedQueryReference } from "convex/react";
import { usePaginatedQuery } from "convex-helpers/react";
import { useState } from "react";
import { useKept } from "./use-kept";

/**
 * A paged list whose query changes while it is read, for example every minute. Requests as many rows as are shown, and
 * keeps those until the answer arrives. `rows` is undefined before the first answer.
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
