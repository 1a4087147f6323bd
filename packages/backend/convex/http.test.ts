import { developmentDefaults } from "@voice-flow/provider-simulator";
import twilio from "twilio";
import { expect, test, vi } from "vitest";
import { type Backend, settle } from "../test/harness";
import { createWhatsApp, rows } from "../test/whatsapp";

const OWN_URL = "https://some.convex.site/twilio/whatsapp";
const STATUS_URL = "https://some.convex.site/twilio/status";
const STRANGER = "+353879999999";

type Form = Record<string, string>;

const form = (fields: Form = {}): Form => ({
  MessageSid: "SM00000000000000000000000000000001",
  From: "whatsapp:+353861234567",
  To: "whatsapp:+14155238886",
  Body: "Aoife Kelly was brilliant in goal today.",
  NumMedia: "0",
  ...fields,
});

/** Posts as Twilio does; `signed` says what the signature was made of, where that differs. */
async function post(
  t: Backend,
  path: string,
  fields: Form,
  signed: { url?: string; fields?: Form; token?: string } = {},
) {
  const signature = twilio.getExpectedTwilioSignature(
    signed.token ?? developmentDefaults.authToken,
    signed.url ?? `https://some.convex.site${path}`,
    signed.fields ?? fields,
  );
  return await t.fetch(path, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature },
    body: new URLSearchParams(fields).toString(),
  });
}

/** Without a proxy: the URL of the request is what was signed. */
async function createDirect() {
  const backend = await createWhatsApp();
  vi.stubEnv("TWILIO_WEBHOOK_URL", "");
  return backend;
}

test("a message that Twilio's own library signed is taken and answered with empty TwiML", async () => {
  const { t } = await createDirect();
  const response = await post(t, "/twilio/whatsapp", form());
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/xml/);
  expect(await response.text()).toMatch(/<Response>\s*<\/Response>/);
  expect(await rows.messages(t)).toHaveLength(1);
});

test.each([
  ["of another token", { token: "wrong" }],
  ["of another address", { url: `${OWN_URL}?x=1` }],
  ["of other fields", { fields: form({ Body: "Something else" }) }],
])("a signature %s is refused and leaves no row", async (_, signed) => {
  const { t } = await createDirect();
  const response = await post(t, "/twilio/whatsapp", form(), signed);
  expect(response.status).toBe(403);
  expect(await rows.messages(t)).toEqual([]);
  expect(await rows.jobs(t)).toEqual([]);
});

test("a message without a signature is refused and leaves no row", async () => {
  const { t } = await createDirect();
  const body = new URLSearchParams(form()).toString();
  const response = await t.fetch("/twilio/whatsapp", { method: "POST", body });
  expect(response.status).toBe(403);
  expect(await rows.messages(t)).toEqual([]);
});

test("behind a proxy the configured address is what counts, whatever the proxy's headers say", async () => {
  const { t } = await createDirect();
  const publicUrl = "https://voice.example.org/hooks/whatsapp";
  vi.stubEnv("TWILIO_WEBHOOK_URL", publicUrl);
  expect((await post(t, "/twilio/whatsapp", form(), { url: publicUrl })).status).toBe(200);
  expect((await post(t, "/twilio/whatsapp", form({ MessageSid: "SM2" }))).status).toBe(403);
  const statusUrl = "https://voice.example.org/hooks/status?message=x";
  const status = { MessageSid: "SM3", MessageStatus: "sent" };
  expect((await post(t, "/twilio/status?message=x", status, { url: statusUrl })).status).toBe(204);
});

test.each<[string, Form, "unmatched" | "note"]>([
  ["no MessageSid", { MessageSid: "" }, "note"],
  ["a From that is no number", { From: "whatsapp:everybody" }, "unmatched"],
  ["nothing about its sender", { From: "" }, "unmatched"],
  ["no To", { To: "" }, "note"],
  ["a NumMedia that is no number", { NumMedia: "many" }, "note"],
])("a signed form with %s is taken, once, and has an outcome", async (_, fields, outcome) => {
  const { t } = await createDirect();
  for (const time of [1, 2]) {
    const response = await post(t, "/twilio/whatsapp", form(fields));
    expect(response.status, `time ${time}`).toBe(200);
    await settle(t);
  }
  expect(await rows.messages(t)).toMatchObject([{ outcome }]);
});

test("a body that is no form is refused without a crash", async () => {
  const { t } = await createDirect();
  const headers = { "x-twilio-signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" };
  for (const body of ["", "{", "%%%=%E0%A4%A", "\u0000\u0001", "a".repeat(70_000)]) {
    const response = await t.fetch("/twilio/whatsapp", { method: "POST", headers, body });
    expect([403, 413]).toContain(response.status);
  }
});

test("TC-WA-100: without the auth token webhooks are refused with 503, and the log names the variable alone", async () => {
  const { t } = await createDirect();
  vi.stubEnv("TWILIO_AUTH_TOKEN", "");
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const response = await post(t, "/twilio/whatsapp", form());
  expect(response.status).toBe(503);
  expect(log.mock.calls.flat().join(" ")).toContain("TWILIO_AUTH_TOKEN");
  expect(log.mock.calls.flat().join(" ")).not.toContain("353861234567");
  log.mockRestore();
});

test("the same message five times at once is one row and one job", async () => {
  const { t, phone, club } = await createWhatsApp();
  const sent = await phone.sendText({
    phone: club.phone,
    text: "Aoife Kelly was brilliant in goal today.",
    deliveries: 5,
  });
  expect(sent.deliveries.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  await settle(t);
  expect(await rows.messages(t)).toHaveLength(1);
  const inbound = (await rows.jobs(t)).filter((job) => job.type === "process_inbound_message");
  expect(inbound).toMatchObject([{ status: "succeeded", attempts: 1 }]);
  expect(await rows.notes(t)).toHaveLength(1);
});

test("TC-WA-003: an unknown sender is kept as unmatched and told that the number is not registered", async () => {
  const { t, phone } = await createWhatsApp();
  await phone.sendText({ phone: STRANGER, text: "Aoife Kelly was brilliant in goal today." });
  await phone.waitForReply(STRANGER, { matching: /not registered/i });
  expect(await rows.messages(t)).toMatchObject([{ status: "unmatched", fromPhone: STRANGER }]);
  expect(await rows.notes(t)).toEqual([]);
});

test("an unknown sender is answered a few times an hour, and every message is kept", async () => {
  const { t, phone } = await createWhatsApp();
  for (const word of ["one", "two", "three", "four", "five"]) {
    await phone.sendText({ phone: STRANGER, text: `Your message ${word} was received.` });
  }
  await settle(t);
  expect(await rows.messages(t)).toHaveLength(5);
  expect(phone.replies(STRANGER)).toHaveLength(3);
});

test("TC-WA-004: the number finds its coach however it is written", async () => {
  const { t, club } = await createDirect();
  await post(t, "/twilio/whatsapp", form({ From: "whatsapp:00353 86 123 4567" }));
  expect(await rows.messages(t)).toMatchObject([{ fromPhone: club.phone, userId: club.coachUserId }]);
});

test("WA-QUALITY-004: apostrophes, diacritics, quotes, emoji and line ends survive unchanged", async () => {
  const { t } = await createDirect();
  const Body = "Seán O'Brien said “go on” & scored 100% + 1\nRóisín’s 👩‍🦰 pass; a=b";
  await post(t, "/twilio/whatsapp", form({ Body }));
  expect(await rows.messages(t)).toMatchObject([{ body: Body }]);
});

async function outboundMessage(t: Backend) {
  const now = Date.now();
  return await t.run(async (ctx) =>
    ctx.db.insert("outboundMessages", {
      dedupeKey: "test",
      toPhone: STRANGER,
      template: "test",
      body: "Hello",
      status: "queued",
      createdAt: now,
      updatedAt: now,
    }),
  );
}

test("status callbacks move a message forward and never back", async () => {
  const { t } = await createDirect();
  const id = await outboundMessage(t);
  const path = `/twilio/status?message=${id}`;
  const report = async (MessageStatus: string, ErrorCode = "") => {
    expect((await post(t, path, { MessageSid: "SM9", MessageStatus, ErrorCode })).status).toBe(204);
    return await t.run(async (ctx) => ctx.db.get("outboundMessages", id));
  };
  // Whatever it says, a callback proves that the provider took the message.
  expect(await report("queued")).toMatchObject({ status: "sent", providerMessageSid: "SM9" });
  expect(await report("delivered")).toMatchObject({ status: "delivered" });
  expect(await report("sent")).toMatchObject({ status: "delivered" });
  expect(await report("failed", "63016")).toMatchObject({ status: "delivered" });
  const read = await report("read");
  expect(read).toMatchObject({ status: "read" });
  expect(read?.errorCode).toBeUndefined();
});

test("a message that could not be delivered keeps the provider's code", async () => {
  const { t } = await createDirect();
  const id = await outboundMessage(t);
  const fields = { MessageSid: "SM9", MessageStatus: "undelivered", ErrorCode: "63016" };
  await post(t, `/twilio/status?message=${id}`, fields);
  expect(await rows.outbound(t)).toMatchObject([{ status: "failed", errorCode: "twilio_63016" }]);
});

test("status callbacks that are not signed, or of a message that is not ours, change nothing", async () => {
  const { t } = await createDirect();
  const id = await outboundMessage(t);
  const fields = { MessageSid: "SM9", MessageStatus: "delivered" };
  const path = `/twilio/status?message=${id}`;
  expect((await post(t, path, fields, { token: "wrong" })).status).toBe(403);
  expect((await post(t, path, fields, { url: STATUS_URL })).status).toBe(403);
  expect((await post(t, "/twilio/status?message=nobody", fields)).status).toBe(204);
  expect((await post(t, path, { MessageSid: "SM9", MessageStatus: "exploded" })).status).toBe(400);
  expect(await rows.outbound(t)).toMatchObject([{ status: "queued" }]);
});
