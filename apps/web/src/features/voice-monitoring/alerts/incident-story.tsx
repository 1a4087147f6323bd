import { RelativeTime } from "@/components/relative-time";
import { formatAbsoluteTime } from "@/lib/format-time";
import { type IncidentStep, STEP_WORDS } from "./alert-labels";

/** What happened to an incident, first to last. */
export function IncidentStory({ steps }: { steps: readonly IncidentStep[] }) {
  return (
    <ol aria-label="What happened" className="flex flex-col gap-3 px-4 py-3">
      {steps.map((step) => (
        <li key={`${step.at}-${step.step}`} className="border-l-2 pl-3">
          <p>
            <span className="font-medium">{STEP_WORDS[step.step]}</span>
            {step.byName === undefined ? null : ` by ${step.byName}`}{" "}
            <RelativeTime at={step.at} className="text-muted-foreground" />
          </p>
          {step.note === undefined ? null : <p className="break-words">“{step.note}”</p>}
          {step.snoozedUntil === undefined ? null : (
            <p className="text-muted-foreground">
              At the longest until {formatAbsoluteTime(step.snoozedUntil)}
            </p>
          )}
          {step.byName === undefined ? (
            <p className="text-pretty text-muted-foreground">{step.sentence}</p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
