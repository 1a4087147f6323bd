import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatCount, formatDecimal, formatShare } from "@voice-flow/domain/format/number";
import { qualityRates } from "@voice-flow/domain/metrics/model-quality";
import { NothingYet } from "@/components/empty-states";
import { ScrollRegion } from "@/components/scroll-region";
import { TableHead } from "@/components/table-head";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { confidenceIn } from "@/lib/samples";
import type { ModelQuality } from "./use-model-quality";
import { words } from "./words";

const HEADS = [
  words.quality.model,
  words.quality.notes,
  words.quality.decided,
  words.quality.confirmed,
  words.quality.corrected,
  words.quality.rejected,
  words.quality.undone,
  words.quality.questions,
  words.quality.cost,
  words.quality.latency,
  "p95",
] as const;
const PLACEHOLDER_ROWS = 2;

/** One row for each model and prompt version, most notes first. */
export function ModelQualityTable({ quality }: { quality: ModelQuality | undefined }) {
  if (quality?.rows.length === 0) {
    return <NothingYet title={words.quality.none}>{words.quality.noneHint}</NothingYet>;
  }
  return (
    <ScrollRegion label={words.quality.models}>
      <table className="w-full text-right text-13 tabular">
        <TableHead headings={HEADS} areNumbers />
        <tbody className="divide-y">
          {quality === undefined
            ? Array.from({ length: PLACEHOLDER_ROWS }, (_, index) => (
                // Place-holders have no identity.
                <tr key={`row-${index}`}>
                  <td colSpan={HEADS.length} className="px-4 py-3.5">
                    <Skeleton className="h-4 w-full" />
                  </td>
                </tr>
              ))
            : quality.rows.map((row) => <QualityRow key={`${row.model} ${row.version}`} row={row} />)}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const NO_FIGURE = "—";

function QualityRow({ row }: { row: ModelQuality["rows"][number] }) {
  const rates = qualityRates(row);
  return (
    <tr data-model={row.model}>
      <th scope="row" className="px-4 py-2 text-left font-normal whitespace-nowrap">
        <span className="block font-mono text-xs font-medium">{row.model}</span>
        <span className="block text-xs text-muted-foreground">
          {row.version === "unknown" ? words.quality.unknownVersion : words.quality.version(row.version)}
        </span>
      </th>
      <Cell samples={row.notes} value={formatCount(row.notes)} />
      <Cell samples={rates.decided} value={formatCount(rates.decided)} />
      <Rate samples={rates.decided} value={rates.confirmed} />
      <Rate samples={rates.decided} value={rates.corrected} />
      <Rate samples={rates.decided} value={rates.rejected} />
      <Rate samples={rates.saved} value={rates.undone} />
      <Cell
        samples={row.notes}
        value={rates.questionsPerNote === null ? NO_FIGURE : formatDecimal(rates.questionsPerNote, 2)}
      />
      <Cell
        samples={row.notes}
        value={rates.costPerNote === null ? NO_FIGURE : formatMicroDollars(Math.round(rates.costPerNote))}
      />
      <Cell samples={row.notes} value={row.notes === 0 ? NO_FIGURE : formatDuration(row.p50)} />
      <Cell samples={row.notes} value={row.notes === 0 ? NO_FIGURE : formatDuration(row.p95)} />
    </tr>
  );
}

const Rate = ({ samples, value }: { samples: number; value: number | null }) => (
  <Cell samples={samples} value={value === null ? NO_FIGURE : formatShare(value)} />
);

/** Faded where it rests on too few to say much. */
function Cell({ samples, value }: { samples: number; value: string }) {
  const isFaded = confidenceIn(samples) !== "enough";
  return <td className={cn("px-4 py-2 whitespace-nowrap", isFaded && "text-muted-foreground")}>{value}</td>;
}
