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
import { pauseMessage, REASON_MESSAGES } from "./messages";
import { NameQuestion } from "./name-question";
import { isUnderWay, type Step, stepsOf } from "./note-status";
import type { NoteView } from "./note-views";
import { QuestionBox } from "./question-box";
import { TranscriptQuestion } from "./transcript-question";

export function NoteDetail({ noteId }: { noteId: string }) {
  const note = useQuery(api.models.coachNotes.getOwnNote, useSignedInArgs({ noteId }));
  if (note === undefined) {
    return (
      <Waiting what="the note">
        <div className="space-y-2">
          <Skeleton className="h-5 w-40" />
          <Skeleton className="h-20 w-full" />
        </div>
      </Waiting>
    );
  }
  if (note === null) {
    return <p className="text-muted-foreground">This note no longer exists.</p>;
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
            What you said
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
        <QuestionBox title="Which club is it for?">
          <p className="text-13">You were asked by WhatsApp. Answer there, and the note goes on.</p>
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
      return "On its way. You can close this page; the note goes on without it.";
    case "failed":
      return "Something went wrong on our side. Your note is kept, and our team can run it again. You do not need to send it twice.";
    case "rejected":
    case "cancelled":
      return note.statusReason === undefined
        ? "Nothing was saved from this note."
        : REASON_MESSAGES[note.statusReason];
    case "awaiting_coach":
      return "";
    case "completed":
      if (note.drafts.length > 0 || note.openNames.length > 0) {
        return "";
      }
      return note.isDrafted
        ? "There was nothing in it about a player or a team, so nothing waits for you."
        : "Your note is kept as you said it. No items are made from notes of your club yet.";
  }
}

const LOOK = {
  done: { icon: CheckIcon, classes: TONE_CLASSES.success.text, word: "done" },
  now: {
    icon: LoaderCircleIcon,
    classes: cn(TONE_CLASSES.info.text, "motion-safe:animate-spin"),
    word: "now",
  },
  failed: { icon: XIcon, classes: TONE_CLASSES.danger.text, word: "went wrong" },
  waiting: { icon: CircleIcon, classes: "text-muted-foreground", word: "not yet" },
} as const satisfies Record<Step["state"], unknown>;

/** The stages of a note that is on its way. */
function NoteProgress({ note }: { note: NoteView }) {
  return (
    <ol aria-label="Progress" className="space-y-1.5">
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
