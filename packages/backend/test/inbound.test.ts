// @vitest-environment node
/** Whatever a coach sends: it is taken, has an outcome that staff can see, and an answer. */
import { readSample } from "@voice-flow/provider-simulator";
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { asStaff, settle } from "./harness";
import { createWhatsApp, eventually, hurryJobs, rows, say, type WhatsApp } from "./whatsapp";

const NOTE = "Emma Byrne twisted her ankle badly in the second half, here is a picture of it";
const USERNAME = "IE.13491208655302741918";
const PICTURE = { bytes: Buffer.from("a picture"), contentType: "image/jpeg" };

const outcomes = async ({ t }: WhatsApp) =>
  (await rows.messages(t)).map(({ kind, outcome, statusReason }) => [kind, outcome, statusReason]);
const lastReply = ({ phone, club }: WhatsApp, address = club.phone) => phone.replies(address).at(-1)?.body;

test("D6: a username without a number is taken, unmatched, and told why", async () => {
  const whatsapp = await createWhatsApp();
  const sent = await whatsapp.phone.sendText({ phone: USERNAME, text: NOTE });
  await settle(whatsapp.t);
  expect(sent.status).toBe(200);
  expect(await rows.messages(whatsapp.t)).toMatchObject([
    { fromPhone: USERNAME, outcome: "unmatched", statusReason: "unknown_username", body: NOTE },
  ]);
  expect(lastReply(whatsapp, USERNAME)).toMatch(/hides your number/);
});

test("D6: a username is known by WaId, is remembered, and then known without it", async () => {
  const whatsapp = await createWhatsApp();
  const { phone, club, t } = whatsapp;
  await phone.sendText({ phone: USERNAME, waId: club.phone.slice(1), text: "help" });
  await settle(t);
  await phone.sendText({ phone: USERNAME, text: "Aoife Kelly was brilliant in goal today." });
  await settle(t);
  expect(await outcomes(whatsapp)).toEqual([
    ["text", "command", "command_help"],
    ["text", "note", undefined],
  ]);
  expect((await rows.messages(t)).every(({ userId }) => userId === club.coachUserId)).toBe(true);
  expect(phone.replies(USERNAME)[0]?.body).toMatch(/voice note/i);
});

test("staff can link a username that never told a number", async () => {
  const whatsapp = await createWhatsApp();
  const { phone, club, t } = whatsapp;
  const link = { userId: club.coachUserId, whatsappUserId: USERNAME };
  await t.mutation(internal.models.users.linkUsername, link);
  await phone.sendText({ phone: USERNAME, text: "Aoife Kelly was brilliant in goal today." });
  await settle(t);
  expect(await outcomes(whatsapp)).toEqual([["text", "note", undefined]]);
  await expect(
    t.mutation(internal.models.users.linkUsername, { ...link, whatsappUserId: "+353861234567" }),
  ).rejects.toThrow(/invalid_argument/);
});

test.each([
  ["Mexico", "+525512345678", "+5215512345678"],
  ["Brazil", "+5511987654321", "+551187654321"],
  ["Argentina", "+541123456789", "+5491123456789"],
])("a coach of %s is known however WhatsApp writes the number", async (_, registered, written) => {
  const whatsapp = await createWhatsApp();
  const { phone, club, t } = whatsapp;
  await t.run(async (ctx) => ctx.db.patch("users", club.coachUserId, { phone: registered }));
  await phone.sendText({ phone: written, text: "help" });
  await settle(t);
  expect(await outcomes(whatsapp)).toEqual([["text", "command", "command_help"]]);
});

test("D13: the words under a picture are a note, and the same reply refuses the picture", async () => {
  const whatsapp = await createWhatsApp();
  const { phone, club, t } = whatsapp;
  await phone.sendAudio({ phone: club.phone, ...PICTURE, body: NOTE });
  await settle(t);
  expect(await outcomes(whatsapp)).toEqual([["text", "note", undefined]]);
  expect(await rows.messages(t)).toMatchObject([{ unused: ["image"] }]);
  expect(await rows.notes(t)).toMatchObject([{ transcription: NOTE }]);
  expect(phone.replies(club.phone)[0]?.body).toMatch(/Got your note.*can't use the picture/s);
});

test("a picture under words that are no note is what the reply is about", async () => {
  const whatsapp = await createWhatsApp();
  const { phone, club, t } = whatsapp;
  await phone.sendAudio({ phone: club.phone, ...PICTURE, body: "look" });
  await settle(t);
  expect(await outcomes(whatsapp)).toEqual([["text", "refused", "too_short"]]);
  expect(phone.replies(club.phone).map(({ body }) => body)).toEqual([
    expect.stringMatching(/can't use pictures/),
  ]);
});

test.each([
  ["location", { kind: "location", latitude: 53.3, longitude: -6.2, label: "Grange" }, /locations/],
  ["contacts", { kind: "contacts" }, /contacts/],
  ["unsupported", { kind: "unsupported" }, /of that kind/],
] as const)("D14: %s is refused by its name", async (kind, attachment, named) => {
  const whatsapp = await createWhatsApp();
  await whatsapp.phone.sendAttachment({ phone: whatsapp.club.phone, attachment });
  await settle(whatsapp.t);
  expect(await outcomes(whatsapp)).toEqual([[kind, "refused", "unsupported_media"]]);
  expect(lastReply(whatsapp)).toMatch(named);
});

test("two recordings in one message are two notes", async () => {
  const whatsapp = await createWhatsApp();
  const { phone, club, t } = whatsapp;
  // Both are handled at once: the one that the engine turns away tries again, soon.
  await hurryJobs(t);
  const files = ["one-player", "injury"].map((id) => ({ bytes: readSample(id), contentType: "audio/ogg" }));
  await phone.sendFiles({ phone: club.phone, files, messageSid: `SM${"7".repeat(32)}` });
  await settle(t);
  expect((await rows.messages(t)).map(({ messageSid }) => messageSid)).toEqual([
    `SM${"7".repeat(32)}`,
    `SM${"7".repeat(32)}/2`,
  ]);
  await eventually(async () =>
    expect(await outcomes(whatsapp)).toEqual([
      ["audio", "note", undefined],
      ["audio", "note", undefined],
    ]),
  );
  await settle(t);
  expect(await rows.notes(t)).toHaveLength(2);
});

test("a command is no answer, and a duplicate is neither", async () => {
  const whatsapp = await createWhatsApp();
  await say(whatsapp, "Aoife Kelly was brilliant in goal today.");
  await say(whatsapp, "R");
  await say(whatsapp, "CONFIRM");
  await say(whatsapp, "Aoife Kelly was brilliant in goal today.");
  expect((await outcomes(whatsapp)).map(([, outcome]) => outcome)).toEqual([
    "note",
    "command",
    "answer",
    "duplicate",
  ]);
});

test("STOP that Twilio has answered is honoured and not answered twice, whatever word the account has for it", async () => {
  const whatsapp = await createWhatsApp();
  const { club, t } = whatsapp;
  const form = { fromPhone: club.phone, senderPhone: club.phone, toPhone: "+14155238886", media: [] };
  const word = { ...form, messageSid: "SM1", body: "Arrêt", optOutType: "STOP" };
  await t.mutation(internal.models.whatsappMessages.recordInbound, word);
  await settle(t);
  expect(await outcomes(whatsapp)).toEqual([["text", "command", "command_stop"]]);
  expect(await rows.outbound(t)).toEqual([]);
  const states = await t.run(async (ctx) => ctx.db.query("conversationState").take(5));
  expect(states).toMatchObject([{ optedOutAt: expect.any(Number) }]);
});

test("DE-006: a recording that cannot be fetched is a note that failed in ingestion, and the reply promises nothing untrue", async () => {
  const whatsapp = await createWhatsApp();
  const { phone, club, simulator, t } = whatsapp;
  simulator.faults.set([{ kind: "refused_media", target: "media", status: 403 }]);
  await phone.sendSample({ phone: club.phone, sampleId: "one-player" });
  await settle(t);
  const [artifact] = await rows.artifacts(t);
  expect(artifact).toMatchObject({
    status: "failed",
    currentStage: "ingestion",
    organizationId: club.organizationId,
    error: { code: "media_unavailable" },
  });
  expect(await rows.messages(t)).toMatchObject([{ outcome: "failed", artifactId: artifact?._id }]);
  const events = await t.run(async (ctx) => ctx.db.query("voicePipelineEvents").collect());
  expect(events.map(({ eventType }) => eventType)).toContain("artifact_failed");
  expect(lastReply(whatsapp)).not.toMatch(/kept|team/);
});

test("DE-006: staff fetch the recording again, and the message becomes a note after all", async () => {
  const whatsapp = await createWhatsApp();
  const { phone, club, simulator, t } = whatsapp;
  const staff = await asStaff(t);
  simulator.faults.set([{ kind: "refused_media", target: "media", status: 403 }]);
  await phone.sendSample({ phone: club.phone, sampleId: "one-player" });
  await settle(t);
  const [failed] = await rows.artifacts(t);
  if (!failed) throw new Error("No artifact.");
  simulator.faults.clear();
  const { artifactId } = failed;
  const options = await staff.query(api.models.voicePipelineRetry.getRetryOptions, {
    artifactId,
    now: Date.now(),
  });
  const plan = options?.plans.find(({ kind }) => kind === "retryFullPipeline");
  if (!plan?.allowed) throw new Error("The retry is refused.");
  expect(options?.recommended).toBe("retryFullPipeline");
  const again = await staff.mutation(api.models.voicePipelineRetry.retryFullPipeline, {
    artifactId,
    token: plan.token,
  });
  expect(again).toMatchObject({ success: true, attempt: 2 });
  await settle(t);
  expect(await rows.artifacts(t)).toMatchObject([{ status: "completed", attempt: 2 }]);
  expect(await outcomes(whatsapp)).toEqual([["audio", "note", undefined]]);
  expect(await rows.notes(t)).toMatchObject([
    { contentKey: expect.stringMatching(/^media:/), audioStorageId: expect.any(String) },
  ]);
});

test("old rows get their outcome, once, and what was held its own status", async () => {
  const { t, club } = await createWhatsApp();
  const old = (messageSid: string, status: "received" | "completed" | "rejected", statusReason?: string) => ({
    messageSid,
    fromPhone: club.phone,
    toPhone: "+14155238886",
    kind: "text" as const,
    body: NOTE,
    status,
    statusReason,
    receivedAt: 1,
    updatedAt: 1,
  });
  await t.run(async (ctx) => {
    await ctx.db.insert("whatsappMessages", old("1", "completed"));
    await ctx.db.insert("whatsappMessages", old("2", "completed", "command_decide"));
    await ctx.db.insert("whatsappMessages", old("3", "received", "held_emergency"));
    await ctx.db.insert("whatsappMessages", old("4", "rejected", "too_short"));
  });
  await t.mutation(internal.migrations.inboundOutcomes, {});
  await t.finishAllScheduledFunctions(() => undefined);
  expect((await rows.messages(t)).map(({ status, outcome }) => [status, outcome])).toEqual([
    ["completed", "note"],
    ["completed", "answer"],
    ["held", "held"],
    ["rejected", "refused"],
  ]);
});
