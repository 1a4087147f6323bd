"use client";

import { api } from "@voice-flow/backend/api";
import { useMutation } from "convex/react";
import { type FormEvent, useId, useState } from "react";
import { FilterButton } from "@/components/filters/filter-button";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { Incident } from "@/features/vocabulary/incidents";
import { currentTime } from "@/lib/clock";
import { fromLocalInput, toLocalInput } from "@/lib/local-moment";
import { useAct } from "@/lib/use-act";
import { SNOOZES, snoozeProblem } from "./snooze-times";

const MAX_NOTE = 500;

/** Acknowledge and snooze, for an incident that is not resolved. */
export function IncidentActs({ incident }: { incident: Incident }) {
  const acts = useIncidentActs(incident._id);
  if (incident.status === "resolved") {
    return null;
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      {incident.status === "acknowledged" ? null : (
        <FilterButton name="Acknowledge" chosen={undefined} className="w-80">
          {(close) => <AcknowledgeForm acts={acts} close={close} />}
        </FilterButton>
      )}
      <FilterButton name="Snooze" chosen={undefined} className="w-72">
        {(close) => <SnoozeForm acts={acts} close={close} />}
      </FilterButton>
      {acts.problem === undefined ? null : (
        <p role="alert" className="text-tone-danger">
          {acts.problem}
        </p>
      )}
    </div>
  );
}

type FormProps = { acts: Acts; close: () => void };

function AcknowledgeForm({ acts, close }: FormProps) {
  const id = useId();
  const [note, setNote] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void acts.acknowledge(note);
    close();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <label htmlFor={id} className="text-xs text-muted-foreground">
        Note for others (optional)
      </label>
      <Input
        id={id}
        value={note}
        maxLength={MAX_NOTE}
        onChange={({ target }) => setNote(target.value)}
        className="h-8 text-13"
      />
      <p className="text-xs text-pretty text-muted-foreground">
        Everyone sees you're on it. No more alerts unless it gets worse.
      </p>
      <Button type="submit" variant="primary" size="sm" disabled={acts.isBusy} className="self-end">
        I'm on it
      </Button>
    </form>
  );
}

function SnoozeForm({ acts, close }: FormProps) {
  const id = useId();
  const [until, setUntil] = useState<Date | null>(null);
  const [problem, setProblem] = useState<string>();
  const choose = (run: () => Promise<void>) => {
    void run();
    close();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = snoozeProblem(until, currentTime());
    setProblem(wrong);
    if (wrong === undefined && until !== null) {
      choose(() => acts.snoozeUntil(until.getTime()));
    }
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-1.5">
        {SNOOZES.map(({ label, ms }) => (
          <Button
            key={label}
            size="sm"
            disabled={acts.isBusy}
            onClick={() => choose(() => acts.snoozeUntil(currentTime() + ms))}
          >
            {label}
          </Button>
        ))}
        <Button size="sm" disabled={acts.isBusy} onClick={() => choose(acts.snoozeUntilWorse)}>
          Until it gets worse
        </Button>
      </div>
      <div className="border-t pt-3">
        <label htmlFor={id} className="text-xs text-muted-foreground">
          Until
        </label>
        <div className="mt-1 flex gap-2">
          <Input
            id={id}
            type="datetime-local"
            defaultValue={toLocalInput(until)}
            aria-invalid={problem !== undefined}
            onChange={({ target }) => setUntil(fromLocalInput(target.value))}
            className="h-7 px-2 text-xs tabular"
          />
          <Button type="submit" size="sm" disabled={acts.isBusy}>
            Snooze
          </Button>
        </div>
        {problem === undefined ? null : (
          <p role="alert" className="mt-1 text-xs text-tone-danger">
            {problem}
          </p>
        )}
      </div>
      <p className="text-xs text-pretty text-muted-foreground">
        No alerts until then. It reopens straight away if it gets worse.
      </p>
    </form>
  );
}

type Acts = {
  isBusy: boolean;
  /** Why the last act was refused. */
  problem: string | undefined;
  acknowledge: (note: string) => Promise<void>;
  snoozeUntil: (until: number) => Promise<void>;
  snoozeUntilWorse: () => Promise<void>;
};

/** Acknowledges and snoozes an incident. The page's queries show the result. */
function useIncidentActs(alertId: Incident["_id"]): Acts {
  const acknowledge = useMutation(api.models.voicePipelineAlerts.acknowledgeAlert);
  const snooze = useMutation(api.models.voicePipelineAlerts.snoozeAlert);
  const { isBusy, problem, run } = useAct("Couldn't save this. Try again.");
  return {
    isBusy,
    problem,
    acknowledge: (note) => {
      const text = note.trim();
      return run(() => acknowledge({ alertId, ...(text === "" ? {} : { note: text }) }));
    },
    snoozeUntil: (until) => run(() => snooze({ alertId, until })),
    snoozeUntilWorse: () => run(() => snooze({ alertId, untilWorse: true })),
  };
}
