"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { usePaginatedQuery } from "convex-helpers/react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useRoundedNow } from "@/lib/rounded-now";
import { useSignedInArgs } from "@/lib/session/query-args";
import { NoteCard } from "./note-card";
import type { NoteRowView } from "./note-views";
import { words } from "./words";

const FIRST_PAGE = 10;
const NEXT_PAGE = 10;

type NoteListProps = { openId: string | null; setOpen: (noteId: string | null) => void };

function NoteCards({ notes, openId, setOpen }: NoteListProps & { notes: readonly NoteRowView[] }) {
  return (
    <ul className="space-y-2">
      {notes.map((note) => (
        <li key={note.noteId}>
          <NoteCard
            note={note}
            isOpen={note.noteId === openId}
            toggle={() => setOpen(note.noteId === openId ? null : note.noteId)}
          />
        </li>
      ))}
    </ul>
  );
}

/** The note of a link that is further down than what is loaded; nothing if it is not this coach's. */
function LinkedNote({ noteId, close }: { noteId: string; close: () => void }) {
  const note = useQuery(api.models.coachNotes.getOwnNote, useSignedInArgs({ noteId }));
  return note ? (
    <div className="mb-2">
      <NoteCard note={note} isOpen toggle={close} />
    </div>
  ) : null;
}

/** The coach's notes: those that wait for an answer first, then all others, newest first, live. */
export function NoteList({ openId, setOpen }: NoteListProps) {
  const now = useRoundedNow();
  const args = useSignedInArgs({ now: now ?? 0 });
  const waiting = useQuery(api.models.coachNotes.listWaitingNotes, now === undefined ? "skip" : args);
  const { results, status, loadMore } = usePaginatedQuery(
    api.models.coachNotes.listOwnNotes,
    useSignedInArgs({}),
    { initialNumItems: FIRST_PAGE },
  );
  const waitingId = useId();
  if (status === "LoadingFirstPage" || waiting === undefined) {
    return (
      <Waiting what={words.list.waiting}>
        <div className="space-y-2">
          <Skeleton className="h-16 w-full rounded-xl" />
          <Skeleton className="h-16 w-full rounded-xl" />
          <Skeleton className="h-16 w-full rounded-xl" />
        </div>
      </Waiting>
    );
  }
  if (results.length === 0) {
    return (
      <p className="rounded-xl border border-dashed px-4 py-6 text-center text-muted-foreground">
        {words.list.none}
      </p>
    );
  }
  const others = results.filter(({ noteId }) => !waiting.some((note) => note.noteId === noteId));
  const isListed = openId === null || [...waiting, ...others].some(({ noteId }) => noteId === openId);
  return (
    <>
      {isListed ? null : <LinkedNote noteId={openId} close={() => setOpen(null)} />}
      {waiting.length > 0 ? (
        <section aria-labelledby={waitingId} className="mb-6">
          <h3 id={waitingId} className="mb-2 text-13 font-semibold">
            {waiting.length === 1 ? words.list.oneWaits : words.list.wait(waiting.length)}
          </h3>
          <NoteCards notes={waiting} openId={openId} setOpen={setOpen} />
        </section>
      ) : null}
      <NoteCards notes={others} openId={openId} setOpen={setOpen} />
      {status === "Exhausted" ? null : (
        <Button
          size="lg"
          className="mt-3 w-full"
          aria-disabled={status === "LoadingMore"}
          onClick={() => loadMore(NEXT_PAGE)}
        >
          {status === "LoadingMore" ? words.list.loading : words.list.more}
        </Button>
      )}
    </>
  );
}
