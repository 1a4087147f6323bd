"use client";

import { api } from "@voice-flow/backend/api";
import { type AiModel, isPriced } from "@voice-flow/domain/ai-models/model";
import { AI_FEATURE_LABELS, type AiFeature } from "@voice-flow/domain/vocabulary/operations";
import { useMutation, useQuery } from "convex/react";
import { type FormEvent, useId, useState } from "react";
import { ReasonField } from "@/components/reason-field";
import { Button } from "@/components/ui/button";
import { notify } from "@/lib/notify";
import { useStaffArgs } from "@/lib/session/query-args";
import { useAct } from "@/lib/use-act";
import { abilityLines, priceLines } from "./model-words";
import { words } from "./words";

type ModelChoiceProps = { feature: AiFeature; models: readonly AiModel[]; now: number };

/** The model of one feature, and the way to another. Only models that may be called are offered. */
export function ModelChoice({ feature, models, now }: ModelChoiceProps) {
  const inUse = useQuery(api.models.aiModelConfig.getConfigForFeature, useStaffArgs({ feature }));
  const choose = useMutation(api.models.aiModelConfig.chooseModel);
  const { isBusy, problem, run } = useAct();
  const id = useId();
  const [picked, setPicked] = useState<string>();
  const [reason, setReason] = useState("");
  const label = AI_FEATURE_LABELS[feature];
  const offered = models.filter((model) => model.feature === feature && isPriced(model, now));
  const current = inUse?.model ?? "";
  const name = picked ?? current;
  const shown = offered.find(({ model }) => model === name);
  const isChanged = shown !== undefined && name !== current;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isChanged || isBusy) {
      return;
    }
    void run(async () => {
      await choose({ feature, provider: shown.provider, model: shown.model, reason });
      notify.success(words.modelChoice.saved(label, shown.model));
      setPicked(undefined);
      setReason("");
    });
  };
  return (
    <form
      aria-label={words.modelChoice.title(label.toLowerCase())}
      data-feature={feature}
      onSubmit={submit}
      className="grid gap-x-4 gap-y-3 px-4 py-3 lg:grid-cols-[16rem_minmax(0,1fr)]"
    >
      <div>
        <label htmlFor={id} className="block text-xs text-muted-foreground">
          {label}
        </label>
        <select
          id={id}
          value={shown ? name : ""}
          onChange={({ target }) => setPicked(target.value)}
          className="mt-1 h-8 w-full rounded-md border border-border-strong bg-surface px-2 font-mono text-xs"
        >
          {shown ? null : (
            <option value="">{current === "" ? "…" : words.modelChoice.notCallable(current)}</option>
          )}
          {offered.map(({ model }) => (
            <option key={model} value={model}>
              {model}
            </option>
          ))}
        </select>
      </div>
      <div className="self-center text-xs text-pretty text-muted-foreground">
        {shown ? (
          <>
            <span className="text-foreground">{priceLines(shown, now).join(", ")}</span> ·{" "}
            {abilityLines(shown).join(" · ")}
          </>
        ) : null}
      </div>
      {isChanged ? (
        <div className="flex flex-wrap items-end gap-2 lg:col-span-2">
          <div className="w-full sm:w-96">
            <ReasonField label={words.modelChoice.reason} value={reason} onChange={setReason} />
          </div>
          <Button type="submit" size="sm" variant="primary" aria-disabled={isBusy}>
            {isBusy ? words.modelChoice.saving : words.modelChoice.use(name)}
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setPicked(undefined)}>
            {words.modelChoice.cancel}
          </Button>
        </div>
      ) : null}
      {problem === undefined ? null : (
        <p role="alert" className="text-tone-danger lg:col-span-2">
          {problem}
        </p>
      )}
    </form>
  );
}
