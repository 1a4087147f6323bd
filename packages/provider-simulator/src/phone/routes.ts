import { z } from "zod";
import { coachesSchema } from "../coaches";
import { faultRulesSchema, phoneSchema } from "../faults/rules";
import { type Call, jsonReply, type Reply, readJson, reply } from "../http/messages";
import { answering, type Route, route } from "../http/router";
import { AUDIO_LIMIT_BYTES } from "../openai/audio-file";
import { httpUrlSchema } from "../options";
import { readSample, SAMPLE_CONTENT_TYPE, samples } from "../samples";
import type { SimulatorState } from "../state";
import { streamEvents } from "./event-stream";
import type { Phone } from "./phone";

const MAX_DELIVERIES = 50;

const sendOptions = {
  profileName: z.string().min(1).max(200).optional(),
  messageSid: z
    .string()
    .regex(/^SM[0-9a-f]{32}$/, "A message SID is SM and 32 hexadecimal digits.")
    .optional(),
  deliveries: z.int().min(1).max(MAX_DELIVERIES).optional(),
};

const sendSchema = z.union([
  z.strictObject({ text: z.string().min(1).max(10_000), ...sendOptions }),
  z.strictObject({
    sampleId: z
      .string()
      .refine((id) => samples.some((sample) => sample.id === id), "There is no such sample."),
    isNewRecording: z.boolean().optional(),
    ...sendOptions,
  }),
]);

const audioTypeSchema = z
  .string()
  .regex(
    /^(audio|video|image|application)\/[\w.+-]+(;\s*[\w-]+=[\w.,"-]+)*$/i,
    "Give the content type of the file, like audio/ogg.",
  );

const ok = (value: unknown): Reply => jsonReply(200, value, { "cache-control": "no-store" });
const failed = (status: number, message: string): Reply => jsonReply(status, { error: { message } });

/** Reads JSON that was sent as JSON: a form of another site cannot claim that type without asking first. */
function withJson<Schema extends z.ZodType>(
  schema: Schema,
  make: (input: z.output<Schema>, call: Call) => Reply | Promise<Reply>,
) {
  return answering((call) => {
    if (!/^application\/json\b/i.test(call.headers["content-type"] ?? "")) {
      return failed(415, "Send JSON, with the content type application/json.");
    }
    const body = readJson(call);
    if (body === undefined) return failed(400, "The body is no JSON.");
    const parsed = schema.safeParse(body);
    return parsed.success ? make(parsed.data, call) : failed(400, z.prettifyError(parsed.error));
  });
}

const phoneOf = (call: Call): string => phoneSchema.parse(call.params.phone);

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
      withJson(z.strictObject({ url: httpUrlSchema }), ({ url }) => {
        state.setWebhookUrl(url);
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
        return ok("text" in to ? await phone.sendText(to) : await phone.sendSample(to));
      }),
    ),
    route(
      "POST",
      "/api/phones/:phone/audio",
      answering(async (call) => {
        const type = audioTypeSchema.safeParse(call.headers["content-type"]);
        if (!type.success) return failed(415, z.prettifyError(type.error));
        if (call.body.length === 0) return failed(400, "The recording is empty.");
        const transcript = call.url.searchParams.get("transcript") ?? undefined;
        return ok(
          await phone.sendAudio({
            phone: phoneOf(call),
            bytes: call.body,
            contentType: type.data,
            transcript,
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
