"use client";

import { api } from "@voice-flow/backend/api";
import { usePaginatedQuery } from "convex-helpers/react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useSignedInArgs } from "@/features/platform/use-signed-in-args";
import { NoteCard } from "./note-card";

const FIRST_PAGE = 10;
const NEXT_PAGE = 10;

type NoteListProps = { openId: string | null; setOpen: (noteId: string | null) => void };

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
  return (
    <>
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
