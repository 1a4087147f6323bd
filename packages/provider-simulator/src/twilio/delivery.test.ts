import { describe, expect, it, vi } from "vitest";
import { type DeliveryRuleInput, developmentDefaults, type Simulator } from "../index";
import { basicAuth, isSignedFor, PATIENCE, simulatorForTest, webhookServerForTest } from "../test-support";

const COACH = "+353861234567";
const HOUR = 3_600_000;

async function simulatorAndProduct({ hasWritten = true } = {}) {
  const product = await webhookServerForTest();
  const simulator = await simulatorForTest({ webhookUrl: product.url });
  if (hasWritten) await simulator.phone.sendText({ phone: COACH, text: "Niamh was late", deliveries: 0 });
  return { product, simulator };
}

const accountPath = `/2010-04-01/Accounts/${developmentDefaults.accountSid}`;

async function api(simulator: Simulator, method: string, path: string, body?: URLSearchParams | object) {
  const isForm = body instanceof URLSearchParams;
  const response = await fetch(simulator.url + path, {
    method,
    headers: {
      authorization: basicAuth(),
      ...(body && !isForm ? { "content-type": "application/json" } : {}),
    },
    ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

const send = (simulator: Simulator, fields: Record<string, string>, callback = "") =>
  api(
    simulator,
    "POST",
    `${accountPath}/Messages.json`,
    new URLSearchParams({
      To: `whatsapp:${COACH}`,
      From: developmentDefaults.whatsappFrom,
      StatusCallback: callback,
      ...fields,
    }),
  );

const callbacks = ({ received }: Awaited<ReturnType<typeof webhookServerForTest>>) =>
  received.map(({ fields }) => [fields.MessageStatus, fields.ErrorCode].filter(Boolean).join(" "));

describe("the 24-hour window", () => {
  it("lets free-form messages through for a day after the coach's last message, and not after it", async () => {
    const { product, simulator } = await simulatorAndProduct();
    simulator.clock.advance(23 * HOUR);
    await send(simulator, { Body: "In time" }, product.url);
    await vi.waitFor(() => expect(callbacks(product)).toEqual(["queued", "sent", "delivered"]), PATIENCE);
    simulator.clock.advance(2 * HOUR);
    await send(simulator, { Body: "Too late" }, product.url);
    await vi.waitFor(
      () => expect(callbacks(product).slice(3)).toEqual(["queued", "undelivered 63016"]),
      PATIENCE,
    );
    expect(simulator.phone.replies(COACH).at(-1)).toMatchObject({ status: "failed", errorCode: 63016 });
    await simulator.phone.sendText({ phone: COACH, text: "Here again", deliveries: 0 });
    await send(simulator, { Body: "In time again" });
    await vi.waitFor(
      () => expect(simulator.phone.replies(COACH).at(-1)).toMatchObject({ status: "delivered" }),
      PATIENCE,
    );
  });

  it("is closed for somebody who has never written", async () => {
    const { product, simulator } = await simulatorAndProduct({ hasWritten: false });
    await send(simulator, { Body: "Hello" }, product.url);
    await vi.waitFor(() => expect(callbacks(product)).toContain("undelivered 63016"), PATIENCE);
  });
});

const QUICK_REPLY = {
  friendly_name: "summary",
  language: "en",
  variables: { "1": "text", "2": "save" },
  types: { "twilio/quick-reply": { body: "{{1}}", actions: [{ title: "Save", id: "{{2}}" }] } },
};

describe("templates", () => {
  it("are created, approved and sent outside the window, with their variables filled in", async () => {
    const { simulator } = await simulatorAndProduct({ hasWritten: false });
    const created = await api(simulator, "POST", "/v1/Content", QUICK_REPLY);
    expect(created).toMatchObject({ status: 201, body: { sid: expect.stringMatching(/^HX[0-9a-f]{32}$/) } });
    const { sid } = created.body;
    const fields = {
      ContentSid: sid,
      ContentVariables: JSON.stringify({ "1": "Two items", "2": "q7:save" }),
    };
    await send(simulator, fields);
    await vi.waitFor(
      () => expect(simulator.phone.replies(COACH)[0]).toMatchObject({ errorCode: 63016 }),
      PATIENCE,
    );
    const approval = { name: "summary", category: "UTILITY" };
    await api(simulator, "POST", `/v1/Content/${sid}/ApprovalRequests/whatsapp`, approval);
    const shown = await api(simulator, "GET", `/v1/Content/${sid}/ApprovalRequests`);
    expect(shown.body).toMatchObject({ whatsapp: { status: "approved" } });
    await send(simulator, fields);
    await vi.waitFor(
      () => expect(simulator.phone.replies(COACH)[1]).toMatchObject({ status: "delivered" }),
      PATIENCE,
    );
    expect(simulator.phone.replies(COACH)[1]).toMatchObject({
      body: "Two items",
      buttons: [{ title: "Save", id: "q7:save" }],
      contentSid: sid,
    });
  });

  it("refuse what doesn't fit", async () => {
    const { product, simulator } = await simulatorAndProduct({ hasWritten: false });
    expect((await send(simulator, { ContentSid: `HX${"0".repeat(32)}` })).body).toMatchObject({
      code: 21655,
    });
    const { sid } = (await api(simulator, "POST", "/v1/Content", QUICK_REPLY)).body;
    expect((await send(simulator, { ContentSid: sid, ContentVariables: "{" })).body).toMatchObject({
      code: 21656,
    });
    await api(simulator, "POST", `/v1/Content/${sid}/ApprovalRequests/whatsapp`, {
      name: "summary",
      category: "UTILITY",
    });
    const twoLines = JSON.stringify({ "1": "Two\nlines" });
    await send(simulator, { ContentSid: sid, ContentVariables: twoLines }, product.url);
    await vi.waitFor(() => expect(callbacks(product)).toContain("undelivered 63013"), PATIENCE);
    const tooMany = { ...QUICK_REPLY, types: { "twilio/quick-reply": { body: "x", actions: [] } } };
    expect((await api(simulator, "POST", "/v1/Content", tooMany)).status).toBe(400);
  });
});

describe("delivery rules", () => {
  it.each<[string, DeliveryRuleInput, string[]]>([
    ["undelivered", { kind: "undelivered", errorCode: 63018 }, ["queued", "undelivered 63018"]],
    ["a phone that is off", { kind: "phone_off" }, ["queued", "sent"]],
    ["lost callbacks", { kind: "lose_callbacks", callbacks: ["sent"] }, ["queued", "delivered"]],
    ["callbacks in reverse", { kind: "reorder_callbacks" }, ["delivered", "sent", "queued"]],
    [
      "repeated callbacks",
      { kind: "repeat_callbacks", times: 2 },
      ["queued", "queued", "sent", "sent", "delivered", "delivered"],
    ],
    ["late callbacks", { kind: "delay_callbacks", delayMs: 5 }, ["queued", "sent", "delivered"]],
  ])("%s", async (_title, rule, expected) => {
    const { product, simulator } = await simulatorAndProduct();
    simulator.delivery.set([rule]);
    await send(simulator, { Body: "Hello" }, product.url);
    await vi.waitFor(() => expect(callbacks(product)).toEqual(expected), PATIENCE);
  });

  it("are for one phone, and for so many messages, where they say so", async () => {
    const { product, simulator } = await simulatorAndProduct();
    simulator.delivery.set([
      { kind: "undelivered", errorCode: 63003, phone: "+353861234568" },
      { kind: "undelivered", errorCode: 63018, nextMessages: 1 },
    ]);
    await send(simulator, { Body: "First" }, product.url);
    await vi.waitFor(() => expect(callbacks(product)).toContain("undelivered 63018"), PATIENCE);
    await send(simulator, { Body: "Second" }, product.url);
    await vi.waitFor(() => expect(callbacks(product)).toContain("delivered"), PATIENCE);
  });

  it("marks messages as read, once they have arrived", async () => {
    const { product, simulator } = await simulatorAndProduct();
    await send(simulator, { Body: "Hello" }, product.url);
    await vi.waitFor(() => expect(callbacks(product)).toContain("delivered"), PATIENCE);
    await simulator.phone.read(COACH);
    expect(callbacks(product).at(-1)).toBe("read");
    expect(simulator.phone.replies(COACH)[0]).toMatchObject({ status: "read" });
    await simulator.phone.read(COACH);
    expect(callbacks(product).filter((word) => word === "read")).toHaveLength(1);
  });
});

describe("what coaches send", () => {
  it("a swipe reply, a tap, a place, several files and a username", async () => {
    const { product, simulator } = await simulatorAndProduct();
    const { sid } = (await api(simulator, "POST", "/v1/Content", QUICK_REPLY)).body;
    const sent = await send(simulator, { ContentSid: sid, ContentVariables: JSON.stringify({ "2": "q7" }) });
    const messageSid: string = sent.body.sid;
    await simulator.phone.sendText({ phone: COACH, text: "CONFIRM", replyTo: messageSid });
    await simulator.phone.tap({ phone: COACH, on: messageSid, button: "Save" });
    const place = { kind: "location", latitude: 53.3, longitude: -6.2, label: "Grange" } as const;
    await simulator.phone.sendAttachment({ phone: COACH, attachment: place });
    const file = (text: string) => ({ bytes: Buffer.from(text), contentType: "audio/ogg" });
    await simulator.phone.sendFiles({ phone: COACH, files: [file("one"), file("two")] });
    await simulator.phone.sendText({ phone: "IE.13491208655302741918", text: "Hello" });
    await simulator.phone.sendText({ phone: "IE.13491208655302741918", text: "Hello", waId: "353861234567" });
    const [quoted, tapped, where, files, hidden, told] = product.received.map(({ fields }) => fields);
    expect(quoted).toMatchObject({
      OriginalRepliedMessageSid: messageSid,
      OriginalRepliedMessageSender: developmentDefaults.whatsappFrom,
    });
    expect(tapped).toMatchObject({
      MessageType: "button",
      ButtonText: "Save",
      ButtonPayload: "q7",
      Body: "Save",
      OriginalRepliedMessageSid: messageSid,
    });
    expect(where).toMatchObject({ MessageType: "location", Latitude: "53.3", Label: "Grange", Body: "" });
    expect(files).toMatchObject({ NumMedia: "2", MediaContentType1: "audio/ogg" });
    expect(hidden).toMatchObject({
      From: "whatsapp:IE.13491208655302741918",
      ExternalUserId: "IE.13491208655302741918",
    });
    expect(hidden).not.toHaveProperty("WaId");
    expect(told).toMatchObject({ WaId: "353861234567" });
    expect(() => simulator.phone.tap({ phone: COACH, on: messageSid, button: "Nope" })).toThrow(/No message/);
  });

  it("STOP and START, where the account handles them", async () => {
    const { product, simulator } = await simulatorAndProduct();
    simulator.setOptOut(true);
    await simulator.phone.sendText({ phone: COACH, text: "Stop" });
    expect(product.received.at(-1)?.fields).toMatchObject({ OptOutType: "STOP" });
    expect((await send(simulator, { Body: "Hello" })).body).toMatchObject({ code: 21610 });
    await simulator.phone.sendText({ phone: COACH, text: "START" });
    expect((await send(simulator, { Body: "Hello" })).status).toBe(201);
  });
});

describe("webhooks that fail", () => {
  it("are repeated as the address asks, signed without its fragment, and then go to the fallback", async () => {
    const { product, simulator } = await simulatorAndProduct();
    const fallback = await webhookServerForTest();
    product.respondWith(503);
    simulator.setWebhookUrl(`${product.url}#rc=2&rp=5xx,ct`, fallback.url);
    const sent = await simulator.phone.sendText({ phone: COACH, text: "Niamh was late" });
    expect(product.received).toHaveLength(3);
    expect(product.received.every((webhook) => isSignedFor(webhook, product.url))).toBe(true);
    expect(fallback.received[0]?.fields).toMatchObject({ ErrorCode: "11200", MessageSid: sent.messageSid });
    expect(sent.status).toBe(200);
  });

  it("are not repeated without being asked, except where there was no connection", async () => {
    const { product, simulator } = await simulatorAndProduct();
    product.respondWith(503);
    await simulator.phone.sendText({ phone: COACH, text: "Niamh was late" });
    expect(product.received).toHaveLength(1);
  });
});

describe("the list of messages", () => {
  it("holds what was lost, newest first, page by page", async () => {
    const { product, simulator } = await simulatorAndProduct();
    const before = simulator.clock.now();
    const lost = await simulator.phone.sendText({ phone: COACH, text: "Lost", deliveries: 0 });
    await send(simulator, { Body: "Out" });
    expect(product.received).toEqual([]);
    const query = new URLSearchParams({
      To: developmentDefaults.whatsappFrom,
      "DateSent>": new Date(before - HOUR).toISOString(),
      PageSize: "1",
    });
    const first = await api(simulator, "GET", `${accountPath}/Messages.json?${query}`);
    expect(first.body).toMatchObject({
      messages: [{ sid: lost.messageSid, direction: "inbound", body: "Lost", from: `whatsapp:${COACH}` }],
    });
    const second = await api(simulator, "GET", first.body.next_page_uri);
    expect(second.body).toMatchObject({ messages: [{ body: "Niamh was late" }], next_page_uri: null });
  });

  it("forgets what is deleted, files and messages, once", async () => {
    const { simulator } = await simulatorAndProduct();
    const { messageSid } = await simulator.phone.sendSample({
      phone: COACH,
      sampleId: "injury",
      deliveries: 0,
    });
    const messagePath = `${accountPath}/Messages/${messageSid}`;
    const list = await api(simulator, "GET", `${messagePath}/Media.json`);
    const [media] = list.body.media_list;
    expect(media).toMatchObject({ content_type: "audio/ogg", parent_sid: messageSid });
    expect((await api(simulator, "DELETE", media.uri)).status).toBe(204);
    expect((await api(simulator, "DELETE", media.uri)).status).toBe(404);
    expect((await api(simulator, "DELETE", `${messagePath}.json`)).status).toBe(204);
    expect((await api(simulator, "GET", `${messagePath}.json`)).status).toBe(404);
    expect((await api(simulator, "DELETE", `${messagePath}.json`)).status).toBe(404);
    expect(simulator.phone.chat(COACH).at(-1)).toMatchObject({ isDeletedAtProvider: true });
  });

  it("is away when the provider is", async () => {
    const { simulator } = await simulatorAndProduct();
    simulator.faults.set([{ kind: "server_error", target: "twilio", status: 503 }]);
    expect((await api(simulator, "GET", `${accountPath}/Messages.json`)).status).toBe(503);
    expect((await send(simulator, { Body: "Hello" })).status).toBe(503);
  });
});
