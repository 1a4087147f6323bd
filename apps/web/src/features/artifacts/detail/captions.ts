import type { Segment } from "./transcript-positions";

/** The transcript as WebVTT captions in a data address, so that a player can show the words as they are said. */
export function captionsUrl(segments: readonly Segment[]): string {
  const cues = segments.map(
    ({ start, end, text }) => `${timestamp(start)} --> ${timestamp(Math.max(end, start))}\n${cueText(text)}`,
  );
  return `data:text/vtt;charset=utf-8,${encodeURIComponent(["WEBVTT", ...cues].join("\n\n"))}`;
}

function timestamp(seconds: number): string {
  const ms = Math.max(0, Math.round(seconds * 1_000));
  const part = (value: number, width = 2) => String(value).padStart(width, "0");
  return `${part(Math.floor(ms / 3_600_000))}:${part(Math.floor(ms / 60_000) % 60)}:${part(Math.floor(ms / 1_000) % 60)}.${part(ms % 1_000, 3)}`;
}

/** A blank line or "-->" would end a cue, and the angle brackets are markup. */
function cueText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/\s+/g, " ")
    .trim();
}
