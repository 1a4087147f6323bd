"use client";

import type { api } from "@voice-flow/backend/api";
import { isPriced } from "@voice-flow/domain/ai-models/model";
import { AI_FEATURE_LABELS } from "@voice-flow/domain/vocabulary/operations";
import type { FunctionReturnType } from "convex/server";
import { parseAsString, useQueryState } from "nuqs";
import { RelativeTime } from "@/components/relative-time";
import { ScrollRegion } from "@/components/scroll-region";
import { TableHead } from "@/components/table-head";
import { Button } from "@/components/ui/button";
import { ModelEditor } from "./model-editor";
import { abilityLines, priceLines } from "./model-words";
import { words } from "./words";

export type ListedModel = FunctionReturnType<typeof api.models.aiModels.list>[number];

const HEADINGS = [
  words.modelTable.model,
  words.modelTable.feature,
  words.modelTable.price,
  words.modelTable.abilities,
  words.modelTable.changed,
  "",
] as const;

/** Every model with its price and abilities; the URL says which one is open. */
export function ModelTable({ models, now }: { models: readonly ListedModel[]; now: number }) {
  const [open, setOpen] = useQueryState("model", parseAsString.withOptions({ history: "replace" }));
  const opened = models.find(({ model }) => model === open);
  return (
    <>
      {opened ? (
        <ModelEditor key={opened.model} model={opened} now={now} close={() => void setOpen(null)} />
      ) : null}
      <ScrollRegion label={words.modelTable.title}>
        <table className="w-full text-left">
          <caption className="sr-only">{words.modelTable.table}</caption>
          <TableHead headings={HEADINGS} />
          <tbody className="divide-y">
            {models.map((model) => (
              <ModelRow
                key={`${model.provider} ${model.model}`}
                model={model}
                now={now}
                change={() => void setOpen(model.model)}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}

type ModelRowProps = { model: ListedModel; now: number; change: () => void };

function ModelRow({ model, now, change }: ModelRowProps) {
  return (
    <tr data-model={model.model} className="align-top">
      <th scope="row" className="px-4 py-2 font-mono text-xs font-medium whitespace-nowrap">
        {model.model}
      </th>
      <td className="px-4 py-2 whitespace-nowrap">{AI_FEATURE_LABELS[model.feature]}</td>
      <td className="px-4 py-2 whitespace-nowrap tabular">
        {isPriced(model, now) ? (
          priceLines(model, now).map((line) => <div key={line}>{line}</div>)
        ) : (
          <span className="text-tone-warning">{words.modelTable.noPrice}</span>
        )}
      </td>
      <td className="min-w-56 px-4 py-2 text-muted-foreground">{abilityLines(model).join(", ")}</td>
      <td className="px-4 py-2 whitespace-nowrap text-muted-foreground">
        {model.updatedAt === undefined ? (
          words.modelTable.unchanged
        ) : (
          <>
            {model.updatedByName}, <RelativeTime at={model.updatedAt} />
          </>
        )}
      </td>
      <td className="px-4 py-2 text-right">
        <Button size="sm" onClick={change} aria-label={words.modelTable.changeOf(model.model)}>
          {words.modelTable.change}
        </Button>
      </td>
    </tr>
  );
}
