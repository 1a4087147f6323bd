"use client";

import { api } from "@voice-flow/backend/api";
import { foldText } from "@voice-flow/domain/names/normalize";
import { useMutation } from "convex/react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";
import { linesOf } from "./erasure-kinds";
import type { FoundPlayer } from "./find-player";
import { type Preview, usePreview } from "./use-preview";
import { words } from "./words";

type ErasePlayerProps = { player: FoundPlayer; leave: (isErased: boolean) => void };

/** What would go, and the erasure itself once that is counted and the name has been typed. */
export function ErasePlayer({ player, leave }: ErasePlayerProps) {
  const [attempt, setAttempt] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that led here is gone.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="space-y-5 p-4">
      <div>
        <h3 ref={heading} tabIndex={-1} className="w-fit rounded-sm text-base font-semibold">
          {player.name}
        </h3>
        <p className="text-muted-foreground">{player.teams.join(", ")}</p>
      </div>
      <CountedErasure key={attempt} player={player} leave={leave} again={() => setAttempt(attempt + 1)} />
    </div>
  );
}

function CountedErasure({ player, leave, again }: ErasePlayerProps & { again: () => void }) {
  const preview = usePreview(player.playerId);
  return (
    <>
      <WhatGoes preview={preview} again={again} />
      <div className="space-y-1 text-13 text-muted-foreground">
        <p>{words.erase.whatStays}</p>
        <p>{words.erase.secondLook}</p>
      </div>
      <ConfirmErasure player={player} leave={leave} status={preview.status} />
    </>
  );
}

type WhatGoesProps = { preview: Preview; again: () => void };

function WhatGoes({ preview: { counts, notesSeen, status }, again }: WhatGoesProps) {
  const lines = linesOf(counts);
  return (
    <div aria-busy={status === "counting"}>
      <p role="status" className="text-13 font-medium">
        {status === "counting"
          ? words.erase.counting(notesSeen)
          : status === "done"
            ? lines.length === 0
              ? words.erase.nothingStored
              : words.erase.wouldGo
            : words.erase.countingFailed}
      </p>
      <ul className="mt-2 grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {lines.map(({ kind, count, label }) => (
          <li key={kind} className="flex gap-2 text-13">
            <span className="w-10 shrink-0 text-right font-semibold tabular-nums">{count}</span>
            {label}
          </li>
        ))}
      </ul>
      {status === "failed" ? (
        <Button size="sm" className="mt-2" onClick={again}>
          {words.erase.countAgain}
        </Button>
      ) : null}
    </div>
  );
}

/** Why it cannot begin yet: nobody erases for good without having seen what goes. */
const NOT_COUNTED = {
  counting: words.erase.notCountedYet,
  failed: words.erase.notCounted,
  done: undefined,
} as const satisfies Record<Preview["status"], string | undefined>;

function ConfirmErasure({ player, leave, status }: ErasePlayerProps & Pick<Preview, "status">) {
  const nameId = useId();
  const reasonId = useId();
  const reason = NOT_COUNTED[status];
  const erase = useMutation(api.models.privacy.erasePlayer);
  const [name, setName] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy || reason !== undefined) {
      return;
    }
    if (foldText(name) !== foldText(player.name)) {
      setProblem(words.erase.wrongName);
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      await erase({ playerId: player.playerId, name });
      notify.success(words.erase.started, { description: words.erase.startedHint });
      leave(true);
    } catch (error) {
      const { code, message } = readFailure(error);
      setProblem(code === "unexpected" ? words.erase.noAnswer : message);
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit} className="space-y-3 border-t pt-4">
      <div className="max-w-sm space-y-1.5">
        <Label htmlFor={nameId}>{words.erase.typeName(player.name)}</Label>
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
      <div className="flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          variant="danger"
          aria-disabled={isBusy || reason !== undefined || name.trim() === ""}
          aria-describedby={reasonId}
        >
          {isBusy ? words.erase.starting : words.erase.submit}
        </Button>
        <Button onClick={() => leave(false)}>{words.erase.cancel}</Button>
        <span id={reasonId} className="text-xs text-muted-foreground">
          {reason}
        </span>
      </div>
    </form>
  );
}
