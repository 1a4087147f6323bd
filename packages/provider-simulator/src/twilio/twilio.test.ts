import twilio from "twilio";
import type { RequestOptions } from "twilio/lib/base/RequestClient.js";
import { describe, expect, it, vi } from "vitest";
import { developmentDefaults, readSample, type Simulator } from "../index";
import { basicAuth, isSignedFor, PATIENCE, simulatorForTest, webhookServerForTest } from "../test-support";

const COACH = "+353861234567";

async function simulatorAndProduct() {
  const product = await webhookServerForTest();
  const simulator = await simulatorForTest({ webhookUrl: product.url });
  return { product, simulator };
}

const sendPath = (simulator: Simulator) =>
  `${simulator.url}/2010-04-01/Accounts/${developmentDefaults.accountSid}/Messages.json`;

const send = (simulator: Simulator, fields: Record<string, string>, authorization = basicAuth()) =>
  fetch(sendPath(simulator), {
    method: "POST",
    headers: { authorization },
    body: new URLSearchParams(fields),
  });

describe("inbound webhooks", () => {
  it("are signed as the provider's own library expects, and carry the fields of a WhatsApp text", async () => {
    const { product, simulator } = await simulatorAndProduct();
    simulator.coaches.set([{ name: "Máire Ní Bhriain", phone: COACH, club: "Grange GAA" }]);
    const sent = await simulator.phone.sendText({
      phone: COACH,
      text: "Seán's hamstring — it's “tight” & sore\nagain 💪",
    });
    const [webhook] = product.received;
    expect(sent).toMatchObject({ status: 200, deliveries: [{ status: 200 }] });
    expect(isSignedFor(webhook, product.url)).toBe(true);
    expect(isSignedFor(webhook, `${product.url}x`)).toBe(false);
    expect(isSignedFor(webhook, product.url, "another token")).toBe(false);
    expect(webhook?.fields).toMatchObject({
      MessageSid: sent.messageSid,
      SmsMessageSid: sent.messageSid,
      AccountSid: developmentDefaults.accountSid,
      From: `whatsapp:${COACH}`,
      To: developmentDefaults.whatsappFrom,
      WaId: "353861234567",
      ProfileName: "Máire Ní Bhriain",
      Body: "Seán's hamstring — it's “tight” & sore\nagain 💪",
      NumMedia: "0",
      MessageType: "text",
      SmsStatus: "received",
    });
    expect(sent.messageSid).toMatch(/^SM[0-9a-f]{32}$/);
  });

  it("point to media that need the account's credentials", async () => {
    const { product, simulator } = await simulatorAndProduct();
    await simulator.phone.sendSample({ phone: COACH, sampleId: "injury" });
    const fields = product.received[0]?.fields;
    expect(fields).toMatchObject({
      NumMedia: "1",
      MediaContentType0: "audio/ogg",
      MessageType: "audio",
      Body: "",
    });
    const url = fields?.MediaUrl0 ?? "";
    const file = await fetch(url, { headers: { authorization: basicAuth() } });
    expect(file.status).toBe(200);
    expect(file.headers.get("content-type")).toBe("audio/ogg");
    expect(Number(file.headers.get("content-length"))).toBe(readSample("injury").length);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(readSample("injury"));

    const refused = await fetch(url);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ code: 20003, status: 401, message: "Authenticate" });
    const wrong = await fetch(url, { headers: { authorization: basicAuth(undefined, "wrong") } });
    expect(wrong.status).toBe(401);
    const unknown = await fetch(`${url}0`, { headers: { authorization: basicAuth() } });
    expect(await unknown.json()).toMatchObject({ code: 20404, status: 404 });
  });

  it("can come several times at once under one id", async () => {
    const { product, simulator } = await simulatorAndProduct();
    const sent = await simulator.phone.sendText({ phone: COACH, text: "Five times", deliveries: 5 });
    expect(sent.deliveries).toHaveLength(5);
    expect(product.received.map(({ fields }) => fields.MessageSid)).toEqual(Array(5).fill(sent.messageSid));
    await simulator.phone.sendText({ phone: COACH, text: "Five times", messageSid: sent.messageSid });
    expect(product.received).toHaveLength(6);
  });

  it("show in the chat what the product answered", async () => {
    const { product, simulator } = await simulatorAndProduct();
    product.respondWith(503);
    const sent = await simulator.phone.sendText({ phone: COACH, text: "Hello there coach" });
    expect(sent.status).toBe(503);
    expect(simulator.phone.chat(COACH)).toMatchObject([{ status: "failed", webhookStatus: 503 }]);
    simulator.setWebhookUrl("http://127.0.0.1:9/nothing");
    const lost = await simulator.phone.sendText({ phone: COACH, text: "Hello again coach" });
    expect(lost.status).toBeNull();
    expect(simulator.phone.chat(COACH).at(-1)).toMatchObject({ status: "failed", webhookStatus: null });
    expect(simulator.phone.chat(COACH).at(-1)?.problem).toMatch(/webhook/);
  });
});

describe("sending", () => {
  it("works with the provider's own client, and shows in the chat", async () => {
    const { product, simulator } = await simulatorAndProduct();
    const client = twilio(developmentDefaults.accountSid, developmentDefaults.authToken, {
      httpClient: new RedirectedClient(simulator.url),
    });
    await simulator.phone.sendText({ phone: COACH, text: "Niamh was late", deliveries: 0 });
    const waiting = simulator.phone.waitForReply(COACH, { matching: /insights/ });
    const message = await client.messages.create({
      from: developmentDefaults.whatsappFrom,
      to: `whatsapp:${COACH}`,
      body: "2 insights are ready.",
      statusCallback: product.url,
    });
    expect(message).toMatchObject({
      status: "queued",
      direction: "outbound-api",
      body: "2 insights are ready.",
    });
    expect(message.dateCreated.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect((await waiting).sid).toBe(message.sid);
    await vi.waitFor(() => expect(product.received).toHaveLength(3), PATIENCE);
    expect(product.received.map(({ fields }) => fields.MessageStatus)).toEqual([
      "queued",
      "sent",
      "delivered",
    ]);
    expect(product.received.every((webhook) => isSignedFor(webhook, product.url))).toBe(true);
    expect((await client.messages(message.sid).fetch()).status).toBe("delivered");
  });

  it.each([
    ["no To", { To: "" }, 21604],
    ["a To that is no number", { To: "whatsapp:0861234567" }, 21211],
    ["no From", { From: "" }, 21603],
    ["a From that is not the account's", { From: "whatsapp:+15550001111" }, 63007],
    ["no body", { Body: "" }, 21619],
    ["a body of 1601 characters", { Body: "a".repeat(1601) }, 21617],
    ["a StatusCallback that is no URL", { StatusCallback: "not a url" }, 21609],
  ])("refuses %s", async (_case, change, code) => {
    const simulator = await simulatorForTest();
    const fields = {
      To: `whatsapp:${COACH}`,
      From: developmentDefaults.whatsappFrom,
      Body: "a".repeat(1600),
    };
    expect((await send(simulator, fields)).status).toBe(201);
    const refused = await send(simulator, { ...fields, ...change });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      code,
      status: 400,
      more_info: expect.stringContaining(String(code)),
    });
    expect(simulator.phone.replies(COACH)).toHaveLength(1);
  });

  it("refuses wrong credentials", async () => {
    const simulator = await simulatorForTest();
    const refused = await send(simulator, {}, basicAuth(`AC${"f".repeat(32)}`));
    expect(refused.status).toBe(401);
  });
});

/** Sends the client's requests to the simulator instead of the address that the library fixes. */
class RedirectedClient extends twilio.RequestClient {
  constructor(private readonly base: string) {
    super();
  }

  override request<Data>(options: RequestOptions<Data>) {
    return super.request<Data>({ ...options, uri: options.uri.replace("https://api.twilio.com", this.base) });
  }
}
