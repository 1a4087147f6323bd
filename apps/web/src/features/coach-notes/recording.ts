/** In the order in which they are preferred: small, and read by every transcription model. */
const FORMATS = [
  "audio/webm;codecs=opus",
  "audio/ogg;codecs=opus",
  "audio/mp4;codecs=mp4a.40.2",
  "audio/mp4",
  "audio/webm",
] as const;

/** What this browser can record into and the deployment takes; undefined if there is nothing. */
export function pickRecordingFormat(isSupported: (type: string) => boolean): string | undefined {
  return FORMATS.find(isSupported);
}

const MICROPHONE_PROBLEMS = [
  "unsupported",
  "denied",
  "no_microphone",
  "busy",
  "failed",
  "too_short",
] as const;
export type MicrophoneProblem = (typeof MICROPHONE_PROBLEMS)[number];

/** The name of what `getUserMedia` threw, as a problem that a coach can do something about. */
export function microphoneProblemOf(error: unknown): MicrophoneProblem {
  switch (error instanceof Error ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "no_microphone";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "failed";
  }
}
