import type { api } from "@voice-flow/backend/api";
import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatShare, pluralise } from "@voice-flow/domain/format/number";
import { AI_FEATURE_LABELS } from "@voice-flow/domain/vocabulary/operations";
import type { FunctionReturnType } from "convex/server";
import { Meter } from "./meter";
import { words } from "./words";

export type Usage = FunctionReturnType<typeof api.models.aiUsageDailyAggregates.getPlatformUsage>;

/** Calls and cost of each feature's models, most expensive first. */
export function UsageByModel({ usage }: { usage: Usage }) {
  if (usage.models.length === 0) {
    return <p className="px-4 py-3 text-muted-foreground">{words.usage.noCalls}</p>;
  }
  return (
    <ul className="divide-y">
      {usage.models.map(({ operation, model, cost, calls, failedCalls, durationMs, ...tokens }) => {
        const share = usage.total.cost === 0 ? 0 : cost / usage.total.cost;
        const cached = tokens.inputTokens === 0 ? undefined : tokens.cachedTokens / tokens.inputTokens;
        return (
          <li key={`${operation} ${model}`} className="px-4 py-2.5">
            <div className="flex items-baseline gap-3 tabular">
              <span className="min-w-0 flex-1 truncate font-mono text-xs">{model}</span>
              <span className="font-medium">{formatMicroDollars(cost)}</span>
              <span className="w-12 text-right text-xs text-muted-foreground">{formatShare(share)}</span>
            </div>
            <Meter share={share} tone="info" className="mt-1.5" />
            <p className="mt-1 text-xs text-muted-foreground tabular">
              {words.usage.line(
                AI_FEATURE_LABELS[operation],
                pluralise(calls, "call"),
                failedCalls > 0 ? ` (${pluralise(failedCalls, "failure")})` : "",
                formatDuration(durationMs / calls),
                cached === undefined ? "" : words.usage.cached(formatShare(cached)),
              )}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
