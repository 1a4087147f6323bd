"use client";

import { api } from "@voice-flow/backend/api";
import { pluralise } from "@voice-flow/domain/format/number";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { KeepFocus } from "@/components/keep-focus";
import { useIsCurrent } from "@/components/live/live-provider";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useStaffArgs } from "@/lib/session/query-args";
import { useAct } from "@/lib/use-act";
import { words } from "./words";

type PlainNotes = FunctionReturnType<typeof api.models.voiceNotes.getNotesWithoutRun>;

/** Recordings of coaches without the newer pipeline: no other page could show one that fails or waits. */
export function NotesWithoutRun() {
  const notes = useQuery(api.models.voiceNotes.getNotesWithoutRun, useStaffArgs({}));
  return (
    <Panel title={words.plainNotes.title} note={words.plainNotes.note}>
      {notes === undefined ? (
        <Waiting what={words.plainNotes.label}>
          <Skeleton className="m-4 h-12" />
        </Waiting>
      ) : (
        <KeepFocus label={words.plainNotes.title}>
          <Notes notes={notes} />
        </KeepFocus>
      )}
    </Panel>
  );
}

/** What waits and what has failed; without a connection nobody knows. */
function standing({ waiting, failed }: PlainNotes, isCurrent: boolean): string {
  if (!isCurrent) {
    return words.plainNotes.offline;
  }
  const reasons = words.plainNotes.reasons;
  const held = pluralise(waiting.count, words.plainNotes.recordingWaits, words.plainNotes.recordingsWait);
  const more = waiting.more ? words.plainNotes.orMore : "";
  const waits =
    waiting.count === 0
      ? words.plainNotes.noneWaiting(reasons)
      : words.plainNotes.waiting(held, more, reasons);
  return failed.length === 0 ? words.plainNotes.noneFailed(waits) : waits;
}

function Notes({ notes }: { notes: PlainNotes }) {
  const { failed, more } = notes;
  return (
    <>
      <p className="px-4 py-3 text-pretty text-muted-foreground">{standing(notes, useIsCurrent())}</p>
      {failed.length === 0 ? null : (
        <ul className="divide-y border-t">
          {failed.map((note) => (
            <FailedNote key={note.noteId} note={note} />
          ))}
        </ul>
      )}
      {more ? (
        <p className="border-t px-4 py-2.5 text-xs text-muted-foreground">{words.plainNotes.older}</p>
      ) : null}
    </>
  );
}

function FailedNote({ note }: { note: PlainNotes["failed"][number] }) {
  const retry = useMutation(api.models.voiceNotes.retryNoteWithoutRun);
  const { isBusy, problem, run } = useAct();
  const { noteId, coachName = words.plainNotes.coach, clubName, failedAt, canRetry } = note;
  return (
    <li data-plain-note={noteId} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-13 font-medium">
          {coachName}
          {clubName === undefined ? null : <span className="text-muted-foreground"> · {clubName}</span>}
        </p>
        <p className="text-xs text-pretty text-muted-foreground">
          {note.problem} · <RelativeTime at={failedAt} />
        </p>
        {problem === undefined ? null : (
          <p role="alert" className="text-tone-danger">
            {problem}
          </p>
        )}
      </div>
      {canRetry ? (
        <Button
          size="sm"
          aria-disabled={isBusy}
          aria-label={words.plainNotes.retryOf(coachName)}
          onClick={isBusy ? undefined : () => void run(() => retry({ noteId }))}
        >
          {words.plainNotes.retry}
        </Button>
      ) : (
        <span className="text-xs text-muted-foreground">{words.plainNotes.gone}</span>
      )}
    </li>
  );
}
