/** Ogg (RFC 3533): what WhatsApp records, with Opus inside (RFC 7845). */
import { secondsOrUndefined, startsWith, tagAt, uintLe } from "./bytes";
import { audioFacts, type MediaFacts } from "./media-facts";

const PAGE_HEADER_BYTES = 27;
const OPUS_SAMPLES_PER_SECOND = 48_000;

export const isOgg = (bytes: Uint8Array): boolean => startsWith(bytes, "OggS");

export function readOgg(bytes: Uint8Array): MediaFacts {
  const head = PAGE_HEADER_BYTES + (bytes[PAGE_HEADER_BYTES - 1] ?? 0);
  if (tagAt(bytes, head + 1, 6) === "theora") return { kind: "video" };
  const last = lastGranule(bytes);
  if (last === undefined) return audioFacts("ogg");
  if (startsWith(bytes, "OpusHead", head)) {
    const preSkip = uintLe(bytes, head + 10, 2);
    return audioFacts("ogg", secondsOrUndefined((last - preSkip) / OPUS_SAMPLES_PER_SECOND));
  }
  if (tagAt(bytes, head + 1, 6) === "vorbis") {
    return audioFacts("ogg", secondsOrUndefined(last / uintLe(bytes, head + 12, 4)));
  }
  return audioFacts("ogg");
}

/** Samples up to the end of the last page on which a packet ends, counted from the start of the stream. */
function lastGranule(bytes: Uint8Array): number | undefined {
  for (let at = bytes.length - PAGE_HEADER_BYTES; at >= 0; at -= 1) {
    if (bytes[at] !== 0x4f || !startsWith(bytes, "OggS", at)) continue;
    // Six of the eight bytes are enough for eight centuries; all ones means that no packet ends here.
    const granule = uintLe(bytes, at + 6, 6);
    if (granule !== 2 ** 48 - 1) return granule;
  }
  return undefined;
}
