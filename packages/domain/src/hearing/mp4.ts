/** MP4, M4A and 3GP: boxes within boxes (ISO 14496-12). */
import { secondsOrUndefined, startsWith, tagAt, uintBe } from "./bytes";
import { audioFacts, type MediaFacts } from "./media-facts";

interface Box {
  type: string;
  /** Of the content, behind the header. */
  start: number;
  end: number;
}

export const isMp4 = (bytes: Uint8Array): boolean => startsWith(bytes, "ftyp", 4);

export function readMp4(bytes: Uint8Array): MediaFacts {
  const top = [...boxes(bytes, 0, bytes.length)];
  const movie = top.find((box) => box.type === "moov");
  if (!movie) return audioFacts("mp4");
  const inMovie = [...boxes(bytes, movie.start, movie.end)];
  const tracks = inMovie.filter((box) => box.type === "trak").map((box) => readTrack(bytes, box));
  if (tracks.some((track) => track.handler === "vide")) return { kind: "video" };
  const audio = tracks.find((track) => track.handler === "soun");
  const seconds =
    movieSeconds(bytes, inMovie) ??
    audio?.seconds ??
    fragmentedSeconds(bytes, top, audio?.unitsPerSecond ?? 0);
  const isAmr = audio?.codec === "samr" || audio?.codec === "sawb";
  return audioFacts(isAmr ? "3gp_amr" : "mp4", seconds);
}

/** The boxes between two offsets; one that claims to reach further than that ends there. */
function* boxes(bytes: Uint8Array, start: number, end: number): Generator<Box> {
  for (let at = start; at + 8 <= end; ) {
    const short = uintBe(bytes, at, 4);
    const header = short === 1 ? 16 : 8;
    // A size of 0 means "to the end"; six of the eight bytes of a long one are enough.
    const size = short === 0 ? end - at : short === 1 ? uintBe(bytes, at + 10, 6) : short;
    if (size < header) return;
    const boxEnd = Math.min(at + size, end);
    yield { type: tagAt(bytes, at + 4), start: at + header, end: boxEnd };
    at = boxEnd;
  }
}

function find(bytes: Uint8Array, parent: Box | undefined, path: readonly string[]): Box | undefined {
  let found = parent;
  for (const type of path) {
    if (!found) return undefined;
    found = [...boxes(bytes, found.start, found.end)].find((box) => box.type === type);
  }
  return found;
}

function readTrack(bytes: Uint8Array, track: Box) {
  const media = find(bytes, track, ["mdia"]);
  const handler = find(bytes, media, ["hdlr"]);
  const header = find(bytes, media, ["mdhd"]);
  const samples = find(bytes, media, ["minf", "stbl", "stsd"]);
  const length = header ? readLength(bytes, header) : undefined;
  return {
    handler: handler ? tagAt(bytes, handler.start + 8) : "",
    /** Of the first entry: version, flags and count come before it, and its size. */
    codec: samples ? tagAt(bytes, samples.start + 12) : "",
    seconds: length && secondsOrUndefined(length.units / length.unitsPerSecond),
    unitsPerSecond: length?.unitsPerSecond ?? 0,
  };
}

function movieSeconds(bytes: Uint8Array, inMovie: readonly Box[]): number | undefined {
  const header = inMovie.find((box) => box.type === "mvhd");
  if (!header) return undefined;
  const { units, unitsPerSecond } = readLength(bytes, header);
  const extended = find(
    bytes,
    inMovie.find((box) => box.type === "mvex"),
    ["mehd"],
  );
  return secondsOrUndefined((units || fragmentUnits(bytes, extended)) / unitsPerSecond);
}

/** `mvhd` and `mdhd` begin alike: two times, the scale, the length; times and length are longer in version 1. */
function readLength(bytes: Uint8Array, { start }: Box): { units: number; unitsPerSecond: number } {
  const isLong = bytes[start] === 1;
  const scaleAt = start + (isLong ? 20 : 12);
  const units = isLong ? uintBe(bytes, scaleAt + 6, 6) : uintBe(bytes, scaleAt + 4, 4);
  // All ones: the recorder did not know it yet.
  const isUnknown = units === 2 ** (isLong ? 48 : 32) - 1;
  return { units: isUnknown ? 0 : units, unitsPerSecond: uintBe(bytes, scaleAt, 4) };
}

/** A number of version 0 (four bytes) or 1 (eight) behind the flags. */
const fragmentUnits = (bytes: Uint8Array, box: Box | undefined): number =>
  box ? (bytes[box.start] === 1 ? uintBe(bytes, box.start + 6, 6) : uintBe(bytes, box.start + 4, 4)) : 0;

/** Browsers write fragments live and no length: the last one begins so late, and lasts about as long as the one before. */
function fragmentedSeconds(
  bytes: Uint8Array,
  top: readonly Box[],
  unitsPerSecond: number,
): number | undefined {
  const starts = top
    .filter((box) => box.type === "moof")
    .slice(-2)
    .map((fragment) => fragmentUnits(bytes, find(bytes, fragment, ["traf", "tfdt"])));
  const last = starts.at(-1) ?? 0;
  return secondsOrUndefined((last + (last - (starts.at(-2) ?? last))) / unitsPerSecond);
}
