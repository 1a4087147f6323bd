import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatCount, pluralise } from "@voice-flow/domain/format/number";
import { PASSING_REFUSALS } from "@voice-flow/domain/retry/messages";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { TONE_CLASSES } from "@/lib/tone";
import type { BulkPreview } from "./bulk-views";
import { words } from "./words";

/** What a bulk retry does: how many notes, which rows go and stay, what is refused and why, what it costs and takes. */
export function BulkPreviewList({ preview }: { preview: BulkPreview }) {
  const { byKind, deletes, keeps, rowsCapped, refused, planned, count } = preview;
  const waits = refused.filter(isWaitedFor);
  const others = refused.filter((each) => !isWaitedFor(each));
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <Line term={words.preview.retries}>
          {byKind.length === 0
            ? words.preview.nothingNow
            : byKind.map(({ label, count: notes }) => `${label}: ${pluralise(notes, "note")}`).join(", ")}
        </Line>
        <Line term={words.preview.deletes}>
          {deletes.length === 0 ? (
            words.preview.nothing
          ) : (
            <span className={cn("font-medium", TONE_CLASSES.danger.text)}>
              {listed(deletes)}
              {rowsCapped ? words.preview.atLeast : ""}
            </span>
          )}
        </Line>
        <Line term={words.preview.keeps}>
          {keeps.length === 0
            ? words.preview.nothingYet
            : `${listed(keeps)}${rowsCapped ? words.preview.atLeast : ""}`}
        </Line>
        {waits.map(({ code, message, count: notes }) => (
          <Line key={code} term={words.preview.waits}>
            {pluralise(notes, "note")}: {message}
          </Line>
        ))}
        {others.length === 0 ? null : (
          <Line term={words.preview.refuses}>
            <ul className="space-y-1">
              {others.map(({ code, message, count: notes }) => (
                <li key={code}>
                  <span className={cn("font-medium", TONE_CLASSES.warning.text)}>
                    {pluralise(notes, "note")}:
                  </span>{" "}
                  {message}
                </li>
              ))}
            </ul>
          </Line>
        )}
        <Line term={words.preview.cost}>
          <Estimate preview={preview} value={preview.estimatedCostMicros} format={formatMicroDollars} />
        </Line>
        <Line term={words.preview.time}>
          <Estimate preview={preview} value={timeOf(preview)} format={formatDuration} />
        </Line>
      </dl>
      {planned < count ? (
        <p className="text-pretty text-muted-foreground">{words.preview.capped(formatCount(planned))}</p>
      ) : null}
    </div>
  );
}

/** An open breaker refuses a single retry; one of many waits until it closes. */
export const isWaitedFor = ({ code }: { code: string }): boolean => PASSING_REFUSALS.includes(code);

const listed = (rows: BulkPreview["deletes"]): string => rows.map(({ text }) => text).join(", ");

/** So many run at the same time; never less than one of them takes. */
function timeOf({ estimatedMs, allowed, atOnce }: BulkPreview): number | undefined {
  return estimatedMs === undefined ? undefined : estimatedMs / Math.max(1, Math.min(allowed, atOnce));
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{term}</dt>
      <dd className="min-w-0 text-pretty tabular">{children}</dd>
    </>
  );
}

type EstimateProps = {
  preview: BulkPreview;
  value: number | undefined;
  format: (value: number) => string;
};

function Estimate({ preview: { allowed, atOnce }, value, format }: EstimateProps) {
  if (allowed === 0) {
    return words.preview.nothing;
  }
  return value === undefined ? (
    <span className="text-muted-foreground">{words.preview.unknown}</span>
  ) : (
    <>
      {words.preview.about(format(value))}{" "}
      <span className="text-muted-foreground">
        {words.preview.basis(allowed > atOnce ? words.preview.atOnce(atOnce) : "")}
      </span>
    </>
  );
}
