import { z } from "zod";
import type { CoachDirectory } from "../coaches";
import { type Call, readForm } from "../http/messages";
import type { ProviderEndpoint, Reading } from "../provider-endpoint";
import { invalidRequest, openaiError, openaiErrors, refuseOpenaiCaller, unknownModel } from "./errors";
import {
  isWhisper,
  RESPONSE_FORMATS,
  type ResponseFormat,
  type TranscriptionOptions,
  transcriptionReply,
} from "./transcription-format";
import type { TranscriptBook } from "./transcripts";

/** The provider's own limit on a file. */
export const AUDIO_LIMIT_BYTES = 25 * 1024 * 1024;

const AUDIO_EXTENSIONS = ["flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm"];

const TRANSCRIPTION_MODEL = /^(?:whisper-1|gpt-4o(?:-mini)?-transcribe(?:-[\w-]+)?)$/;

const fieldsSchema = z.object({
  model: z.string().min(1),
  prompt: z.string().default(""),
  language: z.string().optional(),
  temperature: z.coerce.number().min(0).max(1).default(0),
  response_format: z.enum(RESPONSE_FORMATS).default("json"),
  stream: z.enum(["true", "false"]).default("false"),
});

interface TranscriptionRequest {
  readonly audio: Buffer;
  readonly format: ResponseFormat;
  readonly options: TranscriptionOptions;
}

export function transcriptionEndpoint(
  transcripts: TranscriptBook,
  coaches: CoachDirectory,
  badApiKey: string,
): ProviderEndpoint<TranscriptionRequest> {
  return {
    endpoint: "transcription",
    errors: openaiErrors,
    read: (call) => readTranscriptionRequest(call, badApiKey),
    phoneOf: ({ audio }) => coaches.phoneOfContent(audio),
    answer({ audio, format, options }) {
      const spoken = transcripts.transcribe(audio);
      const phone = coaches.phoneOfContent(audio);
      if (phone !== undefined) coaches.remember(spoken.text, phone);
      return transcriptionReply(format, spoken, options);
    },
  };
}

async function readTranscriptionRequest(
  call: Call,
  badApiKey: string,
): Promise<Reading<TranscriptionRequest>> {
  const refusal = refuseOpenaiCaller(call.headers.authorization, badApiKey);
  if (refusal) return { refusal };
  const form = await readForm(call).catch(() => null);
  if (!form) return { refusal: invalidRequest("Could not parse multipart form.") };
  const file = form.get("file");
  if (!(file instanceof File)) {
    return { refusal: invalidRequest("'file' is a required property, and has to be a file.", "file") };
  }
  const fields = fieldsSchema.safeParse(Object.fromEntries(form));
  if (!fields.success) {
    const [issue] = fields.error.issues;
    return { refusal: invalidRequest(issue?.message ?? "Invalid form.", issue?.path.join(".") ?? null) };
  }
  const audio = Buffer.from(await file.arrayBuffer());
  const { model, prompt, temperature, response_format: format } = fields.data;
  const include = [...form.getAll("include[]"), ...form.getAll("include")].map(String);
  const granularities = form.getAll("timestamp_granularities[]").map(String);
  const problem =
    problemWithFile(file.name, audio) ??
    problemWithModel(model, format, include, granularities) ??
    (fields.data.stream === "true" && !isWhisper(model)
      ? invalidRequest("The simulator does not stream transcriptions; leave 'stream' out.", "stream")
      : null);
  if (problem) return { refusal: problem };
  return {
    input: {
      audio,
      format,
      options: {
        model,
        prompt,
        temperature,
        withLogprobs: include.includes("logprobs"),
        withWords: granularities.includes("word"),
        withSegments: granularities.length === 0 || granularities.includes("segment"),
      },
    },
  };
}

function problemWithFile(name: string, audio: Buffer) {
  const extension = name.split(".").pop()?.toLowerCase() ?? "";
  if (!AUDIO_EXTENSIONS.includes(extension)) {
    return invalidRequest(
      `Unrecognized file format. Supported formats: ${JSON.stringify(AUDIO_EXTENSIONS)}`,
      "file",
    );
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
  return null;
}

/** What the older and the newer models refuse: only Whisper times its words, only the newer ones give log probabilities. */
function problemWithModel(
  model: string,
  format: ResponseFormat,
  include: readonly string[],
  granularities: readonly string[],
) {
  if (!TRANSCRIPTION_MODEL.test(model)) return unknownModel(model);
  if (!isWhisper(model) && format !== "json" && format !== "text") {
    return invalidRequest(
      `response_format '${format}' is not compatible with model '${model}'. Use 'json' or 'text' instead.`,
      "response_format",
      "unsupported_value",
    );
  }
  if (include.includes("logprobs") && (isWhisper(model) || format !== "json")) {
    return invalidRequest(
      `'logprobs' is not supported with model '${model}' and response_format '${format}'.`,
      "include",
    );
  }
  if (granularities.length > 0 && format !== "verbose_json") {
    return invalidRequest(
      "Timestamp granularities need response_format 'verbose_json'.",
      "timestamp_granularities",
    );
  }
  return null;
}
