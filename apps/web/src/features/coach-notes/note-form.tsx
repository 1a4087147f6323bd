"use client";

import { api } from "@voice-flow/backend/api";
import { NOTE_TYPE_LABELS } from "@voice-flow/domain/labels/pipeline";
import type { NoteType } from "@voice-flow/domain/vocabulary/pipeline";
import { NOTE_TYPES } from "@voice-flow/domain/vocabulary/pipeline";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useId, useState } from "react";
import { Label } from "@/components/ui/label";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useRoundedNow } from "@/lib/rounded-now";
import { useSignedInArgs } from "@/lib/session/query-args";
import { ChoiceChips } from "./choice-chips";
import { Problem } from "./problem";
import { RecordedNote } from "./recorded-note";
import { SelectField } from "./select-field";
import { TypedNote } from "./typed-note";
import { type NewNote, useSendNote } from "./use-send-note";
import { REFUSAL_MESSAGES, words } from "./words";

type Form = FunctionReturnType<typeof api.models.coachNotes.getNoteForm>;
type Way = "record" | "type";

const WAYS: readonly { value: Way; label: string }[] = [
  { value: "record", label: words.form.record },
  { value: "type", label: words.form.type },
];
const TYPES = NOTE_TYPES.map((value) => ({ value, label: NOTE_TYPE_LABELS[value] }));

/** Records or types a note. Calls `onNote` with the new note's id. */
export function NoteForm({ onNote }: { onNote: (noteId: string) => void }) {
  const now = useRoundedNow();
  const args = useSignedInArgs({ now: now ?? 0 });
  const form = useQuery(api.models.coachNotes.getNoteForm, now === undefined ? "skip" : args);
  // What the form was opened with stays: a new minute, or a note sent elsewhere, must not take away what is being written.
  const [opened, setOpened] = useState(form);
  if (opened === undefined && form !== undefined) {
    setOpened(form);
  }
  const shown = opened ?? form;
  if (shown === undefined) {
    return (
      <Waiting what={words.form.waiting}>
        <div className="space-y-4 p-4">
          <Skeleton className="h-11 w-full" />
          <Skeleton className="h-11 w-full" />
          <Skeleton className="h-36 w-full" />
        </div>
      </Waiting>
    );
  }
  return shown.clubs.length === 0 ? (
    <p className="p-4 text-muted-foreground">{REFUSAL_MESSAGES.no_team}</p>
  ) : (
    <OpenForm form={shown} onNote={onNote} />
  );
}

function OpenForm({ form, onNote }: { form: Form; onNote: (noteId: string) => void }) {
  const [way, setWay] = useState<Way>("record");
  const [noteType, setNoteType] = useState<NoteType>("training");
  const [club, setClub] = useState(form.likelyOrganizationId ?? "");
  const { send, isSending, refusal, problem, forget } = useSendNote(onNote);
  const sendContent = (content: NewNote["content"]) =>
    send({ content, noteType, organizationId: club === "" ? undefined : club });

  return (
    <div className="space-y-4 p-4">
      <ChoiceChips legend={words.form.kind} options={TYPES} value={noteType} onChange={setNoteType} />
      {form.clubs.length > 1 ? (
        <ClubChoice
          clubs={form.clubs}
          value={club}
          isMissing={refusal === "club_needed"}
          onChange={(chosen) => {
            setClub(chosen);
            forget();
          }}
        />
      ) : null}
      <ChoiceChips legend={words.form.how} options={WAYS} value={way} onChange={setWay} />
      {/* Both stay: whoever looks at the other way finds what they had recorded or written. */}
      <div hidden={way !== "record"}>
        <RecordedNote
          maxSeconds={form.maxSeconds}
          isSending={isSending}
          onEdit={forget}
          send={(recording) => sendContent({ recording })}
        />
      </div>
      <div hidden={way !== "type"}>
        <TypedNote
          maxCharacters={form.maxCharacters}
          isSending={isSending}
          onEdit={forget}
          send={(text) => sendContent({ text })}
        />
      </div>
      <Problem text={problem} />
    </div>
  );
}

type ClubChoiceProps = {
  clubs: Form["clubs"];
  value: string;
  isMissing: boolean;
  onChange: (organizationId: string) => void;
};

function ClubChoice({ clubs, value, isMissing, onChange }: ClubChoiceProps) {
  const id = useId();
  return (
    <div className="space-y-1.5">
      <Label htmlFor={id}>{words.form.club}</Label>
      <SelectField
        id={id}
        value={value}
        aria-invalid={isMissing || undefined}
        onChange={({ target }) => onChange(target.value)}
      >
        <option value="">{words.form.chooseClub}</option>
        {clubs.map(({ organizationId, name }) => (
          <option key={organizationId} value={organizationId}>
            {name}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
