"use client";

import { api } from "@voice-flow/backend/api";
import { foldText } from "@voice-flow/domain/names/normalize";
import { useMutation } from "convex/react";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";
import { linesOf } from "./erasure-kinds";
import type { FoundPlayer } from "./find-player";
import { type Preview, usePreview } from "./use-preview";

type ErasePlayerProps = { player: FoundPlayer; leave: () => void };

/** What would go, and the erasure itself once the name has been typed. */
export function ErasePlayer({ player, leave }: ErasePlayerProps) {
  const preview = usePreview(player.playerId);
  return (
    <div className="space-y-5 p-4">
      <div>
        <h3 className="text-base font-semibold">{player.name}</h3>
        <p className="text-muted-foreground">{player.teams.join(", ")}</p>
      </div>
      <WhatGoes preview={preview} />
      <div className="space-y-1 text-13 text-muted-foreground">
        <p>
          A note that mentions the player loses its recording, its words and its messages as a whole; claims
          about others in it stay without the name. Counts, events, durations and costs stay.
        </p>
        <p>
          An hour later what was under way in the meantime is looked through once more. It cannot be taken
          back.
        </p>
      </div>
      <ConfirmErasure player={player} leave={leave} />
    </div>
  );
}

function WhatGoes({ preview: { counts, notesSeen, status } }: { preview: Preview }) {
  const lines = linesOf(counts);
  return (
    <div aria-busy={status === "counting"}>
      <p role="status" className="text-13 font-medium">
        {status === "counting"
          ? `Counting… ${notesSeen} notes looked through`
          : status === "done"
            ? lines.length === 0
              ? "Nothing is stored about this player but the name."
              : "This would be erased:"
            : "The counting stopped: the deployment did not answer. What was found so far:"}
      </p>
      <ul className="mt-2 grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {lines.map(({ kind, count, label }) => (
          <li key={kind} className="flex gap-2 text-13">
            <span className="w-10 shrink-0 text-right font-semibold tabular-nums">{count}</span>
            {label}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ConfirmErasure({ player, leave }: ErasePlayerProps) {
  const nameId = useId();
  const erase = useMutation(api.models.privacy.erasePlayer);
  const [name, setName] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) {
      return;
    }
    if (foldText(name) !== foldText(player.name)) {
      setProblem("That is not the player's name. Type it as it is shown.");
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      await erase({ playerId: player.playerId, name });
      notify.success("The erasure has begun.", { description: "The record below says how far it is." });
      leave();
    } catch (error) {
      const { code, message } = readFailure(error);
      setProblem(
        code === "unexpected" ? "The deployment did not answer. Nothing was erased; try again." : message,
      );
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit} className="space-y-3 border-t pt-4">
      <div className="max-w-sm space-y-1.5">
        <Label htmlFor={nameId}>Type “{player.name}” to erase this player for good</Label>
        <Input
          id={nameId}
          value={name}
          autoComplete="off"
          aria-invalid={problem !== undefined || undefined}
          onChange={({ target }) => setName(target.value)}
        />
      </div>
      <p role="alert" className="text-13 text-tone-danger empty:hidden">
        {problem}
      </p>
      <div className="flex gap-2">
        <Button type="submit" variant="danger" aria-disabled={isBusy || name.trim() === ""}>
          {isBusy ? "Starting…" : "Erase for good"}
        </Button>
        <Button onClick={leave}>Leave it</Button>
      </div>
    </form>
  );
}
