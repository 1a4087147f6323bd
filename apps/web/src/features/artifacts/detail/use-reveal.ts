"use client";

import { api } from "@voice-flow/backend/api";
import { useMutation } from "convex/react";
import { useState } from "react";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";
import { words } from "./words";

export type Reveal = { isBusy: boolean; run: () => void };

/** Asks for the words of a note. That is recorded; the words then arrive with the page's own subscription. */
export function useReveal(artifactId: string): Reveal {
  const reveal = useMutation(api.models.voiceNoteTranscripts.revealTranscript);
  const [isBusy, setBusy] = useState(false);
  const run = async () => {
    if (isBusy) {
      return;
    }
    setBusy(true);
    try {
      await reveal({ artifactId });
    } catch (error) {
      notify.error(words.transcript.stillMasked, { description: readFailure(error).message });
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, run: () => void run() };
}
