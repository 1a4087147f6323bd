"use client";

import { formatDuration } from "@voice-flow/domain/format/duration";
import { pluralise } from "@voice-flow/domain/format/number";
import { ChevronRightIcon } from "lucide-react";
import { useMemo } from "react";
import { EventLine } from "./event-line";
import { StageBars } from "./stage-bars";
import type { TimelineEvent } from "./stage-run";
import { type Attempt, attemptsOf } from "./stage-runs";

/** An artifact's whole story: how long each stage waited and ran, and every event, the newest attempt open. */
export function EventTimeline({ events }: { events: readonly TimelineEvent[] }) {
  const attempts = useMemo(() => attemptsOf(events), [events]);
  return (
    <div className="flex flex-col">
      <StageBars attempts={attempts} />
      <div className="border-t">
        {attempts.toReversed().map((attempt, index) => (
          <AttemptEvents
            key={attempt.attempt}
            attempt={attempt}
            isOpen={index === 0}
            isOnly={attempts.length === 1}
          />
        ))}
      </div>
    </div>
  );
}

type AttemptEventsProps = { attempt: Attempt; isOpen: boolean; isOnly: boolean };

function AttemptEvents({ attempt, isOpen, isOnly }: AttemptEventsProps) {
  const list = (
    <ol aria-label={`Events of attempt ${attempt.attempt}`} className="px-2 pt-3 pb-1 sm:px-4">
      {attempt.events.map((event, index) => (
        <EventLine key={event.eventId} event={event} isLast={index === attempt.events.length - 1} />
      ))}
    </ol>
  );
  if (isOnly) {
    return list;
  }
  return (
    <details open={isOpen} className="group border-b last:border-b-0">
      <summary className="flex items-center gap-2 px-4 py-2 text-xs select-none hover:bg-muted">
        <ChevronRightIcon
          aria-hidden="true"
          className="size-3.5 text-muted-foreground transition-transform group-open:rotate-90"
        />
        <span className="font-medium">
          {attempt.attempt === 1 ? "First attempt" : `Retry ${attempt.attempt - 1}`}
        </span>
        <span className="text-muted-foreground">
          {pluralise(attempt.events.length, "event")}
          {attempt.endedAt === undefined
            ? ", running"
            : `, ${formatDuration(attempt.endedAt - attempt.startedAt)}`}
        </span>
      </summary>
      {list}
    </details>
  );
}
