/** Which files the provider takes: by the name they come under, and by their bytes, whatever that name says. */
import type { AudioFormat } from "@voice-flow/domain/hearing/media-facts";
import { readMedia } from "@voice-flow/domain/hearing/read-media";
import type { Reply } from "../http/messages";
import { audioSeconds } from "./audio-duration";
import { invalidRequest, openaiError } from "./errors";
import { isWhisper } from "./transcription-format";

/** The provider's own limit on a file. */
export const AUDIO_LIMIT_BYTES = 25 * 1024 * 1024;
/** Of the newer models; Whisper has none. */
const LONGEST_SECONDS = 1_400;

const EXTENSIONS = ["flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm"] as const;
const SUPPORTED = `Supported formats: [${EXTENSIONS.map((extension) => `'${extension}'`).join(", ")}]`;

/** Names under which the bytes of a format may come, for the newer models; null: no model decodes it. */
const NAMES_OF_FORMAT = {
  ogg: ["ogg", "oga"],
  mp3: ["mp3", "mpeg", "mpga"],
  mp4: ["mp4", "m4a"],
  wav: ["wav"],
  webm: ["webm"],
  flac: ["flac"],
  amr: null,
  aac: null,
  "3gp_amr": null,
} as const satisfies Record<AudioFormat, readonly string[] | null>;

/** The answer to a file that the model does not take; null for one that it does. */
export function problemWithFile(name: string, audio: Buffer, model: string): Reply | null {
  const extension = name.split(".").pop()?.toLowerCase() ?? "";
  if (!EXTENSIONS.some((known) => known === extension)) {
    return invalidRequest(`Unrecognized file format. ${SUPPORTED}`, "file");
  }
  if (audio.length === 0) {
    return invalidRequest(
      "Audio file is too short. Minimum audio length is 0.1 seconds.",
      "file",
      "audio_too_short",
    );
  }
  if (audio.length > AUDIO_LIMIT_BYTES) {
    return openaiError(413, {
      message: `Maximum content size limit (${AUDIO_LIMIT_BYTES}) exceeded (${audio.length} bytes read)`,
      type: "server_error",
    });
  }
  return problemWithBytes(extension, audio, model);
}

function problemWithBytes(extension: string, audio: Buffer, model: string): Reply | null {
  const facts = readMedia(audio);
  // A film has a sound track, which is decoded.
  if (facts.kind === "video") return null;
  const names: readonly string[] | null = facts.kind === "audio" ? NAMES_OF_FORMAT[facts.format] : null;
  if (!names) return invalidRequest(`Invalid file format. ${SUPPORTED}`);
  if (isWhisper(model)) return null;
  if (!names.includes(extension)) {
    return invalidRequest(
      "This model does not support the format you provided.",
      "messages",
      "unsupported_format",
    );
  }
  const seconds = audioSeconds(audio);
  if (seconds <= LONGEST_SECONDS) return null;
  return invalidRequest(
    `audio duration ${seconds} seconds is longer than ${LONGEST_SECONDS} seconds which is the maximum for this model`,
    null,
    "invalid_value",
  );
}
