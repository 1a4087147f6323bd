"use client";

import {
  EVENT_OUTCOMES,
  EVENT_TYPES,
  type EventOutcome,
  PIPELINE_EVENT_TYPES,
  type PipelineEventType,
} from "@voice-flow/domain/vocabulary/pipeline";
import { Button } from "@/components/ui/button";
import { eventTypeLabel } from "@/features/vocabulary/event-types";
import { cn } from "@/lib/cn";
import { TONE_CLASSES } from "@/lib/tone";
import { FilterButton } from "./filter-button";

const OUTCOME_WORDS = {
  failure: "Failures",
  warning: "Warnings",
  success: "Successes",
  info: "Progress",
} as const satisfies Record<EventOutcome, string>;

type EventTypeFilterProps = {
  value: readonly PipelineEventType[];
  onChange: (types: PipelineEventType[]) => void;
};

/** Any number of event types, by what they say of the pipeline's health. */
export function EventTypeFilter({ value, onChange }: EventTypeFilterProps) {
  const [first] = value;
  const chosen =
    first === undefined
      ? undefined
      : value.length === 1
        ? eventTypeLabel(first).label
        : `${value.length} of ${PIPELINE_EVENT_TYPES.length}`;
  const toggle = (type: PipelineEventType) =>
    onChange(PIPELINE_EVENT_TYPES.filter((each) => value.includes(each) !== (each === type)));
  return (
    <FilterButton name="Types" chosen={chosen}>
      {() => (
        <div className="sm:columns-2">
          {EVENT_OUTCOMES.toReversed().map((outcome) => (
            <fieldset key={outcome} className="mb-3 break-inside-avoid">
              <legend className="mb-1 text-xs font-medium text-muted-foreground">
                {OUTCOME_WORDS[outcome]}
              </legend>
              {typesOf(outcome).map((type) => (
                <TypeBox
                  key={type}
                  type={type}
                  isChosen={value.includes(type)}
                  onToggle={() => toggle(type)}
                />
              ))}
            </fieldset>
          ))}
          <Button size="sm" onClick={() => onChange([])} disabled={value.length === 0}>
            All types
          </Button>
        </div>
      )}
    </FilterButton>
  );
}

const typesOf = (outcome: EventOutcome) =>
  PIPELINE_EVENT_TYPES.filter((type) => EVENT_TYPES[type].outcome === outcome);

type TypeBoxProps = { type: PipelineEventType; isChosen: boolean; onToggle: () => void };

function TypeBox({ type, isChosen, onToggle }: TypeBoxProps) {
  const { label, icon: Icon, tone } = eventTypeLabel(type);
  return (
    <label className="flex min-h-6 items-center gap-2 rounded-sm pr-2 text-xs hover:bg-muted">
      <input type="checkbox" checked={isChosen} onChange={onToggle} className="size-3.5 accent-brand" />
      <Icon aria-hidden="true" className={cn("size-3.5", TONE_CLASSES[tone].text)} />
      {label}
    </label>
  );
}
