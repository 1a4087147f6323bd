"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { formatCount, pluralise } from "@voice-flow/domain/format/number";
import { type ReactNode, useRef, useState } from "react";
import { useRowKeys } from "@/components/actions/use-row-keys";
import { useHeldRows, useLoadAhead } from "@/components/list/use-held-rows";
import { WaitingPill } from "@/components/list/waiting-pill";
import { EVENT_ROW_HEIGHT } from "@/components/timeline/event-row";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { EventTableHeader, EventTableRow } from "./event-table-row";
import type { EventLog } from "./use-event-log";
import { words } from "./words";

const idOf = ({ eventId }: { eventId: string }) => eventId;

/** How far down somebody must have scrolled to be reading, in CSS pixels. */
const AWAY_FROM_TOP = 8;
/** The next page loads this many rows before the last one. */
const AHEAD = 20;

type EventTableProps = {
  log: EventLog;
  openId: string | null;
  onOpen: (eventId: string) => void;
  /** Stands in place of the rows while there are none. */
  empty: ReactNode;
};

/** The log, newest first. However many rows are loaded, only those in view are drawn. */
export function EventTable({ log, openId, onOpen, empty }: EventTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [isAway, setAway] = useState(false);
  const { shown, waiting, release } = useHeldRows(log.live, isAway, idOf);
  const count = shown.length + log.history.length;
  const rowAt = (index: number) => shown[index] ?? log.history[index - shown.length];
  useRowKeys(scroller);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => EVENT_ROW_HEIGHT,
    getItemKey: (index) => rowAt(index)?.eventId ?? index,
    // React 19 minds a forced render inside of its own.
    useFlushSync: false,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const lastDrawn = items.at(-1)?.index ?? 0;
  const { status, loadMore } = log;
  useLoadAhead(log, { lastDrawn, count, ahead: AHEAD });

  const showWaiting = () => {
    release();
    scroller.current?.scrollTo({ top: 0 });
  };
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      <WaitingPill count={waiting.size} what="event" show={showWaiting} />
      {count === 0 ? (
        empty
      ) : (
        <div
          ref={scroller}
          data-scroller
          onScroll={({ currentTarget }) => setAway(currentTarget.scrollTop > AWAY_FROM_TOP)}
          className="min-h-0 flex-1 overflow-y-auto [scrollbar-width:thin]"
        >
          <table
            aria-label={words.table.label}
            aria-rowcount={status === "done" ? count + 1 : -1}
            className="block"
          >
            <EventTableHeader />
            <tbody className="relative block" style={{ height: virtual.getTotalSize() }}>
              {items.map(({ key, index, start }) => {
                const event = rowAt(index);
                return event === undefined ? null : (
                  <EventTableRow
                    key={key}
                    event={event}
                    index={index}
                    top={start}
                    isOpen={event.eventId === openId}
                    onOpen={onOpen}
                  />
                );
              })}
            </tbody>
          </table>
          <EventTableFoot count={count} status={status} loadMore={loadMore} />
        </div>
      )}
    </div>
  );
}

type FootProps = { count: number; status: EventLog["status"]; loadMore: () => void };

function EventTableFoot({ count, status, loadMore }: FootProps) {
  return (
    <div className="flex h-11 items-center justify-center gap-3 border-t px-4 text-xs text-muted-foreground">
      {status === "done" ? words.table.all(pluralise(count, "event")) : null}
      {status === "loading" ? words.table.loading : null}
      {status === "more" ? (
        <>
          {words.table.loaded(formatCount(count))}
          <Button size="sm" onClick={loadMore}>
            {words.table.more}
          </Button>
        </>
      ) : null}
      {status === "failed" ? (
        <span role="alert" className="flex items-center gap-3 text-tone-danger">
          {words.table.failed}
          <Button size="sm" onClick={loadMore}>
            {words.table.retry}
          </Button>
        </span>
      ) : null}
    </div>
  );
}

export function EventTableSkeleton() {
  return (
    <div className="min-h-0 flex-1 divide-y overflow-hidden">
      {Array.from({ length: 16 }, (_, index) => (
        // Place-holders have no identity.
        <div key={`row-${index}`} className="flex h-9 items-center gap-4 px-4">
          <Skeleton className="h-3 w-14" />
          <Skeleton className="h-3 w-44" />
          <Skeleton className="hidden h-3 w-24 md:block" />
          <Skeleton className="hidden h-3 flex-1 md:block" />
        </div>
      ))}
    </div>
  );
}
