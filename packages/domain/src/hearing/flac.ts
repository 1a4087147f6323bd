import { secondsOrUndefined, startsWith, uintBe } from "./bytes";
import { audioFacts, type MediaFacts } from "./media-facts";

/** "fLaC", then the header of the first block, which is always STREAMINFO (RFC 9639, 8.2). */
const STREAM_INFO = 8;

export const isFlac = (bytes: Uint8Array): boolean => startsWith(bytes, "fLaC");

export function readFlac(bytes: Uint8Array): MediaFacts {
  const sampleRate = Math.floor(uintBe(bytes, STREAM_INFO + 10, 3) / 16);
  // 36 bits: four of the byte that they share with the sample size, then four bytes.
  const samples = (uintBe(bytes, STREAM_INFO + 13, 1) % 16) * 2 ** 32 + uintBe(bytes, STREAM_INFO + 14, 4);
  return audioFacts("flac", secondsOrUndefined(samples / sampleRate));
}
