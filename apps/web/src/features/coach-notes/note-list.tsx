"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { usePaginatedQuery } from "convex-helpers/react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useSignedInArgs } from "@/lib/session/query-args";
import { NoteCard } from "./note-card";

const FIRST_PAGE = 10;
const NEXT_PAGE = 10;

type NoteListProps = { openId: string | null; setOpen: (noteId: string | null) => void };

/** The note of a link that is further down than what is loaded; nothing if it is not this coach's. */
function LinkedNote({ noteId, close }: { noteId: string; close: () => void }) {
  const note = useQuery(api.models.coachNotes.getOwnNote, useSignedInArgs({ noteId }));
  return note ? (
    <div className="mb-2">
      <NoteCard note={note} isOpen toggle={close} />
    </div>
  ) : null;
}

/** The coach's notes, newest first, live. */
export function NoteList({ openId, setOpen }: NoteListProps) {
  const { results, status, loadMore } = usePaginatedQuery(
    api.models.coachNotes.listOwnNotes,
    useSignedInArgs({}),
    { initialNumItems: FIRST_PAGE },
  );
  if (status === "LoadingFirstPage") {
    return (
      <Waiting what="your notes">
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
        No notes yet. Record or type your first one above, or send one by WhatsApp.
      </p>
    );
  }
  const isListed = openId === null || results.some(({ noteId }) => noteId === openId);
  return (
    <>
      {isListed ? null : <LinkedNote noteId={openId} close={() => setOpen(null)} />}
      <ul className="space-y-2">
        {results.map((note) => (
          <li key={note.noteId}>
            <NoteCard
              note={note}
              isOpen={note.noteId === openId}
              toggle={() => setOpen(note.noteId === openId ? null : note.noteId)}
            />
          </li>
        ))}
      </ul>
      {status === "Exhausted" ? null : (
        <Button
          size="lg"
          className="mt-3 w-full"
          aria-disabled={status === "LoadingMore"}
          onClick={() => loadMore(NEXT_PAGE)}
        >
          {status === "LoadingMore" ? "Loading…" : "Show older notes"}
        </Button>
      )}
    </>
  );
}
