"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { CheckIcon, CircleIcon, LoaderCircleIcon, XIcon } from "lucide-react";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { cn } from "@/lib/cn";
import { useSignedInArgs } from "@/lib/session/query-args";
import { TONE_CLASSES } from "@/lib/tone";
import { DraftList } from "./draft-list";
import { NameQuestion } from "./name-question";
import { isUnderWay, type Step, stepsOf } from "./note-status";
import type { NoteView } from "./note-views";
import { QuestionBox } from "./question-box";
import { TranscriptQuestion } from "./transcript-question";
import { pauseMessage, REASON_MESSAGES, words } from "./words";

export function NoteDetail({ noteId }: { noteId: string }) {
  const note = useQuery(api.models.coachNotes.getOwnNote, useSignedInArgs({ noteId }));
  if (note === undefined) {
    return (
      <Waiting what={words.detail.waiting}>
        <div className="space-y-2">
          <Skeleton className="h-5 w-40" />
          <Skeleton className="h-20 w-full" />
        </div>
      </Waiting>
    );
  }
  if (note === null) {
    return <p className="text-muted-foreground">{words.detail.gone}</p>;
  }
  return (
    <div className="space-y-4">
      <p role="status" className="text-13 text-muted-foreground empty:hidden">
        {sentenceOf(note)}
      </p>
      {isUnderWay(note) || note.pause !== undefined || note.status === "failed" ? (
        <NoteProgress note={note} />
      ) : null}
      <Question note={note} />
      {note.openNames.map((name) => (
        <NameQuestion key={name.itemId} note={note} name={name} />
      ))}
      {note.drafts.length > 0 ? <DraftList drafts={note.drafts} /> : null}
      {note.text === null || note.question?.kind === "transcript" ? null : (
        <details className="group">
          <summary className="cursor-pointer text-13 font-medium text-muted-foreground hover:text-foreground">
            {words.detail.whatYouSaid}
          </summary>
          <p className="mt-1.5 text-sm break-words whitespace-pre-wrap">{note.text}</p>
        </details>
      )}
    </div>
  );
}

function Question({ note }: { note: NoteView }) {
  switch (note.question?.kind) {
    case "transcript":
      return <TranscriptQuestion note={note} canRetry={note.question.canRetry} />;
    case "club":
      return (
        <QuestionBox title={words.detail.whichClub}>
          <p className="text-13">{words.detail.answerInWhatsApp}</p>
        </QuestionBox>
      );
    default:
      return null;
  }
}

/** What there is to say beside the questions and items; nothing where those say it all. */
function sentenceOf(note: NoteView): string {
  if (note.pause !== undefined) {
    return pauseMessage(note.pause);
  }
  switch (note.status) {
    case "received":
    case "transcribing":
    case "transcribed":
    case "processing":
      return words.detail.inProgress;
    case "failed":
      return words.detail.failed;
    case "rejected":
    case "cancelled":
      return note.statusReason === undefined ? words.detail.nothingSaved : REASON_MESSAGES[note.statusReason];
    case "awaiting_coach":
      return "";
    case "completed":
      if (note.drafts.length > 0 || note.openNames.length > 0) {
        return "";
      }
      return note.isDrafted ? words.detail.nothingFound : words.detail.keptAsSaid;
  }
}

const LOOK = {
  done: { icon: CheckIcon, classes: TONE_CLASSES.success.text, word: words.detail.done },
  now: {
    icon: LoaderCircleIcon,
    classes: cn(TONE_CLASSES.info.text, "motion-safe:animate-spin"),
    word: words.detail.now,
  },
  failed: { icon: XIcon, classes: TONE_CLASSES.danger.text, word: words.detail.wentWrong },
  waiting: { icon: CircleIcon, classes: "text-muted-foreground", word: words.detail.notYet },
} as const satisfies Record<Step["state"], unknown>;

/** The stages of a note that is on its way. */
function NoteProgress({ note }: { note: NoteView }) {
  return (
    <ol aria-label={words.detail.progress} className="space-y-1.5">
      {stepsOf(note).map(({ stage, label, state }) => {
        const { icon: Icon, classes, word } = LOOK[state];
        return (
          <li
            key={stage}
            className={cn("flex items-center gap-2 text-13", state === "waiting" && "text-muted-foreground")}
          >
            <Icon aria-hidden="true" className={cn("size-4 shrink-0", classes)} />
            {label}
            <span className="sr-only">: {word}</span>
          </li>
        );
      })}
    </ol>
  );
}
