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

type PlainNotes = FunctionReturnType<typeof api.models.voiceNotes.getNotesWithoutRun>;

/** Recordings of coaches without the newer pipeline: no other page could show one that fails or waits. */
export function NotesWithoutRun() {
  const notes = useQuery(api.models.voiceNotes.getNotesWithoutRun, useStaffArgs({}));
  return (
    <Panel title="Recordings without a run" note="of coaches for whom notes become no drafts">
      {notes === undefined ? (
        <Waiting what="recordings without a run">
          <Skeleton className="m-4 h-12" />
        </Waiting>
      ) : (
        <KeepFocus label="Recordings without a run">
          <Notes notes={notes} />
        </KeepFocus>
      )}
    </Panel>
  );
}

/** What waits and what has failed; without a connection nobody knows. */
function standing({ waiting, failed }: PlainNotes, isCurrent: boolean): string {
  if (!isCurrent) {
    return "The connection is lost: what waits, and what has failed since, is known again when it is back.";
  }
  const reasons = "a budget, a limit, the provider or the end of an emergency";
  const held = pluralise(waiting.count, "recording waits", "recordings wait");
  const more = waiting.more ? ", or more," : "";
  const waits =
    waiting.count === 0
      ? `None waits for ${reasons}.`
      : `${held}${more} for ${reasons}, and will be written down without anybody's help.`;
  return failed.length === 0 ? `${waits} None has failed.` : waits;
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
        <p className="border-t px-4 py-2.5 text-xs text-muted-foreground">There are older ones.</p>
      ) : null}
    </>
  );
}

function FailedNote({ note }: { note: PlainNotes["failed"][number] }) {
  const retry = useMutation(api.models.voiceNotes.retryNoteWithoutRun);
  const { isBusy, problem, run } = useAct();
  const { noteId, coachName = "A coach", clubName, failedAt, canRetry } = note;
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
          aria-label={`Write down again: the recording of ${coachName}`}
          onClick={isBusy ? undefined : () => void run(() => retry({ noteId }))}
        >
          Write down again
        </Button>
      ) : (
        <span className="text-xs text-muted-foreground">The recording is gone</span>
      )}
    </li>
  );
}
