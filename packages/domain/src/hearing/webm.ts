/** WebM: elements of EBML (RFC 8794), read in one pass. */
import { secondsOrUndefined, startsWith, tagAt, uintBe } from "./bytes";
import { audioFacts, type MediaFacts } from "./media-facts";

/** Elements whose content is other elements: they are entered, all others passed over. */
const ENTERED = new Set([
  0x18538067, // Segment
  0x1549a966, // Info
  0x1654ae6b, // Tracks
  0xae, // TrackEntry
  0x1f43b675, // Cluster
  0xa0, // BlockGroup
]);
const TIMESTAMP_SCALE = 0x2ad7b1;
const DURATION = 0x4489;
const TRACK_TYPE = 0x83;
const CLUSTER_TIMESTAMP = 0xe7;
const BLOCKS = new Set([0xa3, 0xa1]);
const VIDEO_TRACK = 1;
const DEFAULT_SCALE_NS = 1_000_000;
/** The document type stands in the first element, which is short. */
const HEAD_BYTES = 64;

export const isWebm = (bytes: Uint8Array): boolean =>
  startsWith(bytes, "\u001aE\u00df\u00a3") && tagAt(bytes, 0, HEAD_BYTES).includes("webm");

export function readWebm(bytes: Uint8Array): MediaFacts {
  let scaleNs = DEFAULT_SCALE_NS;
  let duration = 0;
  let clusterStart = 0;
  let lastBlock = 0;
  for (const { id, start, size } of elements(bytes)) {
    if (id === TIMESTAMP_SCALE) scaleNs = uintBe(bytes, start, Math.min(size, 6));
    if (id === DURATION) duration = floatAt(bytes, start, size);
    if (id === TRACK_TYPE && bytes[start] === VIDEO_TRACK) return { kind: "video" };
    if (id === CLUSTER_TIMESTAMP) clusterStart = uintBe(bytes, start, Math.min(size, 6));
    if (BLOCKS.has(id)) lastBlock = clusterStart + signed16(bytes, start + numberLength(bytes[start]));
  }
  // Browsers write live and leave the duration out: then it is the time of the last block.
  const units = duration > 0 ? duration : lastBlock;
  return audioFacts("webm", secondsOrUndefined((units * scaleNs) / 1e9));
}

interface Element {
  id: number;
  start: number;
  size: number;
}

function* elements(bytes: Uint8Array): Generator<Element> {
  for (let at = 0; at + 2 <= bytes.length; ) {
    const idLength = numberLength(bytes[at]);
    const id = uintBe(bytes, at, idLength);
    const sizeLength = numberLength(bytes[at + idLength]);
    const size = sizeAt(bytes, at + idLength, sizeLength);
    const start = at + idLength + sizeLength;
    yield { id, start, size };
    at = ENTERED.has(id) ? start : start + size;
  }
}

/** Bytes of a variable-length number, told by the leading zeros of its first byte. */
const numberLength = (first: number | undefined): number => (first ? Math.clz32(first) - 23 : 1);

/** Without its marker. Sizes above 2^48 exist only as "unknown", which only the entered elements have. */
function sizeAt(bytes: Uint8Array, at: number, length: number): number {
  const first = (bytes[at] ?? 0) & ((1 << (8 - length)) - 1);
  const rest = length > 7 ? uintBe(bytes, at + length - 6, 6) : uintBe(bytes, at + 1, length - 1);
  return first * 256 ** (Math.min(length, 7) - 1) + rest;
}

function floatAt(bytes: Uint8Array, at: number, size: number): number {
  if (at + size > bytes.length) return 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, size);
  return size === 4 ? view.getFloat32(0) : size === 8 ? view.getFloat64(0) : 0;
}

function signed16(bytes: Uint8Array, at: number): number {
  const value = uintBe(bytes, at, 2);
  return value >= 0x8000 ? value - 0x10000 : value;
}
