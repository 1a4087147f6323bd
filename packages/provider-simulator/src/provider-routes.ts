import { jsonReply, type Reply, textReply } from "./http/messages";
import { answering, type Route, route } from "./http/router";
import { AUDIO_LIMIT_BYTES } from "./openai/audio-file";
import { chatEndpoint } from "./openai/chat-endpoint";
import { openaiError } from "./openai/errors";
import { transcriptionEndpoint } from "./openai/transcription-endpoint";
import { serveEndpoint } from "./provider-endpoint";
import type { SimulatorState } from "./state";
import { contentRoutes } from "./twilio/content-routes";
import { refuseTwilioCaller, twilioHeaders, twilioNotFound } from "./twilio/errors";
import { listEndpoint, mediaListEndpoint, removeMediaEndpoint, removeMessageEndpoint } from "./twilio/list";
import { mediaEndpoint } from "./twilio/media";
import { messageResource } from "./twilio/resource";
import { sendEndpoint } from "./twilio/send";

/** Multipart wraps the file in some lines of its own, and a larger file has to arrive to be refused properly. */
const UPLOAD_LIMIT_BYTES = AUDIO_LIMIT_BYTES * 2;
const CHAT_LIMIT_BYTES = 8 * 1024 * 1024;

/** The providers' interfaces, at their own paths. */
export function providerRoutes(state: SimulatorState): Route[] {
  const { account, coaches, media, messages, options, prompts, transcripts } = state;
  const send = sendEndpoint({
    ...state,
    deliveryStepMs: options.deliveryStepMs,
    track: (work) => state.track(work),
    signal: () => state.signal,
  });
  const transcription = transcriptionEndpoint(transcripts, coaches, options.badOpenaiApiKey);
  const chat = chatEndpoint(prompts, coaches, options.badOpenaiApiKey);
  const accountPath = "/2010-04-01/Accounts/:account";
  return [
    route("POST", "/v1/audio/transcriptions", serveEndpoint(state, transcription), UPLOAD_LIMIT_BYTES),
    route("POST", "/v1/chat/completions", serveEndpoint(state, chat), CHAT_LIMIT_BYTES),
    route(
      "GET",
      `${accountPath}/Messages/:message/Media/:media`,
      serveEndpoint(state, mediaEndpoint(media, account)),
    ),
    route("POST", `${accountPath}/Messages.json`, serveEndpoint(state, send)),
    route("GET", `${accountPath}/Messages.json`, serveEndpoint(state, listEndpoint(messages, account))),
    route(
      "GET",
      `${accountPath}/Messages/:message/Media.json`,
      serveEndpoint(state, mediaListEndpoint(media, account)),
    ),
    route(
      "DELETE",
      `${accountPath}/Messages/:message/Media/:media.json`,
      serveEndpoint(state, removeMediaEndpoint(media, account)),
    ),
    route(
      "DELETE",
      `${accountPath}/Messages/:message.json`,
      serveEndpoint(state, removeMessageEndpoint(messages, account)),
    ),
    ...contentRoutes(state),
    route(
      "GET",
      `${accountPath}/Messages/:message.json`,
      answering(({ headers, params, url }) => {
        const refusal = refuseTwilioCaller(headers.authorization, params.account, account);
        if (refusal) return refusal;
        const message = messages.find(params.message ?? "");
        if (!message || message.isDeletedAtProvider) return twilioNotFound(url.pathname);
        return jsonReply(200, messageResource(message, account), twilioHeaders());
      }),
    ),
  ];
}

/** An unknown address is answered as the provider that it would belong to answers. */
export function notFoundReply(method: string, pathname: string, allowed: readonly string[]): Reply {
  if (pathname.startsWith("/v1/")) {
    return allowed.length > 0
      ? openaiError(405, {
          message: `Not allowed to ${method} on ${pathname}.`,
          type: "invalid_request_error",
          code: "method_not_supported",
        })
      : openaiError(404, { message: `Invalid URL (${method} ${pathname})`, type: "invalid_request_error" });
  }
  if (pathname.startsWith("/2010-04-01/")) return twilioNotFound(pathname);
  if (allowed.length > 0) return textReply(405, `${pathname} takes ${allowed.join(", ")}.`);
  return textReply(404, `There is nothing at ${pathname}.`);
}
