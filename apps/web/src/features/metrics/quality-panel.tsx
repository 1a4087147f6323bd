import { formatCount, formatShare, pluralise } from "@voice-flow/domain/format/number";
import { cn } from "@/lib/cn";
import { confidenceIn, samplesInWords, type Trust } from "@/lib/samples";
import { FigureLink, runLinks } from "./metric-links";
import type { Historical } from "./use-historical";
import { words } from "./words";

type QualityProps = { metrics: Historical; club: string | null };

/** How sure the transcripts were: how many of each twentieth. */
export function ConfidenceHistogram({ metrics, club }: QualityProps) {
  const { bars, samples, mean } = metrics.quality.transcript;
  const most = Math.max(1, ...bars);
  const width = 1 / bars.length;
  const barsInWords = bars.flatMap((count, index) =>
    count === 0 ? [] : [`${rangeInWords(index, width)}: ${pluralise(count, "transcript")}`],
  );
  return (
    <div className="flex flex-1 flex-col px-4 pt-2 pb-3">
      <p className={cn("h-5 text-xs", confidenceIn(samples) !== "enough" && "text-muted-foreground")}>
        {samples === 0 ? words.confidence.none : words.confidence.average(formatShare(mean))}
        {samples === 0 ? null : (
          <FigureLink href={runLinks(metrics, club).events(["transcription_completed"])}>
            {samplesInWords(samples, "transcript")}
          </FigureLink>
        )}
      </p>
      <div
        role="img"
        aria-label={barsInWords.join(", ") || words.confidence.noTranscripts}
        className="mt-2 flex h-36 items-end gap-px border-b"
      >
        {bars.map((count, index) => (
          <div
            // Twenty fixed places.
            key={`bin-${index}`}
            title={`${rangeInWords(index, width)}: ${formatCount(count)}`}
            className="flex h-full flex-1 items-end"
          >
            <div
              style={{ height: `${(count / most) * 100}%` }}
              className="w-full rounded-t-xs bg-tone-info-solid"
            />
          </div>
        ))}
      </div>
      <div
        aria-hidden="true"
        className="flex h-4 items-end justify-between text-2xs leading-none text-muted-foreground"
      >
        <span>0 %</span>
        <span>50 %</span>
        <span>100 %</span>
      </div>
    </div>
  );
}

const rangeInWords = (index: number, width: number) =>
  `${Math.round(index * width * 100)}–${Math.round((index + 1) * width * 100)} %`;

/** What a note is turned into, each with the number that it rests on and the way to it. */
export function YieldList({ metrics, club }: QualityProps) {
  const { yields, quality, ended } = metrics;
  const { claimsPerNote, draftsPerClaim, confirmedPerDraft, retrySuccess, notesWithoutDrafts } = yields;
  const { events, notes } = runLinks(metrics, club);
  const perThing = (value: number) => value.toFixed(2);
  return (
    <dl className="divide-y">
      <Yield
        name={words.yields.claimsPerNote}
        figure={claimsPerNote}
        format={perThing}
        unit="note"
        href={events(["claims_extracted"])}
      />
      <Yield
        name={words.yields.draftsPerClaim}
        figure={draftsPerClaim}
        format={perThing}
        unit="claim"
        href={events(["drafts_generated"])}
      />
      <Yield
        name={words.yields.confirmed}
        figure={confirmedPerDraft}
        format={formatShare}
        unit="decided draft"
        href={events(["draft_confirmed", "draft_rejected"])}
      />
      <Yield
        name={words.yields.retries}
        figure={retrySuccess}
        format={formatShare}
        unit="retry"
        href={events(["retry_succeeded", "retry_failed"])}
      />
      <Yield
        name={words.yields.matched}
        figure={quality.autoResolution}
        format={formatShare}
        unit="name"
        href={events(["entity_resolution_completed"])}
      />
      <Row
        name={words.yields.noDraft}
        value={formatCount(notesWithoutDrafts)}
        href={notesWithoutDrafts === 0 ? undefined : events(["drafts_generated"])}
      />
      <Row
        name={words.yields.otherwise}
        note={words.yields.ended(
          formatCount(ended.rejected),
          formatCount(ended.awaitingCoach),
          formatCount(ended.cancelled),
        )}
        value={formatCount(ended.rejected + ended.awaitingCoach + ended.cancelled)}
        href={notes(["rejected", "awaiting_coach", "cancelled"])}
      />
    </dl>
  );
}

type YieldProps = {
  name: string;
  figure: { value: number; part: number; whole: number };
  format: (value: number) => string;
  unit: string;
  href: string | undefined;
};

function Yield({ name, figure: { value, part, whole }, format, unit, href }: YieldProps) {
  const trust = confidenceIn(whole);
  return (
    <Row
      name={name}
      value={whole === 0 ? "—" : format(value)}
      note={
        whole === 0
          ? words.yields.none(plural(unit))
          : `${formatCount(part)} ${OF[trust]} ${formatCount(whole)}`
      }
      isFaded={trust !== "enough"}
      href={whole === 0 ? undefined : href}
    />
  );
}

const OF = {
  none: "of",
  too_few: "of too few, only",
  few: "of only",
  enough: "of",
} as const satisfies Record<Trust, string>;

const plural = (unit: string) => (unit.endsWith("y") ? `${unit.slice(0, -1)}ies` : `${unit}s`);

type RowProps = {
  name: string;
  value: string;
  note?: string;
  isFaded?: boolean;
  href: string | undefined;
};

function Row({ name, value, note, isFaded = false, href }: RowProps) {
  return (
    <div className="flex min-h-9 items-center gap-3 px-4 py-1.5">
      <dt className="min-w-0 flex-1">{name}</dt>
      <dd className="text-right text-xs text-muted-foreground tabular">{note}</dd>
      <dd className={cn("min-w-14 text-right font-medium tabular", isFaded && "text-muted-foreground")}>
        <FigureLink href={href}>{value}</FigureLink>
      </dd>
    </div>
  );
}
