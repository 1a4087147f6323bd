"use client";

import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatAbsoluteTime, formatClockTime, formatDayMonth } from "@voice-flow/domain/format/time";
import { MINUTE_MS } from "@voice-flow/domain/time";
import Link from "next/link";
import { memo } from "react";
import { eventDetails } from "@/components/timeline/event-details";
import type { FeedEvent } from "@/components/timeline/event-row";
import { eventTypeLabel } from "@/features/vocabulary/event-types";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { useNow } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { artifactHref } from "@/lib/routes/monitoring-pages";
import { TONE_CLASSES } from "@/lib/tone";
import { words } from "./words";

const COLUMNS =
  "grid grid-cols-[4.25rem_minmax(0,1fr)_4.5rem] items-center gap-x-3 px-4 md:grid-cols-[7.5rem_13rem_6.5rem_5rem_minmax(0,9rem)_4.5rem_minmax(0,1fr)]";
const WIDE = "hidden md:block";

const HEADINGS = [
  [words.columns.time, ""],
  [words.columns.event, ""],
  [words.columns.stage, WIDE],
  [words.columns.note, WIDE],
  [words.columns.club, WIDE],
  [words.columns.duration, "text-right"],
  [words.columns.details, WIDE],
] as const;

export function EventTableHeader() {
  return (
    <thead className="sticky top-0 z-10 block border-b bg-surface">
      <tr className={cn(COLUMNS, "h-8 text-xs text-muted-foreground")}>
        {HEADINGS.map(([heading, classes]) => (
          <th key={heading} scope="col" className={cn("text-left font-normal", classes)}>
            {heading}
          </th>
        ))}
      </tr>
    </thead>
  );
}

type EventTableRowProps = {
  event: FeedEvent;
  index: number;
  /** CSS pixels from the first row. */
  top: number;
  isOpen: boolean;
  onOpen: (eventId: string) => void;
};

/** One event; pressing it anywhere opens its payload, pressing the note's id leads to the note. */
export const EventTableRow = memo(function EventTableRow({
  event,
  index,
  top,
  isOpen,
  onOpen,
}: EventTableRowProps) {
  const { label, icon: Icon, tone } = eventTypeLabel(event.eventType);
  const { artifactId, pipelineStage, organizationName, durationMs, timestamp } = event;
  return (
    <tr
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${top}px)` }}
      className={cn(
        COLUMNS,
        "absolute inset-x-0 top-0 h-9 border-b text-13 hover:bg-muted",
        isOpen && "bg-muted",
      )}
    >
      <td className="truncate text-xs text-muted-foreground tabular">
        <time dateTime={new Date(timestamp).toISOString()} title={formatAbsoluteTime(timestamp)}>
          <EventMoment at={timestamp} />
        </time>
      </td>
      <td className="flex min-w-0 items-center gap-2 font-medium">
        <Icon aria-hidden="true" className={cn("size-4 shrink-0", TONE_CLASSES[tone].text)} />
        <button
          type="button"
          data-row
          data-event-type={event.eventType}
          aria-expanded={isOpen}
          onClick={() => onOpen(event.eventId)}
          className={cn(
            "truncate rounded-sm text-left outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring",
            tone === "danger" && TONE_CLASSES.danger.text,
          )}
        >
          {label}
        </button>
      </td>
      <td className={cn(WIDE, "truncate text-muted-foreground")}>
        {pipelineStage === undefined ? "—" : PIPELINE_STAGE_LABELS[pipelineStage].short}
      </td>
      <td className={cn(WIDE, "truncate font-mono text-xs")}>
        {artifactId === undefined ? (
          "—"
        ) : (
          <Link
            href={artifactHref(artifactId)}
            prefetch={false}
            tabIndex={-1}
            className="relative rounded-sm text-muted-foreground underline decoration-border-strong underline-offset-2 hover:text-foreground"
          >
            {artifactId.slice(0, 8)}
          </Link>
        )}
      </td>
      <td className={cn(WIDE, "truncate text-muted-foreground")}>{organizationName ?? "—"}</td>
      <td className="truncate text-right tabular">{formatDuration(durationMs)}</td>
      <td className={cn(WIDE, "truncate text-muted-foreground")}>
        <RowDetails event={event} />
      </td>
    </tr>
  );
});

/** What has no column of its own. */
function RowDetails({ event }: { event: FeedEvent }) {
  return eventDetails(event)
    .filter(({ key }) => key !== "duration")
    .map(({ key, text, isError }, index) => (
      <span key={key} className={cn(isError && "text-tone-danger")}>
        {index > 0 ? " · " : null}
        {text}
      </span>
    ));
}

/** "14:02:07" of today, "21 Nov 14:02:07" of another day; midnight is noticed while the page is open. */
function EventMoment({ at }: { at: number }) {
  const today = formatDayMonth(useNow(MINUTE_MS));
  const day = formatDayMonth(at);
  return (
    <>
      {day === today ? null : <span className="block text-2xs leading-3 md:inline md:text-xs">{day} </span>}
      <span className="block leading-4 md:inline">{formatClockTime(at)}</span>
    </>
  );
}
