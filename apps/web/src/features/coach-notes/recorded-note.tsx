"use client";

import { formatPosition } from "@voice-flow/domain/format/duration";
import { LoaderCircleIcon, MicIcon, RotateCcwIcon, SendIcon, SquareIcon } from "lucide-react";
import { type RefObject, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { useNow } from "@/lib/clock";
import { Problem } from "./problem";
import { type RecorderState, type Recording, useRecorder } from "./use-recorder";
import { MICROPHONE_MESSAGES, words } from "./words";

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
          {stoppedAtLimit ? words.recording.longest(formatPosition(maxSeconds)) : null}
          {words.recording.ready}
        </div>
        <audio controls src={recording.url} className="w-full" aria-label={words.recording.yours}>
          {/* Nobody knows yet what was said. */}
          <track kind="captions" label={words.recording.none} src="data:text/vtt,WEBVTT" />
        </audio>
        <Button
          variant="primary"
          size="lg"
          className="h-11 w-full"
          aria-disabled={isSending}
          onClick={() => void submit()}
        >
          <SendIcon aria-hidden="true" />
          {isSending ? words.recording.sending : words.recording.send(formatPosition(recording.seconds))}
        </Button>
        <Button
          size="lg"
          className="h-11 w-full"
          aria-disabled={isSending}
          onClick={isSending ? undefined : begin}
        >
          <RotateCcwIcon aria-hidden="true" />
          {words.recording.again}
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
        <Button variant="danger" className={round} aria-label={words.recording.stop} onClick={stop}>
          <SquareIcon aria-hidden="true" />
        </Button>
      );
    case "asking":
      return (
        <Button variant="primary" className={round} aria-label={words.recording.waiting} aria-disabled>
          <LoaderCircleIcon aria-hidden="true" className="motion-safe:animate-spin" />
        </Button>
      );
    default:
      return (
        <Button variant="primary" className={round} aria-label={words.recording.start} onClick={start}>
          <MicIcon aria-hidden="true" />
        </Button>
      );
  }
}

function RecorderWords({ state, maxSeconds }: { state: RecorderState; maxSeconds: number }) {
  switch (state.kind) {
    case "asking":
      return <p className="text-muted-foreground">{words.recording.allow}</p>;
    case "recording":
      return (
        <>
          <p className="font-medium">{words.recording.inProgress}</p>
          <Elapsed startedAt={state.startedAt} maxSeconds={maxSeconds} />
        </>
      );
    default:
      return <p className="text-muted-foreground">{words.recording.tap}</p>;
  }
}

/** Not read out: a voice that counts seconds would be in the recording. */
function Elapsed({ startedAt, maxSeconds }: { startedAt: number; maxSeconds: number }) {
  const now = useNow(250);
  return (
    <p aria-hidden="true" className="text-13 text-muted-foreground tabular-nums">
      {words.recording.of(formatPosition((now - startedAt) / 1000), formatPosition(maxSeconds))}
    </p>
  );
}

/**
 * Moves focus to `target` when a step removes the focused control. Otherwise a keyboard user would land back at the top
 * of the page. Leaves focus alone if it is elsewhere. `step` names the step on screen.
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
