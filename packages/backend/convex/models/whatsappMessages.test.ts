import { readSample } from "@voice-flow/provider-simulator";
import { expect, test } from "vitest";
import { type Backend, settle } from "../../test/harness";
import { createWhatsApp, eventually, hurryJobs, rows } from "../../test/whatsapp";
import { internal } from "../_generated/api";

const NOTE = "Aoife Kelly was brilliant in goal today.";

type WhatsApp = Awaited<ReturnType<typeof createWhatsApp>>;

const bodies = ({ phone, club }: WhatsApp) => phone.replies(club.phone).map(({ body }) => body);

async function send({ t, phone, club }: WhatsApp, text: string, messageSid?: string) {
  await phone.sendText({ phone: club.phone, text, messageSid });
  await settle(t);
}

const storedFiles = (t: Backend) => t.run(async (ctx) => ctx.db.system.query("_storage").take(10));

test("TC-WA-001 TC-WA-010 TC-WA-070 FB-003: a text becomes one note of the coach's club, and is acknowledged", async () => {
  const whatsapp = await createWhatsApp();
  await send(whatsapp, NOTE);
  expect(bodies(whatsapp)[0]).toMatch(/got your note/i);
  expect(await rows.messages(whatsapp.t)).toMatchObject([{ status: "completed", kind: "text", body: NOTE }]);
  const { organizationId } = whatsapp.club;
  expect(await rows.notes(whatsapp.t)).toMatchObject([{ transcription: NOTE, organizationId }]);
  expect(await rows.artifacts(whatsapp.t)).toMatchObject([
    { sourceChannel: "whatsapp_text", organizationId },
  ]);
});

test("TC-WA-071 AT-002: a voice note is downloaded, kept with its type, and acknowledged", async () => {
  const whatsapp = await createWhatsApp();
  await whatsapp.phone.sendSample({ phone: whatsapp.club.phone, sampleId: "one-player" });
  await settle(whatsapp.t);
  expect(bodies(whatsapp)[0]).toMatch(/got your voice note/i);
  const [note] = await rows.notes(whatsapp.t);
  expect(note).toMatchObject({ audioContentType: "audio/ogg", source: "whatsapp_audio" });
  const stored = await whatsapp.t.run(async (ctx) => {
    const blob = note?.audioStorageId ? await ctx.storage.get(note.audioStorageId) : null;
    return blob ? await blob.arrayBuffer() : null;
  });
  expect(Buffer.from(stored ?? new ArrayBuffer()).equals(readSample("one-player"))).toBe(true);
});

test("a download that is cut off is tried again and becomes one note", async () => {
  const whatsapp = await createWhatsApp();
  await hurryJobs(whatsapp.t);
  whatsapp.simulator.faults.set([{ kind: "cut_off_body", target: "media", nextCalls: 2 }]);
  await whatsapp.phone.sendSample({ phone: whatsapp.club.phone, sampleId: "one-player" });
  await eventually(async () => {
    expect(await rows.messages(whatsapp.t)).toMatchObject([{ status: "completed" }]);
  });
  const [job] = await rows.jobs(whatsapp.t);
  expect(job).toMatchObject({ attempts: 3, lastError: "media_incomplete", status: "succeeded" });
  expect(await storedFiles(whatsapp.t)).toHaveLength(1);
  expect(await rows.notes(whatsapp.t)).toHaveLength(1);
});

test("FB-004: media that cannot be had are given up in the end, and we tell the coach without internals", async () => {
  const whatsapp = await createWhatsApp();
  whatsapp.simulator.faults.set([{ kind: "refused_media", target: "media", status: 403 }]);
  await whatsapp.phone.sendSample({ phone: whatsapp.club.phone, sampleId: "one-player" });
  await settle(whatsapp.t);
  expect(await rows.messages(whatsapp.t)).toMatchObject([
    { status: "failed", outcome: "failed", statusReason: "media_unavailable" },
  ]);
  expect(bodies(whatsapp)).toEqual([expect.stringMatching(/can't get at the recording.*send it again/is)]);
});

test("a message that failed for good without a note can be handled once more by an operator", async () => {
  const whatsapp = await createWhatsApp();
  const { t, simulator } = whatsapp;
  await t.run(async (ctx) => {
    for (const flag of await ctx.db.query("featureFlags").collect())
      await ctx.db.delete("featureFlags", flag._id);
  });
  await hurryJobs(t);
  await t.run(async (ctx) => {
    const setting = { key: "JOB_MAX_ATTEMPTS", value: 2, updatedBy: "test", updatedAt: 0 };
    await ctx.db.insert("platformSettings", setting);
  });
  simulator.faults.set([{ kind: "server_error", target: "media" }]);
  await whatsapp.phone.sendSample({ phone: whatsapp.club.phone, sampleId: "one-player" });
  await eventually(async () => {
    expect(await rows.messages(t)).toMatchObject([{ status: "failed", statusReason: "http_500" }]);
  });
  await whatsapp.phone.waitForReply(whatsapp.club.phone, { matching: /went wrong on our side/i });
  simulator.faults.clear();
  const [message] = await rows.messages(t);
  if (!message) throw new Error("No message.");
  const again = { whatsappMessageId: message._id };
  const result = await t.action(internal.workers.whatsapp.processIncomingMessage, again);
  expect(result).toEqual({ ok: true, result: "ingested" });
  await settle(t);
  const [handled] = await rows.messages(t);
  expect(handled).toMatchObject({ status: "completed" });
  expect(handled?.statusReason).toBeUndefined();
});

test("a recording over 16 MB is refused with a message that says so", async () => {
  const whatsapp = await createWhatsApp();
  const bytes = Buffer.alloc(16 * 1024 * 1024 + 1, 1);
  await whatsapp.phone.sendAudio({ phone: whatsapp.club.phone, bytes, contentType: "audio/ogg" });
  await settle(whatsapp.t);
  expect(await rows.messages(whatsapp.t)).toMatchObject([
    { outcome: "failed", statusReason: "media_too_large" },
  ]);
  expect(bodies(whatsapp)).toEqual([expect.stringMatching(/shorter parts/i)]);
  expect(await storedFiles(whatsapp.t)).toEqual([]);
});

test("TC-WA-072: an image is refused, and the reply says what can be sent", async () => {
  const whatsapp = await createWhatsApp();
  const file = { bytes: Buffer.from("not really"), contentType: "image/jpeg" };
  await whatsapp.phone.sendAudio({ phone: whatsapp.club.phone, ...file });
  await settle(whatsapp.t);
  expect(await rows.messages(whatsapp.t)).toMatchObject([{ outcome: "refused", kind: "image" }]);
  expect(bodies(whatsapp)).toEqual([expect.stringMatching(/voice notes and text/i)]);
});

test("media of another host are not fetched: the message fails and we tell the sender", async () => {
  const whatsapp = await createWhatsApp();
  await whatsapp.t.mutation(internal.models.whatsappMessages.recordInbound, {
    messageSid: "SM1",
    fromPhone: whatsapp.club.phone,
    senderPhone: whatsapp.club.phone,
    toPhone: "+14155238886",
    body: "",
    media: [{ url: "https://evil.example/a.ogg", contentType: "audio/ogg" }],
  });
  await settle(whatsapp.t);
  expect(await rows.messages(whatsapp.t)).toMatchObject([
    { outcome: "failed", statusReason: "media_unavailable" },
  ]);
  expect(bodies(whatsapp)).toHaveLength(1);
  expect(whatsapp.simulator.calls().filter((call) => call.endpoint === "media")).toEqual([]);
});

test("a message whose job runs again is not handled again", async () => {
  const whatsapp = await createWhatsApp();
  await send(whatsapp, NOTE);
  const [message] = await rows.messages(whatsapp.t);
  if (!message) throw new Error("No message.");
  const again = { whatsappMessageId: message._id };
  const result = await whatsapp.t.action(internal.workers.whatsapp.processIncomingMessage, again);
  expect(result).toEqual({ ok: true, result: "already_completed" });
  expect(await rows.notes(whatsapp.t)).toHaveLength(1);
});

test("TC-WA-095: a coach whose note takes long is told once that it is being worked on, and not when it is done", async () => {
  const whatsapp = await createWhatsApp();
  const { t, simulator } = whatsapp;
  simulator.faults.set([{ kind: "latency", target: "openai", delayMs: 1500 }]);
  await whatsapp.phone.sendText({ phone: whatsapp.club.phone, text: NOTE });
  await eventually(async () => expect(await rows.artifacts(t)).toHaveLength(1));
  const [artifact] = await rows.artifacts(t);
  if (!artifact) throw new Error("No artifact.");
  const reassure = () =>
    t.mutation(internal.models.conversationState.sayStillProcessing, { artifactId: artifact._id });
  expect(await reassure()).toBe(true);
  expect(await reassure()).toBe(false);
  await settle(t);
  expect(bodies(whatsapp).filter((body) => /still working/i.test(body))).toHaveLength(1);
  expect(await rows.artifacts(t)).toMatchObject([{ status: "completed" }]);
  expect(await reassure()).toBe(false);
});

test("a coach without a team is told so", async () => {
  const whatsapp = await createWhatsApp();
  await whatsapp.t.run(async (ctx) => {
    const phone = "+353861111111";
    await ctx.db.insert("users", { phone, roles: ["coach"], createdAt: 0, updatedAt: 0 });
  });
  await whatsapp.phone.sendText({ phone: "+353861111111", text: NOTE });
  await settle(whatsapp.t);
  expect(whatsapp.phone.replies("+353861111111")[0]?.body).toMatch(/no team/i);
  expect(await rows.messages(whatsapp.t)).toMatchObject([{ status: "rejected", statusReason: "no_club" }]);
});
