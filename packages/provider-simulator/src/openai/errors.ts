import type { ErrorReplies } from "../faults/apply";
import { jsonReply, newId, type Reply } from "../http/messages";

/** Headers that every answer of the provider carries. */
export const openaiHeaders = (): Record<string, string> => ({
  "openai-version": "2020-10-01",
  "x-request-id": newId("req_"),
});

interface OpenaiError {
  readonly message: string;
  readonly type: string | null;
  readonly param?: string | null;
  readonly code?: string | null;
}

export const openaiError = (
  status: number,
  { message, type, param = null, code = null }: OpenaiError,
  headers: Record<string, string> = {},
): Reply => jsonReply(status, { error: { message, type, param, code } }, { ...openaiHeaders(), ...headers });

export const invalidRequest = (
  message: string,
  param: string | null = null,
  code: string | null = null,
): Reply => openaiError(400, { message, type: "invalid_request_error", param, code });

export const unknownModel = (model: string): Reply =>
  openaiError(404, {
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
    type: "invalid_request_error",
    code: "model_not_found",
  });

export const openaiErrors: ErrorReplies = {
  rateLimited: (retryAfterSeconds, isBare) =>
    openaiError(
      429,
      {
        message: `Rate limit reached for requests. Please try again in ${retryAfterSeconds}s.`,
        type: isBare ? null : "requests",
        code: isBare ? null : "rate_limit_exceeded",
      },
      { "retry-after": String(retryAfterSeconds), "x-ratelimit-remaining-requests": "0" },
    ),
  serverError: (status) =>
    openaiError(status, {
      message: "The server had an error while processing your request. Sorry about that!",
      type: "server_error",
    }),
  refused: (status) =>
    openaiError(status, { message: "You have no access to this resource.", type: "invalid_request_error" }),
};

/** Checks the bearer key; the answer where it is missing or the one that is configured as bad. */
export function refuseOpenaiCaller(authorization: string | undefined, badApiKey: string): Reply | null {
  const key = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? "")?.[1];
  if (key === undefined) {
    return openaiError(401, {
      message:
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
      type: "invalid_request_error",
    });
  }
  if (key !== badApiKey) return null;
  return openaiError(401, {
    message: `Incorrect API key provided: ${key.slice(0, 3)}***${key.slice(-2)}.`,
    type: "invalid_request_error",
    code: "invalid_api_key",
  });
}
