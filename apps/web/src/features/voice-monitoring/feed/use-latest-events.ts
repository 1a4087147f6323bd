"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { useState } from "react";
import { useStaffArgs } from "@/features/platform/use-staff-args";
import type { FeedEvent } from "./feed-event";

/**
 * The newest `limit` events or a few more, live; undefined until the first answer.
 *
 * A page of a live list keeps its end and grows at its head for as long as it is subscribed to. So that a page that is
 * open all day does not read more and more, the list is subscribed to anew once it has grown to twice its size; what
 * was there stays on the screen meanwhile.
 */
export function useLatestEvents(limit: number): readonly FeedEvent[] | undefined {
  const [generation, setGeneration] = useState(0);
  const result = useQuery(
    api.models.voicePipelineEvents.getRecentEvents,
    useStaffArgs({ paginationOpts: { numItems: limit, cursor: null, id: generation } }),
  );
  const [latest, setLatest] = useState(result);
  if (result !== undefined && result !== latest) {
    setLatest(result);
    if (result.page.length >= limit * 2) {
      setGeneration(generation + 1);
    }
  }
  return latest?.page;
}
