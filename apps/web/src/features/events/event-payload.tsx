"use client";

import { api } from "@voice-flow/backend/api";
import { formatAbsoluteTime } from "@voice-flow/domain/format/time";
import { useQuery } from "convex/react";
import { ArrowRightIcon, CopyIcon, ListFilterIcon, XIcon } from "lucide-react";
import Link from "next/link";
import { useEffect, useMemo } from "react";
import { ActionButton } from "@/components/actions/action-button";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/use-actions";
import { RemovedAfterRetention } from "@/components/empty-states";
import { useLive } from "@/components/live/live-provider";
import { PanelBoundary } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import type { FeedEvent } from "@/components/timeline/event-row";
import { JsonView } from "@/components/timeline/json-view";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { eventTypeLabel } from "@/features/vocabulary/event-types";
import { notify } from "@/lib/notify";
import { artifactHref, MONITORING_ROOT } from "@/lib/routes/monitoring-pages";
import { useStaffArgs } from "@/lib/session/query-args";
import { words } from "./words";

type EventPayloadProps = {
  eventId: string;
  close: () => void;
  /** Shows the events of one note alone. */
  onlyNote: (artifactId: string) => void;
};

/** All that is stored of one event, beside the log. While it is open the log holds new rows back. */
export function EventPayload({ eventId, close, onlyNote }: EventPayloadProps) {
  const { pauseFor, resume } = useLive();
  useEffect(() => {
    pauseFor("detail_open");
    return () => resume("detail_open");
  }, [pauseFor, resume]);
  const closeAction = useMemo<Action>(
    () => ({ id: "close", label: words.payload.close, group: "View", icon: XIcon, keys: "esc", run: close }),
    [close],
  );
  useRegisterActions(useMemo(() => [closeAction], [closeAction]));
  return (
    <aside
      aria-label={words.payload.title}
      className="absolute inset-0 z-30 flex flex-col border-l bg-surface md:left-auto md:w-[min(30rem,60%)] md:shadow-xl"
    >
      <header className="flex h-11 shrink-0 items-center gap-2 border-b px-4">
        <h3 className="text-13 font-semibold">{words.payload.title}</h3>
        <div className="-mr-2 ml-auto">
          <ActionButton action={closeAction} iconOnly variant="ghost" size="icon-sm" />
        </div>
      </header>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        <PanelBoundary title={words.payload.fallback}>
          <PayloadContent eventId={eventId} onlyNote={onlyNote} />
        </PanelBoundary>
      </div>
    </aside>
  );
}

function PayloadContent({ eventId, onlyNote }: Pick<EventPayloadProps, "eventId" | "onlyNote">) {
  const event = useQuery(api.models.voicePipelineEvents.getEvent, useStaffArgs({ eventId }));
  if (event === undefined) {
    return (
      <Waiting what={words.payload.waiting}>
        <div className="space-y-3 p-4">
          <Skeleton className="h-5 w-48" />
          <Skeleton className="h-72" />
        </div>
      </Waiting>
    );
  }
  if (event === null) {
    return <RemovedAfterRetention what="event" backHref={`${MONITORING_ROOT}/events`} />;
  }
  return <Payload event={event} onlyNote={onlyNote} />;
}

function Payload({ event, onlyNote }: { event: FeedEvent; onlyNote: (artifactId: string) => void }) {
  const { label, icon, tone } = eventTypeLabel(event.eventType);
  const { artifactId, errorMessage } = event;
  const json = JSON.stringify(event, null, 2);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(json);
      notify.success(words.payload.copied);
    } catch {
      notify.error(words.payload.notCopied, {
        description: words.payload.notCopiedHint,
      });
    }
  };
  return (
    <div className="space-y-3 p-4">
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={tone} icon={icon}>
          {label}
        </Badge>
        <RelativeTime at={event.timestamp} className="text-xs text-muted-foreground" />
        <span className="text-xs text-muted-foreground tabular">{formatAbsoluteTime(event.timestamp)}</span>
      </div>
      {errorMessage === undefined ? null : <p className="text-pretty text-tone-danger">{errorMessage}</p>}
      <div className="flex flex-wrap gap-2">
        {artifactId === undefined ? null : (
          <>
            <Button asChild size="sm">
              <Link href={artifactHref(artifactId)}>
                {words.payload.openNote}
                <ArrowRightIcon aria-hidden="true" />
              </Link>
            </Button>
            <Button size="sm" onClick={() => onlyNote(artifactId)}>
              <ListFilterIcon aria-hidden="true" />
              {words.payload.onlyThisNote}
            </Button>
          </>
        )}
        <Button size="sm" onClick={() => void copy()}>
          <CopyIcon aria-hidden="true" />
          {words.payload.copy}
        </Button>
      </div>
      <JsonView json={json} />
    </div>
  );
}
