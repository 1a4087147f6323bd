import type OpenAI from "openai";
import { z } from "zod";
import { claimsRequestSchema } from "../claims/contract";
import { extractClaims } from "../claims/extract";
import type { CoachDirectory } from "../coaches";
import { type Call, jsonReply, newId, type Reply, readJson } from "../http/messages";
import type { ProviderEndpoint, Reading } from "../provider-endpoint";
import { invalidRequest, openaiErrors, openaiHeaders, refuseOpenaiCaller, unknownModel } from "./errors";
import { conform, type JsonSchema, minimalInstance, strictSchemaProblem } from "./json-schema";
import { countTokens, type PromptCache, type PromptMessage } from "./tokens";

/** The schema name for which the rules of `claims/` answer; any other is answered with the smallest instance. */
const CLAIMS_SCHEMA_NAME = "claims";

/** Families of models that take part in a chat; a mistyped one is refused as the provider refuses it. */
const CHAT_MODEL = /^(?:gpt-(?!.*(?:transcribe|tts))|chatgpt-|o\d)/;

const contentSchema = z
  .union([z.string(), z.array(z.object({ type: z.literal("text"), text: z.string() })), z.null()])
  .optional()
  .transform((content) =>
    typeof content === "string" ? content : (content ?? []).map((part) => part.text).join(""),
  );

const jsonSchemaFormat = z.object({
  type: z.literal("json_schema"),
  json_schema: z.object({
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
    strict: z.boolean().nullish(),
    schema: z.record(z.string(), z.unknown()),
  }),
});

const chatRequestSchema = z.object({
  model: z.string().min(1),
  messages: z.array(z.object({ role: z.string().min(1), content: contentSchema })).min(1),
  response_format: z
    .discriminatedUnion("type", [
      jsonSchemaFormat,
      z.object({ type: z.literal("json_object") }),
      z.object({ type: z.literal("text") }),
    ])
    .default({ type: "text" }),
  stream: z.boolean().nullish(),
  n: z.literal(1).nullish(),
});
type ChatRequest = z.output<typeof chatRequestSchema>;

export function chatEndpoint(
  prompts: PromptCache,
  coaches: CoachDirectory,
  badApiKey: string,
): ProviderEndpoint<ChatRequest> {
  return {
    endpoint: "chat",
    errors: openaiErrors,
    read: (call) => readChatRequest(call, badApiKey),
    phoneOf(request) {
      const asked = claimsRequestOf(request);
      if (!asked) return undefined;
      return coaches.phoneOfContent(asked.transcript) ?? coaches.phoneOfName(asked.coachName ?? "");
    },
    answer: (request) => jsonReply(200, completion(request, prompts), openaiHeaders()),
  };
}

function readChatRequest(call: Call, badApiKey: string): Reading<ChatRequest> {
  const refusal = refuseOpenaiCaller(call.headers.authorization, badApiKey);
  if (refusal) return { refusal };
  const body = readJson(call);
  if (body === undefined)
    return { refusal: invalidRequest("We could not parse the JSON body of your request.") };
  const parsed = chatRequestSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { refusal: invalidRequest(issue?.message ?? "Invalid request.", issue?.path.join(".") ?? null) };
  }
  const problem = problemWithRequest(parsed.data);
  return problem ? { refusal: problem } : { input: parsed.data };
}

function problemWithRequest({ model, stream, response_format: format, messages }: ChatRequest): Reply | null {
  if (!CHAT_MODEL.test(model)) return unknownModel(model);
  if (stream)
    return invalidRequest("The simulator does not stream completions; leave 'stream' out.", "stream");
  if (format.type === "json_object" && !messages.some(({ content }) => /json/i.test(content))) {
    return invalidRequest(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      "messages",
    );
  }
  if (format.type !== "json_schema" || !format.json_schema.strict) return null;
  const problem = strictSchemaProblem(format.json_schema.schema);
  if (problem === null) return null;
  return invalidRequest(
    `Invalid schema for response_format '${format.json_schema.name}': ${problem}`,
    "response_format",
  );
}

function completion(request: ChatRequest, prompts: PromptCache): OpenAI.Chat.ChatCompletion {
  const { model } = request;
  const schemaText: PromptMessage[] =
    request.response_format.type === "json_schema"
      ? [{ role: "system", content: JSON.stringify(request.response_format.json_schema.schema) }]
      : [];
  const { promptTokens, cachedTokens } = prompts.measure(model, [...schemaText, ...request.messages]);
  const content = contentFor(request);
  const completionTokens = countTokens(content);
  return {
    id: newId("chatcmpl-", 29),
    object: "chat.completion",
    created: Math.floor(Date.now() / 1000),
    model,
    choices: [
      {
        index: 0,
        message: { role: "assistant", content, refusal: null, annotations: [] },
        logprobs: null,
        finish_reason: "stop",
      },
    ],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
      prompt_tokens_details: { cached_tokens: cachedTokens, audio_tokens: 0 },
      completion_tokens_details: {
        reasoning_tokens: 0,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    },
    service_tier: "default",
    system_fingerprint: "fp_simulator",
  };
}

function contentFor(request: ChatRequest): string {
  const format = request.response_format;
  switch (format.type) {
    case "text":
      return "This is a simulated answer.";
    case "json_object":
      return "{}";
    case "json_schema":
      return JSON.stringify(structuredAnswer(format.json_schema.name, format.json_schema.schema, request));
  }
}

function structuredAnswer(name: string, schema: JsonSchema, request: ChatRequest): unknown {
  const asked = name === CLAIMS_SCHEMA_NAME ? claimsRequestOf(request) : null;
  return asked ? conform({ claims: extractClaims(asked) }, schema) : minimalInstance(schema);
}

/** The note and roster in the last message of the user, or null where it holds none. */
function claimsRequestOf({ messages }: ChatRequest) {
  const content = messages.findLast(({ role }) => role === "user")?.content ?? "";
  try {
    return claimsRequestSchema.safeParse(JSON.parse(content)).data ?? null;
  } catch {
    return null;
  }
}
