"use client";

import { api } from "@voice-flow/backend/api";
import { MINUTE_MS } from "@voice-flow/domain/time";
import { useMutation } from "convex/react";
import { parseAsString, useQueryState } from "nuqs";
import { useCallback } from "react";
import { NothingMatches, NothingYet, RemovedAfterRetention } from "@/components/empty-states";
import { ExportMenu } from "@/components/exports/export-menu";
import { Panel } from "@/components/panel";
import { Waiting } from "@/components/waiting";
import { useNow } from "@/lib/clock";
import { MONITORING_ROOT } from "@/lib/routes/monitoring-pages";
import { isBeforeRetention } from "@/lib/routes/time-window";
import { EventFilterBar } from "./event-filter-bar";
import type { EventQuery } from "./event-filters";
import { EventPayload } from "./event-payload";
import { EventTable, EventTableSkeleton } from "./event-table";
import { type EventFilterState, useEventFilters } from "./use-event-filters";
import { useEventLog } from "./use-event-log";
import { words } from "./words";

/** The structured log of everything that happened to notes, newest first. */
export function EventsPage() {
  const state = useEventFilters();
  return (
    <>
      <h1 className="sr-only">{words.page.title}</h1>
      <Panel
        title={words.page.log}
        note={words.page.newestFirst}
        actions={<EventExport query={state.query} isFiltered={state.active.length > 0} />}
        bodyClassName="h-[max(28rem,calc(100dvh-12.5rem))] flex-none"
      >
        <EventFilterBar state={state} />
        <EventLogBody state={state} />
      </Panel>
    </>
  );
}

function EventLogBody({ state }: { state: EventFilterState }) {
  const [openId, setOpenId] = useQueryState("event", parseAsString.withOptions({ history: "push" }));
  const open = useCallback((eventId: string) => void setOpenId(eventId), [setOpenId]);
  const close = useCallback(() => void setOpenId(null), [setOpenId]);
  const onlyNote = (note: string) => {
    close();
    state.set({ note });
  };
  return (
    <div className="relative flex min-h-0 flex-1 flex-col overflow-hidden rounded-b-xl">
      <LogRows key={state.key} state={state} openId={openId} onOpen={open} />
      {openId === null ? null : (
        <EventPayload key={openId} eventId={openId} close={close} onlyNote={onlyNote} />
      )}
    </div>
  );
}

type LogRowsProps = { state: EventFilterState; openId: string | null; onOpen: (eventId: string) => void };

function LogRows({ state, openId, onOpen }: LogRowsProps) {
  const log = useEventLog(state.query);
  if (log.live === undefined) {
    return (
      <Waiting what="events">
        <EventTableSkeleton />
      </Waiting>
    );
  }
  return <EventTable log={log} openId={openId} onOpen={onOpen} empty={<NoEvents state={state} />} />;
}

function NoEvents({ state }: { state: EventFilterState }) {
  const now = useNow(MINUTE_MS);
  if (isBeforeRetention(state.query, now)) {
    return <RemovedAfterRetention what={words.page.partOfLog} backHref={`${MONITORING_ROOT}/events`} />;
  }
  if (state.active.length > 0) {
    return <NothingMatches what="events" filters={state.active} clearAll={state.clearAll} />;
  }
  return <NothingYet title={words.page.nothingYet}>{words.page.nothingYetHint}</NothingYet>;
}

/** The events that the filters show, as a file. */
function EventExport({ query, isFiltered }: { query: EventQuery; isFiltered: boolean }) {
  const startExport = useMutation(api.models.voicePipelineExport.startExport);
  return (
    <ExportMenu
      subject="events"
      isFiltered={isFiltered}
      start={(format) => startExport({ format, filters: query })}
    />
  );
}
