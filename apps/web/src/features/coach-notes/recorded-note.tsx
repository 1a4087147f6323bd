"use client";

import { formatPosition } from "@voice-flow/domain/format/duration";
import { LoaderCircleIcon, MicIcon, RotateCcwIcon, SendIcon, SquareIcon } from "lucide-react";
import { type RefObject, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { useNow } from "@/lib/clock";
import { MICROPHONE_MESSAGES } from "./messages";
import { Problem } from "./problem";
import { type RecorderState, type Recording, useRecorder } from "./use-recorder";

type RecordedNoteProps = {
  maxSeconds: number;
  isSending: boolean;
  onEdit: () => void;
  /** Whether it was taken. */
  send: (recording: Recording) => Promise<boolean>;
};

export function RecordedNote({ maxSeconds, isSending, onEdit, send }: RecordedNoteProps) {
  const { state, start, stop, discard } = useRecorder(maxSeconds);
  // Not on the button that sends: a key that is still held down would press it.
  const place = useFocusHandover<HTMLDivElement>(state.kind === "recorded" ? "recorded" : "recorder");
  const begin = () => {
    onEdit();
    void start();
  };
  if (state.kind === "recorded") {
    const { recording, stoppedAtLimit } = state;
    const submit = async () => {
      if (!isSending && (await send(recording))) {
        discard();
      }
    };
    return (
      <div className="space-y-3">
        <div ref={place} tabIndex={-1} className="rounded-sm text-13 text-muted-foreground">
          {stoppedAtLimit
            ? `The recording stopped at ${formatPosition(maxSeconds)}, the longest that one note may be. `
            : null}
          Listen to it if you like, then send it.
        </div>
        <audio controls src={recording.url} className="w-full" aria-label="Your recording">
          {/* Nobody knows yet what was said. */}
          <track kind="captions" label="None yet" src="data:text/vtt,WEBVTT" />
        </audio>
        <Button
          variant="primary"
          size="lg"
          className="h-11 w-full"
          aria-disabled={isSending}
          onClick={() => void submit()}
        >
          <SendIcon aria-hidden="true" />
          {isSending ? "Sending…" : `Send recording (${formatPosition(recording.seconds)})`}
        </Button>
        <Button
          size="lg"
          className="h-11 w-full"
          aria-disabled={isSending}
          onClick={isSending ? undefined : begin}
        >
          <RotateCcwIcon aria-hidden="true" />
          Record again
        </Button>
      </div>
    );
  }
  return (
    <div ref={place} tabIndex={-1} className="flex flex-col items-center gap-3 rounded-sm py-2 text-center">
      <RecordButton state={state} start={begin} stop={stop} />
      <div className="min-h-10" role="status">
        <RecorderWords state={state} maxSeconds={maxSeconds} />
      </div>
      <div className="w-full text-left">
        <Problem
          text={
            state.kind === "idle" && state.problem !== undefined
              ? MICROPHONE_MESSAGES[state.problem]
              : undefined
          }
        />
      </div>
    </div>
  );
}

function RecordButton({ state, start, stop }: { state: RecorderState; start: () => void; stop: () => void }) {
  const round = "size-20 rounded-full [&_svg:not([class*='size-'])]:size-8";
  switch (state.kind) {
    case "recording":
      return (
        <Button variant="danger" className={round} aria-label="Stop recording" onClick={stop}>
          <SquareIcon aria-hidden="true" />
        </Button>
      );
    case "asking":
      return (
        <Button variant="primary" className={round} aria-label="Waiting for the microphone" aria-disabled>
          <LoaderCircleIcon aria-hidden="true" className="motion-safe:animate-spin" />
        </Button>
      );
    default:
      return (
        <Button variant="primary" className={round} aria-label="Start recording" onClick={start}>
          <MicIcon aria-hidden="true" />
        </Button>
      );
  }
}

function RecorderWords({ state, maxSeconds }: { state: RecorderState; maxSeconds: number }) {
  switch (state.kind) {
    case "asking":
      return <p className="text-muted-foreground">Allow the microphone if the browser asks.</p>;
    case "recording":
      return (
        <>
          <p className="font-medium">Recording. Tap to stop.</p>
          <Elapsed startedAt={state.startedAt} maxSeconds={maxSeconds} />
        </>
      );
    default:
      return <p className="text-muted-foreground">Tap to record, and tap again to stop.</p>;
  }
}

/** Not read out: a voice that counts seconds would be in the recording. */
function Elapsed({ startedAt, maxSeconds }: { startedAt: number; maxSeconds: number }) {
  const now = useNow(250);
  return (
    <p aria-hidden="true" className="text-13 text-muted-foreground tabular-nums">
      {formatPosition((now - startedAt) / 1000)} of {formatPosition(maxSeconds)}
    </p>
  );
}

/**
 * Gives the focus to what `target` holds when a step has taken the control away that had it: whoever works with the keyboard
 * would begin anew at the top of the page. Where the focus is elsewhere it stays. `step` names what is shown.
 */
function useFocusHandover<Control extends HTMLElement>(step: string): RefObject<Control | null> {
  const target = useRef<Control>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    if (document.activeElement === document.body) target.current?.focus();
  }, [step]);
  return target;
}
