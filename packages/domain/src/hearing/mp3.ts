/** MPEG audio: frames one after the other, after tags if there are any. AAC in ADTS looks alike at first. */
import { secondsOrUndefined, startsWith, uintBe } from "./bytes";
import { audioFacts, type MediaFacts } from "./media-facts";

const ID3_HEADER_BYTES = 10;
const BITRATES_KBIT = {
  mpeg1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  mpeg2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const SAMPLE_RATES = [44_100, 48_000, 32_000] as const;

interface Frame {
  bytes: number;
  seconds: number;
}

/** Where the sound begins: behind ID3v2 tags, whose size has seven bits to a byte. */
function soundStart(bytes: Uint8Array): number {
  let at = 0;
  while (startsWith(bytes, "ID3", at)) {
    const start = at;
    const size = [6, 7, 8, 9].reduce((sum, byte) => sum * 128 + ((bytes[start + byte] ?? 0) & 0x7f), 0);
    at += ID3_HEADER_BYTES + size;
  }
  return at;
}

const isSync = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xff && ((bytes[at + 1] ?? 0) & 0xe0) === 0xe0;

/** Layer III alone: what anyone calls an MP3. */
function frameAt(bytes: Uint8Array, at: number): Frame | undefined {
  if (!isSync(bytes, at)) return undefined;
  const second = bytes[at + 1] ?? 0;
  const third = bytes[at + 2] ?? 0;
  const version = (second >> 3) & 3;
  if (((second >> 1) & 3) !== 1 || version === 1) return undefined;
  const isMpeg1 = version === 3;
  const bitrate = BITRATES_KBIT[isMpeg1 ? "mpeg1" : "mpeg2"][third >> 4];
  const baseRate = SAMPLE_RATES[(third >> 2) & 3];
  if (!bitrate || !baseRate) return undefined;
  const sampleRate = isMpeg1 ? baseRate : version === 2 ? baseRate / 2 : baseRate / 4;
  const samples = isMpeg1 ? 1152 : 576;
  const padding = (third >> 1) & 1;
  return {
    bytes: Math.floor(((samples / 8) * bitrate * 1000) / sampleRate) + padding,
    seconds: samples / sampleRate,
  };
}

/** Two bytes can be a frame by chance: the next one has to follow it, unless the file is over. */
export function isMp3(bytes: Uint8Array): boolean {
  const start = soundStart(bytes);
  const first = frameAt(bytes, start);
  if (!first) return false;
  const next = start + first.bytes;
  return next >= bytes.length || frameAt(bytes, next) !== undefined || startsWith(bytes, "TAG", next);
}

/** Counts frame by frame, because frames differ at a variable bitrate. Junk in between ends the count. */
export function readMp3(bytes: Uint8Array): MediaFacts {
  let seconds = 0;
  let at = soundStart(bytes);
  for (let frame = frameAt(bytes, at); frame; frame = frameAt(bytes, at)) {
    seconds += frame.seconds;
    at += frame.bytes;
  }
  return audioFacts("mp3", secondsOrUndefined(seconds));
}

/** AAC in ADTS: the same sync word, layer 0, and a frame length that leads to the next sync word. */
export function isAdts(bytes: Uint8Array): boolean {
  const start = soundStart(bytes);
  if (!isSync(bytes, start) || ((bytes[start + 1] ?? 0) & 0xf6) !== 0xf0) return false;
  const length = (uintBe(bytes, start + 3, 3) >> 5) & 0x1fff;
  const next = start + length;
  return length >= 7 && (next >= bytes.length || ((bytes[next + 1] ?? 0) & 0xf6) === 0xf0);
}
