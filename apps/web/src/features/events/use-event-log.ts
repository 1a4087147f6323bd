"use client";

import { api } from "@voice-flow/backend/api";
import { useConvex, useQuery } from "convex/react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { FeedEvent } from "@/components/timeline/event-row";
import { useStaffArgs } from "@/lib/session/query-args";
import type { EventQuery } from "./event-filters";
import { addHistory, addLive, type LoadedEvents, leavesGap, nothingLoaded } from "./loaded-events";
import { words } from "./words";

const LIVE_ROWS = 50;
const HISTORY_ROWS = 100;
/** The most pages read to close a gap. Older events are missing until the log is opened again. */
const MAX_GAP_PAGES = 20;

export type EventLog = {
  /** Undefined until the first answer. */
  live: readonly FeedEvent[] | undefined;
  history: readonly FeedEvent[];
  status: "loading" | "more" | "done" | "failed";
  loadMore: () => void;
};

type Older = { cursor: string | null; status: EventLog["status"] };

/**
 * The log under filters: its newest page live, older pages on request. Remount (`key`) for other filters.
 */
export function useEventLog(filters: EventQuery): EventLog {
  const convex = useConvex();
  const head = useQuery(
    api.models.voicePipelineEvents.getRecentEvents,
    useStaffArgs({ ...filters, paginationOpts: { numItems: LIVE_ROWS, cursor: null } }),
  );
  const [loaded, setLoaded] = useState<LoadedEvents<FeedEvent>>(nothingLoaded);
  const [older, setOlder] = useState<Older>();
  const [seen, setSeen] = useState<typeof head>();
  const [gap, setGap] = useState<{ cursor: string }>();

  // State follows what came in, in the same render.
  if (head !== undefined && head !== seen) {
    setSeen(head);
    if (leavesGap(loaded, head)) {
      setGap({ cursor: head.continueCursor });
    }
    setLoaded(addLive(loaded, head.page));
    if (older === undefined) {
      setOlder({ cursor: head.continueCursor, status: head.isDone ? "done" : "more" });
    }
  }

  const read = useCallback(
    (cursor: string | null) =>
      convex.query(api.models.voicePipelineEvents.getRecentEvents, {
        ...filters,
        paginationOpts: { numItems: HISTORY_ROWS, cursor },
      }),
    [convex, filters],
  );
  useGapFill(gap, loaded, read, (rows) => setLoaded((before) => addLive(before, rows)));

  const isReading = useRef(false);
  const loadMore = useCallback(async () => {
    if (isReading.current || older === undefined || older.status === "done") {
      return;
    }
    isReading.current = true;
    setOlder({ ...older, status: "loading" });
    try {
      const page = await read(older.cursor);
      setLoaded((before) => addHistory(before, page.page));
      setOlder({ cursor: page.continueCursor, status: page.isDone ? "done" : "more" });
    } catch {
      // Said below the rows, with a button that tries again.
      setOlder({ ...older, status: "failed" });
    } finally {
      isReading.current = false;
    }
  }, [older, read]);

  return {
    live: head === undefined && seen === undefined ? undefined : loaded.live,
    history: loaded.history,
    status: older?.status ?? "loading",
    loadMore: () => void loadMore(),
  };
}

type ReadPage = (
  cursor: string | null,
) => Promise<{ page: FeedEvent[]; isDone: boolean; continueCursor: string }>;

/** Reads on below a page that did not reach what was loaded, until it does. */
function useGapFill(
  gap: { cursor: string } | undefined,
  loaded: LoadedEvents<FeedEvent>,
  read: ReadPage,
  add: (rows: readonly FeedEvent[]) => void,
) {
  const latest = useRef({ known: loaded.known, add });
  useEffect(() => {
    latest.current = { known: loaded.known, add };
  });
  useEffect(() => {
    if (gap === undefined) {
      return;
    }
    let isOver = false;
    const fill = async () => {
      let { cursor } = gap;
      for (let pages = 0; pages < MAX_GAP_PAGES && !isOver; pages += 1) {
        const page = await read(cursor);
        const reaches = page.page.some((row) => latest.current.known.has(row.eventId));
        if (!isOver) {
          latest.current.add(page.page);
        }
        if (reaches || page.isDone) {
          return;
        }
        cursor = page.continueCursor;
      }
    };
    fill().catch((error: unknown) => console.error(words.log.gap, error));
    return () => {
      isOver = true;
    };
  }, [gap, read]);
}
