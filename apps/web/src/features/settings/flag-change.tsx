"use client";

import { api } from "@voice-flow/backend/api";
import { useMutation } from "convex/react";
import { type FormEvent, useId, useState } from "react";
import { FilterButton } from "@/components/filters/filter-button";
import { ReasonField } from "@/components/reason-field";
import { Button } from "@/components/ui/button";
import { notify } from "@/lib/notify";
import { useAct } from "@/lib/use-act";
import type { FlagTarget, ListedFlag } from "./flag-words";
import { words } from "./words";

type FlagChangeProps = {
  flag: ListedFlag;
  target: FlagTarget;
  /** "everybody", "Grange GAA". */
  whom: string;
  /** What is set now; null = nothing. */
  now: boolean | null;
};

/** The button with the form that switches a flag for somebody. */
export function FlagChange(props: FlagChangeProps) {
  return (
    <FilterButton name={`Change for ${props.whom}`} chosen={undefined} className="right-0 left-auto w-80">
      {(close) => <ChangeForm {...props} close={close} />}
    </FilterButton>
  );
}

const CHOICES = [
  { value: true, label: words.flagChange.on },
  { value: false, label: words.flagChange.off },
  { value: null, label: words.flagChange.inherit },
] as const;

function ChangeForm({ flag, target, whom, now, close }: FlagChangeProps & { close: () => void }) {
  const setFlag = useMutation(api.models.featureFlags.setFlag);
  const { isBusy, problem, run } = useAct();
  const name = useId();
  const [enabled, setEnabled] = useState(now);
  const [reason, setReason] = useState("");
  const isSame = enabled === now;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSame || isBusy) {
      return;
    }
    void run(async () => {
      await setFlag({ key: flag.key, target, enabled, reason });
      const what = enabled === null ? words.flagChange.unset : enabled ? "on" : "off";
      notify.success(words.flagChange.done(flag.title, what, whom));
      close();
    });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3 text-13 text-foreground">
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-xs text-muted-foreground">
          {words.flagChange.title(flag.title, whom)}
        </legend>
        {CHOICES.map((choice) => (
          <label key={choice.label} className="flex items-center gap-2">
            <input
              type="radio"
              name={name}
              checked={enabled === choice.value}
              onChange={() => setEnabled(choice.value)}
              className="size-3.5 accent-brand"
            />
            {choice.label}
          </label>
        ))}
      </fieldset>
      <ReasonField label={words.flagChange.reason} value={reason} onChange={setReason} />
      <p className="text-xs text-pretty text-muted-foreground">{effectOf(flag, target)}</p>
      {problem === undefined ? null : (
        <p role="alert" className="text-xs text-tone-danger">
          {problem}
        </p>
      )}
      <Button
        type="submit"
        size="sm"
        variant={isSame ? "outline" : "primary"}
        aria-disabled={isSame || isBusy}
        className="self-end"
      >
        {isBusy ? words.flagChange.saving : words.flagChange.save}
      </Button>
    </form>
  );
}

/** What a change will and will not do, before it is made. */
function effectOf({ variable, variableState }: ListedFlag, target: FlagTarget): string {
  if (variableState === "on" || variableState === "off") {
    return words.flagChange.variableDecides(variable);
  }
  if (target.scope === "platform") {
    return words.flagChange.everyone;
  }
  return target.scope === "organization" ? words.flagChange.club : words.flagChange.coach;
}
