"use client";

import { api } from "@voice-flow/backend/api";
import { useMutation } from "convex/react";
import { Button } from "@/components/ui/button";
import { useAct } from "@/lib/use-act";
import type { NoteView } from "./note-views";
import { Problem } from "./problem";
import { QuestionBox } from "./question-box";
import { SelectField } from "./select-field";
import { NOT_SAVED, words } from "./words";

type OpenName = NoteView["openNames"][number];

/** "Who is Alex?" The likeliest are buttons, everybody else of the teams is in the list. */
export function NameQuestion({ note, name }: { note: NoteView; name: OpenName }) {
  const answerName = useMutation(api.models.coachNotes.answerName);
  const { run, isBusy, problem } = useAct(NOT_SAVED);
  const { itemId, spokenText, about, candidates } = name;
  const isNamed = spokenText.trim() !== "";
  const choose = (playerId: string | null) => void run(() => answerName({ itemId, playerId }));
  const others = note.roster.filter(
    ({ playerId }) => !candidates.some((candidate) => candidate.playerId === playerId),
  );
  return (
    <QuestionBox
      title={isNamed ? words.names.whoIs(spokenText) : words.names.whoIsThis}
      text={isNamed ? words.names.remembered : words.names.nobodyNamed}
    >
      <p className="text-sm break-words">“{about}”</p>
      <div className="grid gap-2 sm:flex sm:flex-wrap">
        {candidates.map(({ playerId, name: playerName, team }) => (
          <Button key={playerId} size="lg" aria-disabled={isBusy} onClick={() => choose(playerId)}>
            {team === undefined ? playerName : `${playerName} (${team})`}
          </Button>
        ))}
        <Button size="lg" variant="ghost" aria-disabled={isBusy} onClick={() => choose(null)}>
          {words.names.nobody}
        </Button>
      </div>
      {others.length > 0 ? (
        <SelectField
          aria-label={isNamed ? words.names.another(spokenText) : words.names.player}
          value=""
          disabled={isBusy}
          onChange={({ target }) => choose(target.value)}
        >
          <option value="">{words.names.anotherPlayer}</option>
          {others.map(({ playerId, name: playerName }) => (
            <option key={playerId} value={playerId}>
              {playerName}
            </option>
          ))}
        </SelectField>
      ) : null}
      <Problem text={problem} />
    </QuestionBox>
  );
}
