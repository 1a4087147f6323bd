import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { ChevronRightIcon } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { cn } from "@/lib/cn";
import { TONE_CLASSES } from "@/lib/tone";
import type { AllowedPlan } from "./retry-views";

/** Exactly what a retry does: where it begins, what it deletes and keeps, and what it will probably cost. */
export function RetryPreview({ plan }: { plan: AllowedPlan }) {
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <Line term="Repeats">
          <Stages stages={plan.stages} />
        </Line>
        <Line term="Attempt">{plan.attempt}</Line>
        <Line term="Deletes">
          {plan.deletes.length === 0 ? (
            "Nothing"
          ) : (
            <span className={cn("font-medium", TONE_CLASSES.danger.text)}>{listed(plan.deletes)}</span>
          )}
        </Line>
        <Line term="Keeps">{plan.keeps.length === 0 ? "Nothing so far" : listed(plan.keeps)}</Line>
        <Line term="Cost">
          <Estimate value={plan.estimatedCostMicros} format={formatMicroDollars} />
        </Line>
        <Line term="Time">
          <Estimate value={plan.estimatedMs} format={formatDuration} />
        </Line>
      </dl>
      {plan.notes.length === 0 ? null : (
        <ul className="list-disc space-y-0.5 pl-4 text-pretty text-muted-foreground">
          {plan.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

const listed = (rows: AllowedPlan["deletes"]): string => rows.map(({ text }) => text).join(", ");

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{term}</dt>
      <dd className="min-w-0 tabular">{children}</dd>
    </>
  );
}

function Stages({ stages }: { stages: AllowedPlan["stages"] }) {
  return (
    <span className="flex flex-wrap items-center gap-x-1">
      {stages.map((stage, index) => (
        <Fragment key={stage}>
          {index === 0 ? null : (
            <ChevronRightIcon role="img" aria-label="then" className="size-3 text-muted-foreground" />
          )}
          <span>{PIPELINE_STAGE_LABELS[stage].short}</span>
        </Fragment>
      ))}
    </span>
  );
}

type EstimateProps = { value: number | undefined; format: (value: number) => string };

function Estimate({ value, format }: EstimateProps) {
  return value === undefined ? (
    <span className="text-muted-foreground">Unknown: a stage hasn't been measured yet</span>
  ) : (
    <>
      about {format(value)} <span className="text-muted-foreground">from the last 7 days</span>
    </>
  );
}
