"use client";

import { api } from "@voice-flow/backend/api";
import type { AiModel } from "@voice-flow/domain/ai-models/model";
import { AI_FEATURE_LABELS, AI_FEATURES } from "@voice-flow/domain/vocabulary/operations";
import { useMutation } from "convex/react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ReasonField } from "@/components/reason-field";
import { Button } from "@/components/ui/button";
import { notify } from "@/lib/notify";
import { useAct } from "@/lib/use-act";
import { CheckField, SelectField, TextField } from "./model-fields";
import { formOf, type ModelForm, readForm } from "./model-form";
import { PRICE_UNIT_LABELS, UNITS_OF_FEATURE } from "./model-words";
import { words } from "./words";

type ModelEditorProps = {
  /** Undefined for a new one. */
  model: AiModel | undefined;
  now: number;
  close: () => void;
};

/** Prices and abilities of a model, with the reason for the record. */
export function ModelEditor({ model, now, close }: ModelEditorProps) {
  const save = useMutation(api.models.aiModels.save);
  const { isBusy, problem, run } = useAct();
  const [form, setForm] = useState(() => formOf(model, now));
  const [reason, setReason] = useState("");
  const first = useRef<HTMLFormElement>(null);
  useEffect(() => first.current?.querySelector<HTMLElement>("input, select")?.focus(), []);
  const change = (changes: Partial<ModelForm>) => setForm((before) => ({ ...before, ...changes }));
  const read = readForm(form, model, now);
  const refusal = read.ok
    ? reason.trim() === ""
      ? words.modelEditor.reasonMissing
      : undefined
    : read.problem;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!read.ok || refusal !== undefined || isBusy) {
      return;
    }
    void run(async () => {
      const { changed } = await save({ ...read.changes, reason });
      notify.success(changed ? words.modelEditor.saved(read.changes.model) : words.modelEditor.unchanged);
      close();
    });
  };
  return (
    <form
      ref={first}
      aria-label={model ? words.modelEditor.change(model.model) : words.modelEditor.add}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.preventDefault();
          close();
        }
      }}
      className="flex flex-col gap-4 border-b bg-background/60 px-4 py-4"
    >
      {model ? (
        <h3 className="font-mono text-xs font-medium">{model.model}</h3>
      ) : (
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          <TextField
            label={words.modelEditor.name}
            value={form.model}
            onChange={(text) => change({ model: text })}
          />
          <SelectField
            label={words.modelEditor.feature}
            value={form.feature}
            options={AI_FEATURES.map((feature) => [feature, AI_FEATURE_LABELS[feature]])}
            onChange={(feature) => change({ feature })}
          />
        </div>
      )}
      <PriceFields form={form} change={change} />
      <AbilityFields form={form} change={change} />
      <div className="max-w-xl">
        <ReasonField label={words.modelEditor.reason} value={reason} onChange={setReason} />
      </div>
      {problem === undefined ? null : (
        <p role="alert" className="text-tone-danger">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          size="sm"
          variant={refusal === undefined ? "primary" : "outline"}
          aria-disabled={refusal !== undefined || isBusy}
        >
          {isBusy ? words.modelEditor.saving : words.modelEditor.save}
        </Button>
        <Button size="sm" variant="ghost" onClick={close}>
          {words.modelEditor.cancel}
        </Button>
        {refusal === undefined ? null : <span className="text-xs text-muted-foreground">{refusal}</span>}
      </div>
    </form>
  );
}

type FieldsProps = { form: ModelForm; change: (changes: Partial<ModelForm>) => void };

function PriceFields({ form, change }: FieldsProps) {
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <legend className="mb-2 text-xs font-medium">{words.modelEditor.prices}</legend>
      {UNITS_OF_FEATURE[form.feature].map((unit) => (
        <TextField
          key={unit}
          label={words.modelEditor.priceFor(PRICE_UNIT_LABELS[unit])}
          inputMode="decimal"
          value={form.dollars[unit]}
          onChange={(text) => change({ dollars: { ...form.dollars, [unit]: text } })}
        />
      ))}
      <TextField
        label={words.modelEditor.from}
        type="date"
        value={form.priceFrom}
        onChange={(text) => change({ priceFrom: text })}
      />
    </fieldset>
  );
}

function AbilityFields({ form, change }: FieldsProps) {
  const listens = form.feature === "voice_transcription";
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-xs font-medium">{words.modelEditor.abilities}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {listens ? (
          <CheckField
            label={words.modelEditor.segments}
            checked={form.segments}
            onChange={(segments) => change({ segments })}
          />
        ) : null}
        <CheckField
          label={words.modelEditor.logprobs}
          checked={form.logprobs}
          onChange={(logprobs) => change({ logprobs })}
        />
        <CheckField
          label={words.modelEditor.temperature}
          checked={form.temperature}
          onChange={(temperature) => change({ temperature })}
        />
      </div>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {listens ? (
          <>
            <TextField
              label={words.modelEditor.languages}
              value={form.languages}
              onChange={(languages) => change({ languages })}
            />
            <TextField
              label={words.modelEditor.longestAudio}
              inputMode="numeric"
              value={form.longestAudioSeconds}
              onChange={(longestAudioSeconds) => change({ longestAudioSeconds })}
            />
          </>
        ) : null}
        <TextField
          label={words.modelEditor.context}
          inputMode="numeric"
          value={form.contextTokens}
          onChange={(contextTokens) => change({ contextTokens })}
        />
        <TextField
          label={words.modelEditor.longestAnswer}
          inputMode="numeric"
          value={form.outputTokens}
          onChange={(outputTokens) => change({ outputTokens })}
        />
      </div>
    </fieldset>
  );
}
