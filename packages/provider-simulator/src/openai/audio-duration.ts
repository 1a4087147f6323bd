import { readMedia } from "@voice-flow/domain/hearing/read-media";

/** Assumed where the container does not tell: what browsers and WhatsApp record speech with, about 24 kbit/s. */
const FALLBACK_BYTES_PER_SECOND = 3_000;

/** Seconds of audio, read from the container; estimated from the size where it does not tell. */
export function audioSeconds(bytes: Buffer): number {
  const facts = readMedia(bytes);
  const told = facts.kind === "audio" ? facts.durationSeconds : undefined;
  return Math.round((told ?? bytes.length / FALLBACK_BYTES_PER_SECOND) * 100) / 100;
}
