import { readSample } from "@voice-flow/provider-simulator";
import { expect, test } from "vitest";
import { type Backend, settle } from "../../test/harness";
import { createWhatsApp, eventually, hurryJobs, rows } from "../../test/whatsapp";
import { internal } from "../_generated/api";

const NOTE = "Aoife Kelly was brilliant in goal today.";
const MINUTE_MS = 60_000;

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

test("FB-004: media that cannot be had are given up in the end, and the coach is told without internals", async () => {
  const whatsapp = await createWhatsApp();
  whatsapp.simulator.faults.set([{ kind: "refused_media", target: "media", status: 403 }]);
  await whatsapp.phone.sendSample({ phone: whatsapp.club.phone, sampleId: "one-player" });
  await settle(whatsapp.t);
  expect(await rows.messages(whatsapp.t)).toMatchObject([
    { status: "rejected", statusReason: "media_unavailable" },
  ]);
  expect(bodies(whatsapp)).toEqual([expect.stringMatching(/could not download that recording/i)]);
});

test("a recording over 16 MB is refused with a message that says so", async () => {
  const whatsapp = await createWhatsApp();
  const bytes = Buffer.alloc(16 * 1024 * 1024 + 1, 1);
  await whatsapp.phone.sendAudio({ phone: whatsapp.club.phone, bytes, contentType: "audio/ogg" });
  await settle(whatsapp.t);
  expect(await rows.messages(whatsapp.t)).toMatchObject([
    { status: "rejected", statusReason: "media_too_large" },
  ]);
  expect(bodies(whatsapp)).toEqual([expect.stringMatching(/too large/i)]);
  expect(await storedFiles(whatsapp.t)).toEqual([]);
});

test("TC-WA-072: an image is refused, and the reply says what can be sent", async () => {
  const whatsapp = await createWhatsApp();
  const file = { bytes: Buffer.from("not really"), contentType: "image/jpeg" };
  await whatsapp.phone.sendAudio({ phone: whatsapp.club.phone, ...file });
  await settle(whatsapp.t);
  expect(await rows.messages(whatsapp.t)).toMatchObject([{ status: "rejected", kind: "unsupported" }]);
  expect(bodies(whatsapp)).toEqual([expect.stringMatching(/voice notes and text/i)]);
});

test("media of another host are not fetched: the message is refused and the sender told", async () => {
  const whatsapp = await createWhatsApp();
  await whatsapp.t.mutation(internal.models.whatsappMessages.recordInbound, {
    messageSid: "SM1",
    fromPhone: whatsapp.club.phone,
    toPhone: "+14155238886",
    body: "",
    media: { url: "https://evil.example/a.ogg", contentType: "audio/ogg" },
  });
  await settle(whatsapp.t);
  expect(await rows.messages(whatsapp.t)).toMatchObject([
    { status: "rejected", statusReason: "media_unavailable" },
  ]);
  expect(bodies(whatsapp)).toHaveLength(1);
  expect(whatsapp.simulator.calls().filter((call) => call.endpoint === "media")).toEqual([]);
});

test.each([
  ["QG-001", "", "empty"],
  ["QG-002", "hi", "too_short"],
  ["QG-003", "ok now", "too_few_words"],
  ["QG-004", "asdfghjklqwertyuiopzx", "not_language"],
  ["WA-QUALITY-002", "👍👍👍👍", "too_short"],
  ["WA-QUALITY-002", "7", "too_short"],
])("%s: the text %j is refused as %s, with a reply and no note", async (_, text, statusReason) => {
  const whatsapp = await createWhatsApp();
  await send(whatsapp, text);
  expect(await rows.messages(whatsapp.t)).toMatchObject([{ status: "rejected", statusReason }]);
  expect(bodies(whatsapp)).toHaveLength(1);
  expect(await rows.notes(whatsapp.t)).toEqual([]);
});

test.each([
  ["QG-006", "Emma trained very well today. Seán was a bit tired."],
  ["QG-007", "go on Emma"],
  ["WA-QUALITY-001", "Caoimhe and Tadhg were flying it at the sliotar drills"],
  ["WA-QUALITY-002", `Niamh trained well. ${"She kept going in the rain. ".repeat(30)}`],
])("%s: %j is taken as a note", async (_, text) => {
  const whatsapp = await createWhatsApp();
  await send(whatsapp, text);
  expect(await rows.notes(whatsapp.t)).toHaveLength(1);
});

/** Lets time pass for the messages that are there. */
async function age(t: Backend, byMs: number) {
  await t.run(async (ctx) => {
    for (const message of await ctx.db.query("whatsappMessages").take(10)) {
      await ctx.db.patch("whatsappMessages", message._id, { receivedAt: message.receivedAt - byMs });
    }
  });
}

test("DD-001: the same text after ten seconds is a duplicate, and the reply says what became of the first", async () => {
  const whatsapp = await createWhatsApp();
  await send(whatsapp, NOTE);
  await age(whatsapp.t, 10_000);
  await send(whatsapp, `${NOTE} `);
  const [first, second] = await rows.messages(whatsapp.t);
  expect(second).toMatchObject({ status: "duplicate", duplicateOf: first?._id });
  expect(await rows.notes(whatsapp.t)).toHaveLength(1);
  expect(bodies(whatsapp).at(-1)).toMatch(/duplicate.*summary/is);
});

test("DD-002: the same text after six minutes is a note", async () => {
  const whatsapp = await createWhatsApp();
  await send(whatsapp, NOTE);
  await age(whatsapp.t, 6 * MINUTE_MS);
  await send(whatsapp, NOTE);
  expect(await rows.notes(whatsapp.t)).toHaveLength(2);
});

test("the same text twice at once is one note, whichever job runs first", async () => {
  const whatsapp = await createWhatsApp();
  const { phone, club, t } = whatsapp;
  await Promise.all([1, 2].map(() => phone.sendText({ phone: club.phone, text: NOTE })));
  await settle(t);
  expect((await rows.messages(t)).map(({ status }) => status).sort()).toEqual(["completed", "duplicate"]);
  expect(await rows.notes(t)).toHaveLength(1);
});

test("DD-003 DD-004: different texts at once, and a text before a recording, are all notes", async () => {
  const whatsapp = await createWhatsApp();
  const { phone, club, t } = whatsapp;
  await Promise.all([
    phone.sendText({ phone: club.phone, text: NOTE }),
    phone.sendText({ phone: club.phone, text: "Niamh Walsh missed training again today." }),
    phone.sendSample({ phone: club.phone, sampleId: "one-player" }),
  ]);
  await settle(t);
  expect(await rows.notes(t)).toHaveLength(3);
});

test("the same recording twice within two minutes is one note, and its file is not kept twice", async () => {
  const whatsapp = await createWhatsApp();
  const { phone, club, t } = whatsapp;
  for (const sampleId of ["one-player", "one-player", "injury"]) {
    await phone.sendSample({ phone: club.phone, sampleId });
    await settle(t);
  }
  expect((await rows.messages(t)).map(({ status }) => status)).toEqual([
    "completed",
    "duplicate",
    "completed",
  ]);
  expect(await storedFiles(t)).toHaveLength(2);
});

test("what was refused does not block a second try", async () => {
  const whatsapp = await createWhatsApp();
  await send(whatsapp, "hi");
  await send(whatsapp, "hi");
  expect((await rows.messages(whatsapp.t)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});

test("a message whose job runs again is not handled again", async () => {
  const whatsapp = await createWhatsApp();
  await send(whatsapp, NOTE);
  const [message] = await rows.messages(whatsapp.t);
  if (!message) throw new Error("No message.");
  const again = { whatsappMessageId: message._id };
  const result = await whatsapp.t.action(internal.actions.whatsapp.processIncomingMessage, again);
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
