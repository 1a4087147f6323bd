import { z } from "zod";
import type { CoachDirectory } from "../coaches";
import { type Call, readForm } from "../http/messages";
import type { ProviderEndpoint, Reading } from "../provider-endpoint";
import { problemWithFile } from "./audio-file";
import { invalidRequest, openaiErrors, refuseOpenaiCaller, unknownModel } from "./errors";
import { languageNameOf } from "./languages";
import {
  isWhisper,
  RESPONSE_FORMATS,
  type ResponseFormat,
  type TranscriptionOptions,
  transcriptionReply,
} from "./transcription-format";
import type { TranscriptBook } from "./transcripts";

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
      const spoken = transcripts.transcribe(audio, options.prompt);
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
    problemWithModel(model, format, include, granularities) ??
    problemWithLanguage(fields.data.language) ??
    problemWithFile(file.name, audio, model) ??
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
        language: fields.data.language,
        temperature,
        withLogprobs: include.includes("logprobs"),
        withWords: granularities.includes("word"),
        withSegments: granularities.length === 0 || granularities.includes("segment"),
      },
    },
  };
}

/** A language that the models were not trained on is refused, Irish for one. */
function problemWithLanguage(language: string | undefined) {
  if (language === undefined || languageNameOf(language)) return null;
  return invalidRequest(
    `Invalid language '${language}'. Language parameter must be specified in ISO-639-1 format.`,
    "language",
    "invalid_language_format",
  );
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
