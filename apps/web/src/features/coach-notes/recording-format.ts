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

/** "0:07", "12:30". */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
