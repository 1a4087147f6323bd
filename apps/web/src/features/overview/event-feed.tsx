"use client";

import { api } from "@voice-flow/backend/api";
import { pluralise } from "@voice-flow/domain/format/number";
import { useQuery } from "convex/react";
import { ArrowUpIcon } from "lucide-react";
import { type UIEvent, useRef, useState } from "react";
import { useRowKeys } from "@/components/actions/use-row-keys";
import { NothingYet } from "@/components/empty-states";
import { useHeldRows } from "@/components/list/use-held-rows";
import { EventRow, type FeedEvent } from "@/components/timeline/event-row";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useStaffArgs } from "@/lib/session/query-args";
import { useKept } from "@/lib/use-kept";
import { words } from "./words";

const idOf = (event: FeedEvent) => event.eventId;

/** How far down somebody must have scrolled to be reading, in CSS pixels. */
const AWAY_FROM_TOP = 8;

/** The newest events first. Whoever pauses or reads further down is not moved: new ones gather behind a pill. */
function EventFeed({ events }: { events: readonly FeedEvent[] | undefined }) {
  const list = useRef<HTMLDivElement>(null);
  const [isAway, setAway] = useState(false);
  const { shown, waiting, release } = useHeldRows(events, isAway, idOf);
  useRowKeys(list);

  if (events === undefined) {
    return (
      <Waiting what="events">
        <FeedSkeleton />
      </Waiting>
    );
  }
  if (shown.length === 0) {
    return <NothingYet title={words.feed.nothingYet}>{words.feed.nothingYetHint}</NothingYet>;
  }
  const showWaiting = () => {
    release();
    list.current?.scrollTo({ top: 0 });
  };
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <p role="status" className="sr-only">
        {waiting.size > 0 ? words.feed.waiting(pluralise(waiting.size, "new event")) : ""}
      </p>
      {waiting.size > 0 ? (
        <Button
          variant="primary"
          size="sm"
          onClick={showWaiting}
          className="absolute top-2 left-1/2 z-10 -translate-x-1/2 rounded-full shadow-md"
        >
          <ArrowUpIcon aria-hidden="true" />
          {words.feed.fresh(waiting.size)}
        </Button>
      ) : null}
      <div
        ref={list}
        onScroll={(event: UIEvent<HTMLDivElement>) => setAway(event.currentTarget.scrollTop > AWAY_FROM_TOP)}
        className="min-h-0 flex-1 divide-y overflow-y-auto [scrollbar-width:thin]"
      >
        {shown.map((event) => (
          <EventRow key={event.eventId} event={event} />
        ))}
      </div>
    </div>
  );
}

function FeedSkeleton() {
  return (
    <div className="min-h-0 flex-1 divide-y overflow-hidden">
      {Array.from({ length: 12 }, (_, index) => (
        // Place-holders have no identity.
        <div key={`row-${index}`} className="flex h-9 items-center gap-3 px-4">
          <Skeleton className="size-4 rounded-full" />
          <Skeleton className="h-3 w-44" />
          <Skeleton className="hidden h-3 w-16 md:block" />
          <Skeleton className="hidden h-3 flex-1 md:block" />
          <Skeleton className="ml-auto h-3 w-12" />
        </div>
      ))}
    </div>
  );
}

const LATEST = 20;

export function LiveEvents() {
  return <EventFeed events={useLatestEvents(LATEST)} />;
}

/**
 * The newest `limit` events, live; undefined until the first answer. Not a page of a list: that grows at its head for as
 * long as it is subscribed to, and this page is left open all day.
 */
function useLatestEvents(limit: number): readonly FeedEvent[] | undefined {
  return useKept(useQuery(api.models.voicePipelineEvents.getLatestEvents, useStaffArgs({ limit }))).value;
}
