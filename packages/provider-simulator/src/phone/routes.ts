import { z } from "zod";
import { coachesSchema } from "../coaches";
import { faultRulesSchema } from "../faults/rules";
import { reply } from "../http/messages";
import { answering, type Route, route } from "../http/router";
import { AUDIO_LIMIT_BYTES } from "../openai/audio-file";
import { httpUrlSchema } from "../options";
import { readSample, SAMPLE_CONTENT_TYPE, samples } from "../samples";
import type { SimulatorState } from "../state";
import { failed, ok, phoneOf, withJson } from "./control";
import { streamEvents } from "./event-stream";
import type { Phone } from "./phone";
import { providerControlRoutes } from "./provider-controls";
import { sendSchema, sidSchema } from "./send-schema";

const audioTypeSchema = z
  .string()
  .regex(
    /^(audio|video|image|application)\/[\w.+-]+(;\s*[\w-]+=[\w.,"-]+)*$/i,
    "Give the content type of the file, like audio/ogg.",
  );

/** The simulator's own interface: the page uses it, and so do tests that run in another process. */
export function controlRoutes(state: SimulatorState, phone: Phone): Route[] {
  return [
    route(
      "GET",
      "/api/status",
      answering(() => ok(statusOf(state))),
    ),
    route(
      "PUT",
      "/api/webhook",
      withJson(z.strictObject({ url: httpUrlSchema, fallbackUrl: httpUrlSchema.optional() }), (webhook) => {
        state.setWebhookUrl(webhook.url, webhook.fallbackUrl);
        return ok(statusOf(state));
      }),
    ),
    route(
      "GET",
      "/api/coaches",
      answering(() => ok(state.coaches.list())),
    ),
    route(
      "PUT",
      "/api/coaches",
      withJson(coachesSchema, (coaches) => {
        state.setCoaches(coaches);
        return ok(state.coaches.list());
      }),
    ),
    route(
      "GET",
      "/api/faults",
      answering(() => ok(state.faults.list())),
    ),
    route(
      "PUT",
      "/api/faults",
      withJson(faultRulesSchema, (rules) => {
        state.setFaults(rules);
        return ok(state.faults.list());
      }),
    ),
    route(
      "DELETE",
      "/api/faults",
      answering(() => {
        state.setFaults([]);
        return ok([]);
      }),
    ),
    route(
      "POST",
      "/api/reset",
      withJson(z.strictObject({ seed: z.int().optional() }), ({ seed }) => {
        state.reset(seed ?? state.options.seed);
        return ok({ seed: state.faults.seed });
      }),
    ),
    route(
      "GET",
      "/api/calls",
      answering(() => ok(state.calls.list())),
    ),
    route("GET", "/api/events", (_call, response) => streamEvents(state, response)),
    ...sampleRoutes(),
    ...providerControlRoutes(state, phone),
    ...chatRoutes(state, phone),
  ];
}

const statusOf = ({ webhookUrl, account, faults }: SimulatorState) => ({
  webhookUrl,
  whatsappFrom: account.whatsappFrom,
  seed: faults.seed,
});

function sampleRoutes(): Route[] {
  return [
    route(
      "GET",
      "/api/samples",
      answering(() => ok(samples)),
    ),
    route(
      "GET",
      "/api/samples/:id/audio",
      answering(({ params }) => {
        const sample = samples.find(({ id }) => id === params.id);
        return sample
          ? reply(200, SAMPLE_CONTENT_TYPE, readSample(sample.id))
          : failed(404, "There is no such sample.");
      }),
    ),
  ];
}

const hasButton = (phone: Phone, { phone: of, on, button }: { phone: string; on: string; button: string }) =>
  phone
    .replies(of)
    .some(
      (reply) => reply.sid === on && reply.buttons.some(({ id, title }) => id === button || title === button),
    );

function chatRoutes(state: SimulatorState, phone: Phone): Route[] {
  return [
    route(
      "GET",
      "/api/phones/:phone/messages",
      answering((call) => ok(phone.chat(phoneOf(call)))),
    ),
    route(
      "POST",
      "/api/phones/:phone/messages",
      withJson(sendSchema, async (message, call) => {
        const to = { ...message, phone: phoneOf(call) };
        if ("text" in to) return ok(await phone.sendText(to));
        if ("sampleId" in to) return ok(await phone.sendSample(to));
        if ("attachment" in to) return ok(await phone.sendAttachment(to));
        if (!hasButton(phone, to)) return failed(404, "There is no such button on the phone.");
        return ok(await phone.tap(to));
      }),
    ),
    route(
      "POST",
      "/api/phones/:phone/audio",
      answering(async (call) => {
        const type = audioTypeSchema.safeParse(call.headers["content-type"]);
        if (!type.success) return failed(415, z.prettifyError(type.error));
        if (call.body.length === 0) return failed(400, "The recording is empty.");
        const query = (name: string) => call.url.searchParams.get(name) ?? undefined;
        const replyTo = sidSchema.optional().parse(query("replyTo"));
        return ok(
          await phone.sendAudio({
            phone: phoneOf(call),
            bytes: call.body,
            contentType: type.data,
            transcript: query("transcript"),
            body: query("body"),
            replyTo,
          }),
        );
      }),
      AUDIO_LIMIT_BYTES,
    ),
    route(
      "GET",
      "/api/media/:sid",
      answering(({ params }) => {
        const media = state.media.get(params.sid ?? "");
        return media
          ? reply(200, media.contentType, media.bytes)
          : failed(404, "The file is no longer kept.");
      }),
    ),
  ];
}
