import { httpRouter } from "convex/server";
import { internal } from "./_generated/api";
import { httpAction } from "./_generated/server";
import { authComponent, createAuth } from "./auth";
import {
  emptyTwiml,
  inboundFormOf,
  malformed,
  parseStatusForm,
  readSignedRequest,
} from "./lib/intake/webhooks";
import { answerUpload, answerUploadPreflight, RECORDING_UPLOAD_PATH } from "./lib/intake/webUploads";

const http = httpRouter();

// Lazily: the deployment must start, and say what it lacks, before its environment is set.
authComponent.registerRoutesLazy(http, createAuth);

/** An inbound WhatsApp message: stored once per provider id, handled by a job, answered at once. */
http.route({
  path: "/twilio/whatsapp",
  method: "POST",
  handler: httpAction(async (ctx, request) => {
    const signed = await readSignedRequest(request, "whatsapp");
    if (!signed.ok) return signed.response;
    const form = await inboundFormOf(signed.params);
    await ctx.runMutation(internal.models.whatsappMessages.recordInbound, form);
    return emptyTwiml();
  }),
});

/** What became of a message that we sent. */
http.route({
  path: "/twilio/status",
  method: "POST",
  handler: httpAction(async (ctx, request) => {
    const signed = await readSignedRequest(request, "status");
    if (!signed.ok) return signed.response;
    const form = parseStatusForm(signed.params);
    if ("problem" in form) return malformed(form.problem);
    const ownId = new URL(request.url).searchParams.get("message") ?? undefined;
    await ctx.runMutation(internal.models.outboundMessages.recordStatus, { ...form, ownId });
    return new Response(null, { status: 204 });
  }),
});

/** A coach's browser sends a recording, at an address that `generateUploadUrl` gave to this coach. */
http.route({ path: RECORDING_UPLOAD_PATH, method: "POST", handler: httpAction(answerUpload) });
http.route({
  path: RECORDING_UPLOAD_PATH,
  method: "OPTIONS",
  handler: httpAction(async (_ctx, request) => answerUploadPreflight(request)),
});

export default http;
