import { startsWith } from "./bytes";
import { isFlac, readFlac } from "./flac";
import { audioFacts, type MediaFacts } from "./media-facts";
import { isAdts, isMp3, readMp3 } from "./mp3";
import { isMp4, readMp4 } from "./mp4";
import { isOgg, readOgg } from "./ogg";
import { isWav, readWav } from "./wav";
import { isWebm, readWebm } from "./webm";

const READERS: readonly (readonly [
  is: (bytes: Uint8Array) => boolean,
  read: (bytes: Uint8Array) => MediaFacts,
])[] = [
  [isOgg, readOgg],
  [isWav, readWav],
  [isFlac, readFlac],
  [isMp4, readMp4],
  [isWebm, readWebm],
  [(bytes) => startsWith(bytes, "#!AMR"), () => audioFacts("amr")],
  [isAdts, () => audioFacts("aac")],
  [isMp3, readMp3],
];

/** Tells a file by its bytes, whatever its label says. Linear in the size of the file; never throws. */
export function readMedia(bytes: Uint8Array): MediaFacts {
  if (bytes.length === 0) return { kind: "empty" };
  const reader = READERS.find(([is]) => is(bytes));
  return reader ? reader[1](bytes) : { kind: "unrecognised" };
}
