/** Assumed where the container does not tell: what browsers and WhatsApp record speech with, about 24 kbit/s. */
const FALLBACK_BYTES_PER_SECOND = 3_000;

/** Seconds of audio, read from the container (Ogg Opus, WAV, WebM); estimated from the size for anything else. */
export function audioSeconds(bytes: Buffer): number {
  const seconds =
    oggSeconds(bytes) ?? wavSeconds(bytes) ?? webmSeconds(bytes) ?? bytes.length / FALLBACK_BYTES_PER_SECOND;
  return Math.round(seconds * 100) / 100;
}

const OPUS_RATE = 48_000;

/** Granule position of the last page less the pre-skip of the head (RFC 7845, section 4). */
function oggSeconds(bytes: Buffer): number | undefined {
  if (bytes.subarray(0, 4).toString("latin1") !== "OggS") return undefined;
  const lastPage = bytes.lastIndexOf("OggS");
  const head = bytes.indexOf("OpusHead");
  if (head < 0 || lastPage + 14 > bytes.length || head + 12 > bytes.length) return undefined;
  const samples = Number(bytes.readBigInt64LE(lastPage + 6)) - bytes.readUInt16LE(head + 10);
  return samples > 0 ? samples / OPUS_RATE : undefined;
}

function wavSeconds(bytes: Buffer): number | undefined {
  if (bytes.length < 44 || bytes.subarray(8, 12).toString("latin1") !== "WAVE") return undefined;
  const bytesPerSecond = bytes.readUInt32LE(28);
  return bytesPerSecond > 0 ? (bytes.length - 44) / bytesPerSecond : undefined;
}

const EBML_ID = Buffer.from([0x1a, 0x45, 0xdf, 0xa3]);
const CLUSTER_ID = Buffer.from([0x1f, 0x43, 0xb6, 0x75]);
const TIMECODE_ID = 0xe7;
const SIMPLE_BLOCK_ID = 0xa3;

/**
 * Browsers write WebM live and leave the duration out, so it is the time of the last cluster plus that of its last block,
 * in milliseconds (the default time scale, which browsers use).
 */
function webmSeconds(bytes: Buffer): number | undefined {
  if (!bytes.subarray(0, 4).equals(EBML_ID)) return undefined;
  const cluster = bytes.lastIndexOf(CLUSTER_ID);
  if (cluster < 0) return undefined;
  let position = cluster + 4 + vintLength(bytes[cluster + 4]);
  let clusterMs = 0;
  let blockMs = 0;
  while (position + 2 < bytes.length) {
    const id = bytes[position];
    const sizeLength = vintLength(bytes[position + 1]);
    if (position + 1 + sizeLength > bytes.length) break;
    const size = vintValue(bytes.subarray(position + 1, position + 1 + sizeLength));
    const content = position + 1 + sizeLength;
    if (id === TIMECODE_ID && size >= 1 && size <= 6 && content + size <= bytes.length) {
      clusterMs = bytes.readUIntBE(content, size);
    }
    if (id === SIMPLE_BLOCK_ID && content + 3 <= bytes.length) blockMs = bytes.readInt16BE(content + 1);
    position = content + size;
  }
  const milliseconds = clusterMs + blockMs;
  return milliseconds > 0 ? milliseconds / 1000 : undefined;
}

/** Bytes of an EBML variable-length number, from its first byte. */
const vintLength = (first: number | undefined): number => (first ? Math.clz32(first) - 23 : 1);

function vintValue(bytes: Buffer): number {
  const [first = 0, ...rest] = bytes;
  const mask = (1 << (8 - bytes.length)) - 1;
  return rest.reduce((value, byte) => value * 256 + byte, first & mask);
}
