"use client";

import { formatAbsoluteTime, formatClockTime } from "@voice-flow/domain/format/time";
import { BracesIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { useId, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { eventTypeLabel } from "@/features/vocabulary/event-types";
import { cn } from "@/lib/cn";
import { TONE_CLASSES } from "@/lib/tone";
import { eventDetails } from "./event-details";
import type { TimelineEvent } from "./stage-run";

// Most events are read without it.
const JsonView = dynamic(() => import("./json-view").then((module) => module.JsonView));

/** One event on a vertical line: when, what, and what it measured; on demand all that is stored of it. */
export function EventLine({ event, isLast }: { event: TimelineEvent; isLast: boolean }) {
  const payloadId = useId();
  const [isOpen, setOpen] = useState(false);
  const { label, icon: Icon, tone } = eventTypeLabel(event.eventType);
  const details = eventDetails(event);
  return (
    <li className="grid grid-cols-[4rem_1.25rem_minmax(0,1fr)_auto] gap-x-2">
      <time
        dateTime={new Date(event.timestamp).toISOString()}
        title={formatAbsoluteTime(event.timestamp)}
        className="pt-0.5 text-right text-xs text-muted-foreground tabular"
      >
        {formatClockTime(event.timestamp)}
      </time>
      <span aria-hidden="true" className="relative flex justify-center">
        {isLast ? null : <span className="absolute top-4 -bottom-1 w-px bg-border-strong" />}
        <Icon className={cn("relative mt-0.5 size-4 rounded-full bg-surface", TONE_CLASSES[tone].text)} />
      </span>
      <div className="min-w-0 pb-2.5">
        <span className="font-medium">{label}</span>
        <span className="ml-2 text-muted-foreground">
          {details.map(({ key, text, isError }, index) => (
            <span key={key}>
              {index > 0 && !details[index - 1]?.isError ? <span aria-hidden="true"> · </span> : null}
              {isError ? (
                <Badge tone="danger" className="mr-1.5">
                  {text}
                </Badge>
              ) : (
                text
              )}
            </span>
          ))}
        </span>
        {event.errorMessage === undefined ? null : (
          <p className="text-pretty text-tone-danger">{event.errorMessage}</p>
        )}
        {isOpen ? (
          <div id={payloadId} className="mt-1.5">
            <JsonView json={JSON.stringify(event, null, 2)} />
          </div>
        ) : null}
      </div>
      <Button
        variant="ghost"
        size="icon-sm"
        title="Show payload"
        aria-label={`Payload of ${label.toLowerCase()}, ${formatClockTime(event.timestamp)}`}
        aria-expanded={isOpen}
        aria-controls={isOpen ? payloadId : undefined}
        onClick={() => setOpen(!isOpen)}
        className="-mt-1 size-6 text-muted-foreground"
      >
        <BracesIcon aria-hidden="true" />
      </Button>
    </li>
  );
}
