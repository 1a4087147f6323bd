import type {
  Compared,
  ComparedStage,
  Comparison,
  RunMeasure,
  StageMeasure,
} from "@voice-flow/domain/comparison/compare";
import { Fragment } from "react";
import { ScrollRegion } from "@/components/scroll-region";
import { Badge } from "@/components/ui/badge";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { cn } from "@/lib/cn";
import { TONE_CLASSES } from "@/lib/tone";
import { figureInWords, MEASURE_LABELS, OUTCOME_LABELS, VERDICT_WORDS } from "./compare-words";
import { words } from "./words";

type ComparisonTableProps = { comparison: Comparison; isAudio: boolean };

/** Both runs, figure by figure, with what is different pointed out. */
export function ComparisonTable({ comparison: { stages, figures }, isAudio }: ComparisonTableProps) {
  return (
    <ScrollRegion label={words.table.label}>
      <table className="w-full min-w-96 text-left">
        <caption className="sr-only">{words.table.caption}</caption>
        <thead>
          <tr className="border-b text-xs text-muted-foreground">
            <th scope="col" className="px-4 py-2 font-medium">
              <span className="sr-only">{words.table.figure}</span>
            </th>
            <th scope="col" className="px-4 py-2 font-medium">
              {words.table.thisNote}
            </th>
            <th scope="col" className="px-4 py-2 font-medium">
              {words.table.goodNote}
            </th>
            <th scope="col" className="px-4 py-2 font-medium">
              <span className="sr-only">{words.table.difference}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <FigureRow key={figure.measure} figure={figure} isAudio={isAudio} />
          ))}
          {stages.map((stage) => (
            <Fragment key={stage.stage}>
              <StageRow stage={stage} />
              {stage.figures.map((figure) => (
                <FigureRow key={figure.measure} figure={figure} isAudio={isAudio} isOfStage />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function StageRow({ stage: { stage, run, good, isFirstDifference } }: { stage: ComparedStage }) {
  const { label, icon: Icon } = PIPELINE_STAGE_LABELS[stage];
  return (
    <tr data-stage={stage} className="border-t bg-muted/50">
      <th scope="rowgroup" className="px-4 py-1.5 font-medium whitespace-nowrap">
        <Icon aria-hidden="true" className="mr-2 inline size-3.5 align-[-2px] text-muted-foreground" />
        {label}
      </th>
      {[run, good].map((outcome, index) => {
        const { label: word, icon, tone } = OUTCOME_LABELS[outcome];
        return (
          // Two columns in a fixed order.
          <td key={index === 0 ? "run" : "good"} className="px-4 py-1.5">
            <Badge tone={tone} icon={icon}>
              {word}
            </Badge>
          </td>
        );
      })}
      <td className="px-4 py-1.5">
        {isFirstDifference ? (
          <span className={cn("text-xs font-medium", TONE_CLASSES.danger.text)}>{words.table.first}</span>
        ) : null}
      </td>
    </tr>
  );
}

type FigureRowProps = { figure: Compared<StageMeasure | RunMeasure>; isAudio: boolean; isOfStage?: boolean };

function FigureRow({ figure: { measure, run, good, verdict }, isAudio, isOfStage = false }: FigureRowProps) {
  const said = VERDICT_WORDS[verdict];
  return (
    <tr data-measure={measure} data-verdict={verdict} className="tabular">
      <th
        scope="row"
        className={cn("px-4 py-1 font-normal whitespace-nowrap text-muted-foreground", isOfStage && "pl-10")}
      >
        {MEASURE_LABELS[measure]}
      </th>
      <td className={cn("px-4 py-1", said && "font-medium", said && TONE_CLASSES[said.tone].text)}>
        {figureInWords(measure, run, isAudio)}
      </td>
      <td className="px-4 py-1">{figureInWords(measure, good, isAudio)}</td>
      <td className="px-4 py-1">{said ? <Badge tone={said.tone}>{said.label}</Badge> : null}</td>
    </tr>
  );
}
