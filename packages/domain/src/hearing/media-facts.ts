/** What the bytes of a file say it is. Containers are read as far as their tracks and their length; nothing is decoded. */
export const AUDIO_FORMATS = ["ogg", "mp3", "mp4", "wav", "webm", "flac", "amr", "aac", "3gp_amr"] as const;
export type AudioFormat = (typeof AUDIO_FORMATS)[number];

export type MediaFacts =
  | { kind: "empty" }
  | { kind: "unrecognised" }
  /** A container with moving pictures, whatever else is in it. */
  | { kind: "video" }
  | { kind: "audio"; format: AudioFormat; durationSeconds?: number };

/** Lengths to a hundredth of a second: finer than anyone needs, and the same in every figure. */
export const audioFacts = (format: AudioFormat, durationSeconds?: number): MediaFacts =>
  durationSeconds === undefined
    ? { kind: "audio", format }
    : { kind: "audio", format, durationSeconds: Math.max(0.01, Math.round(durationSeconds * 100) / 100) };
