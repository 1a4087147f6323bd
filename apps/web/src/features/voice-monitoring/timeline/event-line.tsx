import { Badge } from "@/components/ui/badge";
import { cn } from "@/lib/cn";
import { formatAbsoluteTime, formatClockTime } from "@/lib/format-time";
import { TONE_CLASSES } from "@/lib/tone";
import { eventTypeLabel } from "../vocabulary/event-types";
import { eventDetails } from "./event-details";
import type { TimelineEvent } from "./stage-runs";

/** One event on a vertical line: when, what, and what it measured. */
export function EventLine({ event, isLast }: { event: TimelineEvent; isLast: boolean }) {
  const { label, icon: Icon, tone } = eventTypeLabel(event.eventType);
  const details = eventDetails(event);
  return (
    <li className="grid grid-cols-[4rem_1.25rem_minmax(0,1fr)] gap-x-2">
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
      </div>
    </li>
  );
}
