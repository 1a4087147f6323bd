import type { api } from "@voice-flow/backend/api";
import type { FunctionReturnType } from "convex/server";
import Link from "next/link";
import { RelativeTime } from "@/components/relative-time";
import { eventTypeLabel } from "@/features/vocabulary/event-types";
import { cn } from "@/lib/cn";
import { artifactHref } from "@/lib/routes/monitoring-pages";
import { TONE_CLASSES } from "@/lib/tone";
import { eventDetails } from "./event-details";

/** The height of a row in CSS pixels, for skeletons and virtual lists. */
export const EVENT_ROW_HEIGHT = 36;

const ROW_CLASSES =
  "grid h-9 grid-cols-[1.25rem_minmax(0,1fr)_4.5rem] items-center gap-x-2 px-4 text-13 -outline-offset-2 md:grid-cols-[1.25rem_13rem_5.5rem_minmax(0,9rem)_minmax(0,1fr)_4.5rem]";

/** One event: what happened, the note, its club, the measured figures, and when. Links to the note. */
export function EventRow({ event }: { event: FeedEvent }) {
  const { label, icon: Icon, tone } = eventTypeLabel(event.eventType);
  const cells = (
    <>
      <Icon aria-hidden="true" className={cn("size-4", TONE_CLASSES[tone].text)} />
      <span className={cn("truncate font-medium", tone === "danger" && TONE_CLASSES.danger.text)}>
        {label}
      </span>
      <span className="hidden truncate font-mono text-xs text-muted-foreground md:block">
        {event.artifactId?.slice(0, 8) ?? "—"}
      </span>
      <span className="hidden truncate text-muted-foreground md:block">{event.organizationName ?? "—"}</span>
      <EventRowDetails event={event} />
      <RelativeTime
        at={event.timestamp}
        className="truncate text-right text-xs text-muted-foreground tabular"
      />
    </>
  );
  return event.artifactId === undefined ? (
    <div data-row tabIndex={-1} className={ROW_CLASSES}>
      {cells}
    </div>
  ) : (
    <Link
      data-row
      prefetch={false}
      href={artifactHref(event.artifactId)}
      className={cn(ROW_CLASSES, "hover:bg-muted")}
    >
      {cells}
    </Link>
  );
}

function EventRowDetails({ event }: { event: FeedEvent }) {
  const details = eventDetails(event);
  return (
    <span className="hidden truncate text-muted-foreground md:block">
      {details.map(({ key, text, isError }, index) => (
        <span key={key} className={cn(isError && "text-tone-danger")}>
          {index > 0 ? " · " : null}
          {text}
        </span>
      ))}
    </span>
  );
}

/** A row of the event log. `artifactId` is the public id; absent for events of the platform. */
export type FeedEvent = FunctionReturnType<
  typeof api.models.voicePipelineEvents.getRecentEvents
>["page"][number];
