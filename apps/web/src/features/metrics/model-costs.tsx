import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatShare, pluralise } from "@voice-flow/domain/format/number";
import { FigureLink, runLinks } from "./metric-links";
import type { Historical } from "./use-historical";
import { words } from "./words";

/** Calls and cost of each model, most expensive first. */
export function ModelCosts({ metrics, club }: { metrics: Historical; club: string | null }) {
  const { models, totals } = metrics;
  const links = runLinks(metrics, club);
  const sum = models.reduce((total, { aiCost }) => total + aiCost, 0);
  const dearestFirst = [...models].sort((a, b) => b.aiCost - a.aiCost);
  return (
    <div>
      <p className="border-b px-4 py-2 tabular">
        <span className="font-medium">
          <FigureLink href={links.notes()}>{formatMicroDollars(totals.avgCostPerArtifact)}</FigureLink>
        </span>{" "}
        <span className="text-muted-foreground">{words.models.perNote}</span>
      </p>
      {models.length === 0 ? <p className="px-4 py-3 text-muted-foreground">{words.models.none}</p> : null}
      <ul className="divide-y">
        {dearestFirst.map(({ model, calls, aiCost }) => {
          const part = sum === 0 ? 0 : aiCost / sum;
          return (
            <li key={model} className="px-4 py-2">
              <div className="flex items-baseline gap-3 tabular">
                <span className="min-w-0 flex-1 truncate font-mono text-xs">{model}</span>
                <span className="text-xs text-muted-foreground">{pluralise(calls, "call")}</span>
                <span className="font-medium">{formatMicroDollars(aiCost)}</span>
                <span className="w-12 text-right text-xs text-muted-foreground">{formatShare(part)}</span>
              </div>
              <div aria-hidden="true" className="mt-1.5 h-1.5 rounded-full bg-muted">
                <div className="h-full rounded-full bg-tone-info-solid" style={{ width: `${part * 100}%` }} />
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
