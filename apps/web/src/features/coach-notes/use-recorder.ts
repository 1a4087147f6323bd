"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type MicrophoneProblem, microphoneProblemOf, pickRecordingFormat } from "./recording";

/** Speech, as small as it stays clear. */
const BITS_PER_SECOND = 32_000;
const MIN_MS = 1_000;

export type Recording = { blob: Blob; url: string; contentType: string; seconds: number };

export type RecorderState =
  | { kind: "idle"; problem?: MicrophoneProblem }
  | { kind: "asking" }
  /** `startedAt` in ms. */
  | { kind: "recording"; startedAt: number }
  | { kind: "recorded"; recording: Recording; stoppedAtLimit: boolean };

type Session = { recorder: MediaRecorder; stream: MediaStream; timer: number; stoppedAtLimit: boolean };

/** Records from the microphone, for `maxSeconds` at most. */
export function useRecorder(maxSeconds: number) {
  const [state, setState] = useState<RecorderState>({ kind: "idle" });
  const session = useRef<Session>(undefined);
  const isGone = useRef(false);

  const stop = useCallback(() => {
    if (session.current?.recorder.state === "recording") {
      session.current.recorder.stop();
    }
  }, []);

  const start = useCallback(async () => {
    setState({ kind: "asking" });
    const begun = await begin((ended) => {
      if (session.current !== undefined) {
        release(session.current);
      }
      const stoppedAtLimit = session.current?.stoppedAtLimit ?? false;
      session.current = undefined;
      if (!isGone.current) {
        setState(
          "problem" in ended ? { kind: "idle", ...ended } : { kind: "recorded", ...ended, stoppedAtLimit },
        );
      }
    });
    if ("problem" in begun) {
      setState({ kind: "idle", problem: begun.problem });
      return;
    }
    if (isGone.current) {
      release({ ...begun, timer: 0, stoppedAtLimit: false });
      return;
    }
    const timer = window.setTimeout(() => {
      if (session.current !== undefined) {
        session.current.stoppedAtLimit = true;
      }
      stop();
    }, maxSeconds * 1000);
    session.current = { ...begun, timer, stoppedAtLimit: false };
    setState({ kind: "recording", startedAt: Date.now() });
  }, [maxSeconds, stop]);

  const discard = useCallback(() => setState({ kind: "idle" }), []);

  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      if (session.current !== undefined) {
        release(session.current);
      }
    };
  }, []);

  const url = state.kind === "recorded" ? state.recording.url : undefined;
  useEffect(() => (url === undefined ? undefined : () => URL.revokeObjectURL(url)), [url]);

  return { state, start, stop, discard };
}

type Ended = { recording: Recording } | { problem: MicrophoneProblem };

/** Asks for the microphone and starts; `onEnd` is called once, whoever or whatever ended it. */
async function begin(
  onEnd: (ended: Ended) => void,
): Promise<{ recorder: MediaRecorder; stream: MediaStream } | { problem: MicrophoneProblem }> {
  const isSupported = typeof MediaRecorder !== "undefined" && navigator.mediaDevices !== undefined;
  const mimeType = isSupported
    ? pickRecordingFormat((type) => MediaRecorder.isTypeSupported(type))
    : undefined;
  if (mimeType === undefined) {
    return { problem: "unsupported" };
  }
  let stream: MediaStream | undefined;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
    const chunks: Blob[] = [];
    const startedAt = performance.now();
    let problem: MicrophoneProblem | undefined;
    recorder.addEventListener("dataavailable", ({ data }) => chunks.push(data));
    recorder.addEventListener("error", () => {
      problem = "failed";
    });
    recorder.addEventListener("stop", () => {
      const ms = performance.now() - startedAt;
      if (problem !== undefined || ms < MIN_MS) {
        onEnd({ problem: problem ?? "too_short" });
        return;
      }
      const contentType = recorder.mimeType || mimeType;
      const blob = new Blob(chunks, { type: contentType });
      onEnd({ recording: { blob, url: URL.createObjectURL(blob), contentType, seconds: ms / 1000 } });
    });
    recorder.start();
    return { recorder, stream };
  } catch (error) {
    // A recorder that does not start must not leave the microphone open.
    stopTracks(stream);
    return { problem: microphoneProblemOf(error) };
  }
}

/** Gives the microphone back. */
function release({ recorder, stream, timer }: Session) {
  window.clearTimeout(timer);
  stopTracks(stream);
  if (recorder.state === "recording") {
    recorder.stop();
  }
}

function stopTracks(stream: MediaStream | undefined) {
  for (const track of stream?.getTracks() ?? []) {
    track.stop();
  }
}
