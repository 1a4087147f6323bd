/** From a file to a recording that the transcriber takes, under the name and type that its bytes have. */
import type { AudioFormat } from "./media-facts";
import { readMedia } from "./read-media";

export interface Recording {
  format: AudioFormat;
  /** The provider goes by the file's name. */
  fileName: string;
  contentType: string;
  /** Absent where the container does not tell. */
  durationSeconds?: number;
}

/** Nothing arrived, it is nothing we know, it is audio that the transcriber doesn't read, or a video. */
export const RECORDING_PROBLEMS = ["empty", "unrecognised", "unsupported_format", "video"] as const;
export type RecordingProblem = (typeof RECORDING_PROBLEMS)[number];

export type RecordingVerdict = { ok: true; recording: Recording } | { ok: false; problem: RecordingProblem };

/** What the provider reads (https://platform.openai.com/docs/guides/speech-to-text); null: it answers 400. */
const UPLOAD_AS = {
  ogg: { fileName: "note.ogg", contentType: "audio/ogg" },
  mp3: { fileName: "note.mp3", contentType: "audio/mpeg" },
  mp4: { fileName: "note.m4a", contentType: "audio/mp4" },
  wav: { fileName: "note.wav", contentType: "audio/wav" },
  webm: { fileName: "note.webm", contentType: "audio/webm" },
  flac: { fileName: "note.flac", contentType: "audio/flac" },
  amr: null,
  aac: null,
  "3gp_amr": null,
} as const satisfies Record<AudioFormat, { fileName: string; contentType: string } | null>;

export function readRecording(bytes: Uint8Array): RecordingVerdict {
  const facts = readMedia(bytes);
  if (facts.kind !== "audio") return { ok: false, problem: facts.kind };
  const upload = UPLOAD_AS[facts.format];
  if (!upload) return { ok: false, problem: "unsupported_format" };
  const { format, durationSeconds } = facts;
  return {
    ok: true,
    recording: { format, ...upload, ...(durationSeconds !== undefined && { durationSeconds }) },
  };
}
