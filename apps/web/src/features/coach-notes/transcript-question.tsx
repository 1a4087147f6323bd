"use client";

import { api } from "@voice-flow/backend/api";
import { useMutation } from "convex/react";
import { Button } from "@/components/ui/button";
import { useAct } from "@/lib/use-act";
import type { NoteView } from "./note-views";
import { Problem } from "./problem";
import { QuestionBox } from "./question-box";
import { NOT_SAVED, REASON_MESSAGES, words } from "./words";

type Answer = "confirm" | "retry" | "cancel";

/** "Is this what you said?" */
export function TranscriptQuestion({ note, canRetry }: { note: NoteView; canRetry: boolean }) {
  const answerTranscript = useMutation(api.models.coachNotes.answerTranscript);
  const { run, isBusy, problem } = useAct(NOT_SAVED);
  const answers: readonly { answer: Answer; label: string }[] = [
    { answer: "confirm", label: words.transcript.confirm },
    ...(canRetry ? [{ answer: "retry" as const, label: words.transcript.again }] : []),
    { answer: "cancel", label: words.transcript.cancel },
  ];
  return (
    <QuestionBox
      title={words.transcript.question}
      text={note.statusReason === undefined ? undefined : REASON_MESSAGES[note.statusReason]}
    >
      {note.text === null ? null : (
        <blockquote className="border-l-2 border-tone-attention-solid pl-3 text-sm">{note.text}</blockquote>
      )}
      <div className="grid gap-2 sm:flex">
        {answers.map(({ answer, label }) => (
          <Button
            key={answer}
            size="lg"
            variant={answer === "confirm" ? "primary" : "outline"}
            aria-disabled={isBusy}
            onClick={() => void run(() => answerTranscript({ noteId: note.noteId, answer }))}
          >
            {label}
          </Button>
        ))}
      </div>
      <Problem text={problem} />
    </QuestionBox>
  );
}
