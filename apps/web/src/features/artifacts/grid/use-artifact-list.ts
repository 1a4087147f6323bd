"use client";

import { api } from "@voice-flow/backend/api";
import { usePaginatedQuery } from "convex-helpers/react";
import { useCallback } from "react";
import type { ArtifactQuery } from "@/lib/routes/artifact-filters";
import { useStaffArgs } from "@/lib/session/query-args";
import type { ArtifactRowView } from "./artifact-row-view";

const FIRST_PAGE = 50;
const NEXT_PAGE = 20;

export type ArtifactList = {
  /** Newest first, live; undefined until the first answer. */
  rows: readonly ArtifactRowView[] | undefined;
  status: "loading" | "more" | "done";
  loadMore: () => void;
};

/** Notes under filters. Every loaded page stays subscribed, so that statuses update while they are read. */
export function useArtifactList(filters: ArtifactQuery): ArtifactList {
  const { results, status, loadMore } = usePaginatedQuery(
    api.models.voiceNoteArtifacts.getRecentArtifacts,
    useStaffArgs(filters),
    { initialNumItems: FIRST_PAGE },
  );
  return {
    rows: status === "LoadingFirstPage" ? undefined : results,
    status: status === "CanLoadMore" ? "more" : status === "Exhausted" ? "done" : "loading",
    loadMore: useCallback(() => loadMore(NEXT_PAGE), [loadMore]),
  };
}
