"use client";

import { api } from "@voice-flow/backend/api";
import type { NoteRefusal } from "@voice-flow/domain/vocabulary/coach-notes";
import type { NoteType } from "@voice-flow/domain/vocabulary/pipeline";
import { useMutation } from "convex/react";
import { useCallback, useState } from "react";
import type { Recording } from "./use-recorder";
import { NOT_SENT, REFUSAL_MESSAGES } from "./words";

export type NewNote = {
  content: { text: string } | { recording: Recording };
  noteType: NoteType;
  organizationId: string | undefined;
};

type Taken =
  | { outcome: "taken"; noteId: string }
  | { outcome: "refused"; reason: NoteRefusal; originalNoteId?: string };

/** Sends a note. Calls `onNote` with the id of the new note, or of the earlier one it repeats. */
export function useSendNote(onNote: (noteId: string) => void) {
  const getUploadUrl = useMutation(api.models.coachNotes.generateUploadUrl);
  const submitRecording = useMutation(api.models.coachNotes.submitRecording);
  const submitText = useMutation(api.models.coachNotes.submitTypedNote);
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<NoteRefusal | "not_sent">();

  const submit = useCallback(
    async ({ content, ...note }: NewNote): Promise<Taken> => {
      if ("text" in content) {
        return await submitText({ ...note, text: content.text });
      }
      const { blob, contentType } = content.recording;
      const address = await getUploadUrl();
      if (address === null) {
        return { outcome: "refused", reason: "too_many_uploads" };
      }
      const refusal = await upload(address.url, blob, contentType);
      if (refusal) {
        return { outcome: "refused", reason: refusal };
      }
      return await submitRecording({ ...note, uploadId: address.uploadId });
    },
    [getUploadUrl, submitRecording, submitText],
  );

  /** Whether it was taken. */
  const send = useCallback(
    async (note: NewNote): Promise<boolean> => {
      setSending(true);
      setRefusal(undefined);
      try {
        const taken = await submit(note);
        const noteId = taken.outcome === "taken" ? taken.noteId : taken.originalNoteId;
        if (noteId !== undefined) {
          onNote(noteId);
        }
        setRefusal(taken.outcome === "refused" ? taken.reason : undefined);
        return taken.outcome === "taken";
      } catch {
        setRefusal("not_sent");
        return false;
      } finally {
        setSending(false);
      }
    },
    [submit, onNote],
  );

  const problem =
    refusal === undefined || refusal === "not_sent" ? refusal && NOT_SENT : REFUSAL_MESSAGES[refusal];
  return { send, isSending, refusal, problem, forget: useCallback(() => setRefusal(undefined), []) };
}

const REFUSAL_OF_STATUS: Readonly<Record<number, NoteRefusal>> = { 413: "too_large", 415: "not_audio" };

/** Why the file was not taken, if it was not. Throws an Error when it did not arrive. */
async function upload(url: string, blob: Blob, contentType: string): Promise<NoteRefusal | undefined> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": contentType },
    body: blob,
  });
  const refusal = REFUSAL_OF_STATUS[response.status];
  if (!response.ok && !refusal) {
    throw new Error(`The upload was answered with ${response.status}.`);
  }
  return refusal;
}
