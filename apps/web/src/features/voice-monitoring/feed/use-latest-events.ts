"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { useStaffArgs } from "@/features/platform/use-staff-args";
import { useKept } from "@/lib/use-kept";
import type { FeedEvent } from "./feed-event";

/**
 * The newest `limit` events, live; undefined until the first answer. Not a page of a list: that grows at its head for as
 * long as it is subscribed to, and this page is left open all day.
 */
export function useLatestEvents(limit: number): readonly FeedEvent[] | undefined {
  return useKept(useQuery(api.models.voicePipelineEvents.getLatestEvents, useStaffArgs({ limit }))).value;
}
