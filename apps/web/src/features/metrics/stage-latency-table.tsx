import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatCount, formatShare } from "@voice-flow/domain/format/number";
import { type MeasuredStage, STAGES } from "@voice-flow/domain/vocabulary/pipeline";
import { ScrollRegion } from "@/components/scroll-region";
import { TableHead } from "@/components/table-head";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { cn } from "@/lib/cn";
import { confidenceIn } from "@/lib/samples";
import { FigureLink, runLinks } from "./metric-links";
import type { Historical } from "./use-historical";
import { words } from "./words";

const HEADS = [
  words.stages.stage,
  words.stages.attempts,
  words.stages.average,
  "p50",
  "p95",
  "p99",
  words.stages.failed,
  words.stages.cost,
] as const;

type TableProps = { metrics: Historical; club: string | null };

/** Latency, failures and cost of each stage, and of the whole way; its counts lead to the runs. */
export function StageLatencyTable({ metrics, club }: TableProps) {
  const { stages, endToEnd, toCoach } = metrics;
  const links = runLinks(metrics, club);
  const hrefOf = (stage: MeasuredStage, end: "completed" | "failed") =>
    links.events([STAGES[stage].events[end]], stage);
  return (
    <ScrollRegion label={words.stages.table}>
      <table className="w-full text-right text-13 tabular">
        <TableHead headings={HEADS} areNumbers />
        <tbody className="divide-y">
          {stages.map((stage) => (
            <tr key={stage.stage} data-stage-row={stage.stage}>
              <th scope="row" className="px-4 py-2 text-left font-medium whitespace-nowrap">
                {PIPELINE_STAGE_LABELS[stage.stage].label}
              </th>
              <LatencyCells {...stage} href={hrefOf(stage.stage, "completed")} />
              <td className="px-4 py-2 whitespace-nowrap">
                <FigureLink href={stage.failed === 0 ? undefined : hrefOf(stage.stage, "failed")}>
                  {formatCount(stage.failed)}
                  {stage.failed > 0 ? ` (${formatShare(stage.failureRate)})` : null}
                </FigureLink>
              </td>
              <td className="px-4 py-2 whitespace-nowrap">
                <FigureLink href={stage.aiCost === 0 ? undefined : links.notes()}>
                  {formatMicroDollars(stage.aiCost)}
                </FigureLink>
              </td>
            </tr>
          ))}
          <tr className="font-medium">
            <th scope="row" className="px-4 py-2 text-left font-medium whitespace-nowrap">
              {words.stages.endToEnd}
            </th>
            <LatencyCells {...endToEnd} href={links.events(["artifact_completed"])} />
            <td />
            <td />
          </tr>
          <tr className="font-medium">
            <th scope="row" className="px-4 py-2 text-left font-medium whitespace-nowrap">
              To the coach's phone
            </th>
            <LatencyCells {...toCoach} href={links.events(["message_delivered"])} />
            <td />
            <td />
          </tr>
        </tbody>
      </table>
    </ScrollRegion>
  );
}

type CellsProps = Historical["endToEnd"] & { href: string | undefined };

function LatencyCells({ samples, avg, p50, p95, p99, href }: CellsProps) {
  const trust = confidenceIn(samples);
  return (
    <>
      <td className="px-4 py-2 whitespace-nowrap">
        <FigureLink href={samples === 0 ? undefined : href}>{formatCount(samples)}</FigureLink>
        {trust === "too_few" ? <span className="text-muted-foreground"> {words.stages.tooFew}</span> : null}
      </td>
      {[avg, p50, p95, p99].map((value, index) => (
        <td
          // Four fixed columns.
          key={HEADS[index + 2]}
          className={cn("px-4 py-2 whitespace-nowrap", trust !== "enough" && "text-muted-foreground")}
        >
          {trust === "none" ? "—" : formatDuration(value)}
        </td>
      ))}
    </>
  );
}
