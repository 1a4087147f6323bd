"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { type FormEvent, type KeyboardEvent, type Ref, useDeferredValue, useState } from "react";
import { ArtifactStatusBadge } from "@/components/artifact-status-badge";
import { Button } from "@/components/ui/button";
import { useStaffArgs } from "@/lib/session/query-args";
import { SearchField } from "./search-field";

/** Characters of an id from which on notes are offered, and how many. */
const ENOUGH = 4;
const OFFERED = 6;

type ArtifactSearchProps = { onChoose: (artifactId: string) => void; ref?: Ref<HTMLInputElement> };

/** Finds a note by its id, or by how that begins; enter takes the first that fits. */
export function ArtifactSearch({ onChoose, ref }: ArtifactSearchProps) {
  const [text, setText] = useState("");
  const typed = useDeferredValue(text.trim().toLowerCase());
  const canFind = typed.length >= ENOUGH && canBeginId(typed);
  const args = useStaffArgs({ idPrefix: typed, paginationOpts: { numItems: OFFERED, cursor: null } });
  const found = useQuery(api.models.voiceNoteArtifacts.getRecentArtifacts, canFind ? args : "skip");
  const choose = (artifactId: string) => {
    setText("");
    onChoose(artifactId);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const first = isWholeId(typed) ? typed : found?.page[0]?.artifactId;
    if (first !== undefined) {
      choose(first);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape") {
      event.preventDefault();
      setText("");
      event.currentTarget.blur();
    }
  };
  return (
    <search className="relative w-full sm:w-56">
      <form onSubmit={submit}>
        <SearchField
          ref={ref}
          aria-label="Note id"
          placeholder="Note id"
          value={text}
          onKeyDown={onKeyDown}
          onChange={({ target }) => setText(target.value)}
        />
      </form>
      {typed === "" ? null : (
        <div className="absolute top-full left-0 z-40 mt-1.5 w-full min-w-72 rounded-lg border bg-surface-raised p-1 shadow-lg">
          {found?.page.map(({ artifactId, status }) => (
            <Button
              key={artifactId}
              variant="ghost"
              size="sm"
              onClick={() => choose(artifactId)}
              className="w-full justify-start font-mono text-foreground"
            >
              <span className="min-w-0 flex-1 truncate text-left">{artifactId.slice(0, 18)}…</span>
              <ArtifactStatusBadge status={status} className="font-sans" />
            </Button>
          ))}
          <p role="status" className="px-2 py-1 text-xs text-muted-foreground">
            {searchSentence(typed, found?.page.length)}
          </p>
        </div>
      )}
    </search>
  );
}

function searchSentence(typed: string, found: number | undefined): string {
  if (!canBeginId(typed)) {
    return "Note ids contain only digits, the letters a to f, and dashes.";
  }
  if (typed.length < ENOUGH) {
    return `Type ${ENOUGH} characters of the id or more.`;
  }
  if (found === undefined) {
    return "Searching…";
  }
  if (found === 0) {
    return isWholeId(typed) ? "Press Enter to see its events." : "No matching notes.";
  }
  return found < OFFERED
    ? "Press Enter for the first."
    : "Press Enter for the first, or type more to see others.";
}

const PUBLIC_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const PART_OF_ID = /^[0-9a-f-]*$/i;

const isWholeId = (text: string): boolean => PUBLIC_ID.test(text);

/** Whether an id can begin like this. */
const canBeginId = (text: string): boolean => PART_OF_ID.test(text);
