import { secondsOrUndefined, startsWith, tagAt, uintLe } from "./bytes";
import { audioFacts, type MediaFacts } from "./media-facts";

const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;

export const isWav = (bytes: Uint8Array): boolean =>
  startsWith(bytes, "RIFF") && startsWith(bytes, "WAVE", 8);

/** Length of the sound over its bytes a second. Recorders that write live leave the length out: then it is the rest. */
export function readWav(bytes: Uint8Array): MediaFacts {
  let bytesPerSecond = 0;
  for (let at = RIFF_HEADER_BYTES; at + CHUNK_HEADER_BYTES <= bytes.length; ) {
    const size = uintLe(bytes, at + 4, 4);
    const content = at + CHUNK_HEADER_BYTES;
    if (tagAt(bytes, at) === "fmt ") bytesPerSecond = uintLe(bytes, content + 8, 4);
    if (tagAt(bytes, at) === "data") {
      const rest = bytes.length - content;
      return audioFacts(
        "wav",
        secondsOrUndefined((size === 0 ? rest : Math.min(size, rest)) / bytesPerSecond),
      );
    }
    at = content + size + (size % 2);
  }
  return audioFacts("wav");
}
