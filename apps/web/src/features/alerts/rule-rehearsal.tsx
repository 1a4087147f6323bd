import { pluralise } from "@voice-flow/domain/format/number";
import { formatAbsoluteTime } from "@voice-flow/domain/format/time";
import { DAY_MS, MINUTE_MS } from "@voice-flow/domain/time";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/relative-time";
import { SeverityBadge } from "@/components/severity-badge";
import { useNow } from "@/lib/clock";
import type { Rehearsal } from "./use-rule-editor";
import { words } from "./words";

const MONTH = 30 * DAY_MS;

/** How often the changed rule would have fired, beside how often the rule as it is would have. */
export function RuleRehearsal({ rehearsal }: { rehearsal: Rehearsal }) {
  const { last7Days, last30Days, knownSince, examples } = rehearsal;
  return (
    <section aria-label={words.rehearsal.title} className="rounded-lg border bg-surface px-4 py-3">
      <p className="font-medium">
        {words.rehearsal.changed(times(last7Days.changed.incidents), times(last30Days.changed.incidents))}
      </p>
      <p className="text-muted-foreground">
        {words.rehearsal.current(
          times(last7Days.current.incidents),
          times(last30Days.current.incidents),
          pluralise(last30Days.changed.activeHours, "hour"),
          pluralise(last30Days.current.activeHours, "hour"),
        )}
      </p>
      <p className="text-xs text-muted-foreground">
        <Basis knownSince={knownSince} /> {words.rehearsal.bounds}
      </p>
      {examples.length === 0 ? null : (
        <details className="mt-2">
          <summary className="w-fit cursor-pointer rounded-sm">{words.rehearsal.incidents}</summary>
          <ul className="mt-1.5 flex flex-col gap-1.5">
            {examples.map(({ openedAt, severity, sentence }) => (
              <li key={openedAt} className="flex flex-wrap items-baseline gap-x-2">
                <RelativeTime at={openedAt} className="text-xs text-muted-foreground tabular" />
                <SeverityBadge severity={severity} />
                <span className="min-w-0 text-pretty">{sentence}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

const times = (count: number): string => pluralise(count, "time");

function Basis({ knownSince }: { knownSince: number | null }): ReactNode {
  const now = useNow(MINUTE_MS);
  if (knownSince === null) {
    return words.rehearsal.noMetrics;
  }
  return now - knownSince < MONTH ? words.rehearsal.knownSince(formatAbsoluteTime(knownSince)) : null;
}
