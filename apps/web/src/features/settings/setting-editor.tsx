"use client";

import { api } from "@voice-flow/backend/api";
import { formatRange, formatSetting, inputUnit, toInput } from "@voice-flow/domain/settings/words";
import { useMutation } from "convex/react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { ReasonField } from "@/components/reason-field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { notify } from "@/lib/notify";
import { useAct } from "@/lib/use-act";
import { checkInput } from "./check-setting";
import type { ShownSetting } from "./stored-settings";
import { words } from "./words";

type SettingEditorProps = { setting: ShownSetting; all: readonly ShownSetting[]; close: () => void };

/** One value with its range, what is wrong with it while it is typed, and the way back to the default. */
export function SettingEditor({ setting, all, close }: SettingEditorProps) {
  const { key, label, value, definition, isSet } = setting;
  const save = useMutation(api.models.settings.setSetting);
  const { isBusy, problem, run } = useAct();
  const id = useId();
  const [text, setText] = useState(() => toInput(value, definition.unit));
  const [reason, setReason] = useState("");
  const field = useRef<HTMLInputElement>(null);
  // Whoever opened it, by a press or by a link, is led to it.
  useEffect(() => field.current?.focus(), []);
  const others = Object.fromEntries(all.map((each) => [each.key, each.value]));
  const checked = checkInput(setting, text, others);
  const refusal = "problem" in checked ? checked.problem : undefined;
  const isSame = "value" in checked && checked.value === value && setting.ignored === undefined;
  const unit = inputUnit(definition.unit).label;

  const store = (next: number | null) =>
    run(async () => {
      await save({ key, value: next, reason });
      const now = formatSetting(next ?? definition.default, definition.unit);
      notify.success(next === null ? words.editor.isAgain(label, now) : words.editor.isNow(label, now));
      close();
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if ("value" in checked && !isSame && !isBusy) {
      void store(checked.value);
    }
  };
  return (
    <form
      aria-label={words.editor.title(label)}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.preventDefault();
          close();
        }
      }}
      className="flex flex-col gap-3 border-t bg-background/60 px-4 py-4"
    >
      <div className="grid gap-3 sm:grid-cols-[14rem_minmax(0,28rem)]">
        <div>
          <label htmlFor={id} className="block text-xs text-muted-foreground">
            {words.editor.value(unit === "" ? "" : ` (${unit})`)}
          </label>
          <Input
            ref={field}
            id={id}
            inputMode="decimal"
            value={text}
            aria-invalid={refusal !== undefined}
            aria-describedby={`${id}-help`}
            onChange={({ target }) => setText(target.value)}
            className="mt-1 h-8 scroll-mt-48 text-13 tabular"
          />
        </div>
        <ReasonField label={words.editor.reason} value={reason} onChange={setReason} />
      </div>
      <p
        id={`${id}-help`}
        className={refusal === undefined ? "text-xs text-muted-foreground" : "text-xs text-tone-danger"}
      >
        {refusal ??
          words.editor.bounds(formatRange(definition), formatSetting(definition.default, definition.unit))}
      </p>
      {problem === undefined ? null : (
        <p role="alert" className="text-tone-danger">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          size="sm"
          variant={refusal === undefined && !isSame ? "primary" : "outline"}
          aria-disabled={refusal !== undefined || isSame || isBusy}
        >
          {isBusy ? words.editor.saving : words.editor.save}
        </Button>
        {isSet ? (
          <Button size="sm" disabled={isBusy} onClick={() => void store(null)}>
            {words.editor.resetTo(formatSetting(definition.default, definition.unit))}
          </Button>
        ) : null}
        <Button size="sm" variant="ghost" onClick={close}>
          {words.editor.cancel}
        </Button>
        {isSame ? <span className="text-xs text-muted-foreground">{words.editor.unchanged}</span> : null}
      </div>
    </form>
  );
}
