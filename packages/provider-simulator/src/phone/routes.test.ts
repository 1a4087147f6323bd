import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { developmentDefaults, readSample, type Simulator, samples } from "../index";
import { basicAuth, openaiFor, PATIENCE, simulatorForTest, webhookServerForTest } from "../test-support";

const COACH = "+353861234567";
const OTHER = "+353861234568";
const PHONE_PATH = `/api/phones/${encodeURIComponent(COACH)}`;

async function simulatorAndProduct() {
  const product = await webhookServerForTest();
  return { product, simulator: await simulatorForTest({ webhookUrl: product.url }) };
}

const call = async (simulator: Simulator, method: string, path: string, body?: unknown) => {
  const response = await fetch(simulator.url + path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
};

/** Sends to the phone as the product does. */
const send = (simulator: Simulator, body: string, phone = COACH, statusCallback = "") =>
  fetch(`${simulator.url}/2010-04-01/Accounts/${developmentDefaults.accountSid}/Messages.json`, {
    method: "POST",
    headers: { authorization: basicAuth() },
    body: new URLSearchParams({
      To: `whatsapp:${phone}`,
      From: developmentDefaults.whatsappFrom,
      Body: body,
      StatusCallback: statusCallback,
    }),
  });

describe("the simulator's own interface", () => {
  it("keeps the coaches", async () => {
    const simulator = await simulatorForTest();
    const coaches = [{ name: "Pat Kenny", phone: COACH, club: "Grange GAA" }];
    expect(await call(simulator, "PUT", "/api/coaches", coaches)).toEqual({ status: 200, body: coaches });
    expect((await call(simulator, "GET", "/api/coaches")).body).toEqual(coaches);
    const refused = await call(simulator, "PUT", "/api/coaches", [
      { name: "Pat", phone: "0861234567", club: "Grange" },
    ]);
    expect(refused).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining("international form") } },
    });
  });

  it("can be pointed to another webhook", async () => {
    const { product, simulator } = await simulatorAndProduct();
    const other = `${product.url}/elsewhere`;
    expect((await call(simulator, "PUT", "/api/webhook", { url: other })).body).toMatchObject({
      webhookUrl: other,
    });
    await simulator.phone.sendText({ phone: COACH, text: "Hello there" });
    expect(product.received[0]?.url).toBe("/twilio/whatsapp/elsewhere");
    expect((await call(simulator, "PUT", "/api/webhook", { url: "ftp://x" })).status).toBe(400);
  });

  it("sets, shows and clears faults, and says what is wrong with one", async () => {
    const simulator = await simulatorForTest();
    const set = await call(simulator, "PUT", "/api/faults", [
      { kind: "timeout", target: "chat", share: 0.5 },
    ]);
    expect(set.body).toMatchObject([{ rule: { kind: "timeout", target: "chat", share: 0.5 }, callsSeen: 0 }]);
    expect(simulator.faults.list()).toMatchObject(set.body);
    const bad = await call(simulator, "PUT", "/api/faults", [{ kind: "refused_media", target: "chat" }]);
    expect(bad).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining("Only media") } },
    });
    expect(
      (await call(simulator, "PUT", "/api/faults", [{ kind: "latency", target: "chat", delayMs: -1 }]))
        .status,
    ).toBe(400);
    expect(simulator.faults.list()).toHaveLength(1);
    expect((await call(simulator, "DELETE", "/api/faults")).body).toEqual([]);
    expect(simulator.faults.list()).toEqual([]);
  });

  it("says the words of a sample in a new recording each time, heard as the sample is", async () => {
    const simulator = await simulatorForTest();
    const hear = async () => {
      const note = { sampleId: "injury", isNewRecording: true };
      await call(simulator, "POST", `${PHONE_PATH}/messages`, note);
      const chat = (await call(simulator, "GET", `${PHONE_PATH}/messages`)).body;
      const audio = await fetch(simulator.url + chat.at(-1).media[0].path);
      expect(chat.at(-1).media[0].seconds).toBe(4.85);
      const bytes = new Uint8Array(await audio.arrayBuffer());
      const file = new File([bytes], "note.ogg", { type: "audio/ogg" });
      const { text } = await openaiFor(simulator).audio.transcriptions.create({ file, model: "whisper-1" });
      return { bytes, text };
    };
    const [first, second] = [await hear(), await hear()];
    expect(first.text).toBe(samples.find(({ id }) => id === "injury")?.transcript);
    expect(second.text).toBe(first.text);
    expect(second.bytes).not.toEqual(first.bytes);
  });

  it("sends texts and samples, and shows the chat", async () => {
    const { product, simulator } = await simulatorAndProduct();
    const messageSid = `SM${"a".repeat(32)}`;
    const text = { text: "Niamh was late", messageSid, deliveries: 2 };
    expect((await call(simulator, "POST", `${PHONE_PATH}/messages`, text)).body).toMatchObject({
      messageSid,
      status: 200,
    });
    await call(simulator, "POST", `${PHONE_PATH}/messages`, { sampleId: "injury" });
    expect(product.received.map(({ fields }) => fields.Body)).toEqual([
      "Niamh was late",
      "Niamh was late",
      "",
    ]);
    const chat = (await call(simulator, "GET", `${PHONE_PATH}/messages`)).body;
    expect(chat).toMatchObject([
      { body: "Niamh was late", status: "delivered", webhookStatus: 200 },
      { media: [{ contentType: "audio/ogg", title: "An injury", seconds: 4.85 }] },
    ]);
    const audio = await fetch(simulator.url + chat[1].media[0].path);
    expect(Buffer.from(await audio.arrayBuffer())).toEqual(readSample("injury"));
    expect((await call(simulator, "POST", `${PHONE_PATH}/messages`, { sampleId: "nope" })).status).toBe(400);
    expect((await call(simulator, "POST", "/api/phones/0861/messages", text)).status).toBe(400);
  });

  it("takes a recording with its type and with what it is to say", async () => {
    const { product, simulator } = await simulatorAndProduct();
    const bytes = readFileSync(new URL("../../../domain/fixtures/recordings/live.webm", import.meta.url));
    const transcript = "Cian's ankle is swollen";
    const response = await fetch(
      `${simulator.url}${PHONE_PATH}/audio?transcript=${encodeURIComponent(transcript)}`,
      {
        method: "POST",
        headers: { "content-type": "audio/webm;codecs=opus" },
        body: bytes,
      },
    );
    expect(response.status).toBe(200);
    expect(product.received[0]?.fields).toMatchObject({
      NumMedia: "1",
      MediaContentType0: "audio/webm;codecs=opus",
    });
    const heard = await openaiFor(simulator).audio.transcriptions.create({
      file: new File([bytes], "note.webm"),
      model: "gpt-4o-mini-transcribe",
    });
    expect(heard.text).toBe(transcript);
    const untyped = await fetch(`${simulator.url}${PHONE_PATH}/audio`, { method: "POST", body: "x" });
    expect(untyped.status).toBe(415);
  });

  it("takes no form that another site could post", async () => {
    const { product, simulator } = await simulatorAndProduct();
    const response = await fetch(`${simulator.url}${PHONE_PATH}/messages`, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: JSON.stringify({ text: "Hello" }),
    });
    expect(response.status).toBe(415);
    expect(product.received).toEqual([]);
  });

  it("logs calls without what was said in them", async () => {
    const { simulator } = await simulatorAndProduct();
    await simulator.phone.sendText({ phone: COACH, text: "Niamh was late" });
    const { body } = await call(simulator, "GET", "/api/calls");
    expect(body).toMatchObject([{ endpoint: "webhook", method: "POST", status: 200, faults: [] }]);
    expect(JSON.stringify(body)).not.toMatch(/Niamh|353861/);
  });

  it("tells live what happens", async () => {
    const { simulator } = await simulatorAndProduct();
    const stream = await fetch(`${simulator.url}/api/events`);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    await simulator.phone.sendText({ phone: COACH, text: "Niamh was late" });
    let seen = "";
    while (!seen.includes('"status":"delivered"')) seen += (await reader?.read())?.value ?? "";
    await reader?.cancel();
    expect(seen).toContain("event: message");
    expect(seen).toContain("event: call");
  });

  it("lists the samples and plays them", async () => {
    const simulator = await simulatorForTest();
    expect((await call(simulator, "GET", "/api/samples")).body).toEqual(samples);
    expect((await fetch(`${simulator.url}/api/samples/injury/audio`)).headers.get("content-type")).toBe(
      "audio/ogg",
    );
    expect((await fetch(`${simulator.url}/api/samples/nope/audio`)).status).toBe(404);
  });
});

describe("waiting for a reply", () => {
  it("finds one that is there, one that is still to come, and only later ones where that is asked for", async () => {
    const simulator = await simulatorForTest();
    await send(simulator, "First");
    const first = await simulator.phone.waitForReply(COACH, { matching: /^First$/ });
    const second = simulator.phone.waitForReply(COACH, { after: first });
    const confirmed = simulator.phone.waitForReply(COACH, { matching: /confirmed/i });
    await send(simulator, "Second");
    expect((await second).body).toBe("Second");
    await send(simulator, "CONFIRMED", OTHER);
    await send(simulator, "Confirmed 3");
    expect((await confirmed).body).toBe("Confirmed 3");
  });

  it("rejects in time, with a sentence", async () => {
    const simulator = await simulatorForTest();
    await expect(simulator.phone.waitForReply(COACH, { timeoutMs: 30 })).rejects.toThrow(
      /No fitting reply .* 30 ms/,
    );
  });
});

describe("closing and resetting", () => {
  /** A product that takes webhooks and never answers. */
  async function silentProduct() {
    let asked = 0;
    const server = createServer(() => {
      asked += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => server.close().closeAllConnections());
    // `listen` on a host and port gives an address object.
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}/`, asked: () => asked };
  }

  it("gives up the webhooks and callbacks that are under way", async () => {
    const product = await silentProduct();
    const simulator = await simulatorForTest({ webhookUrl: product.url });
    const sent = simulator.phone.sendText({ phone: COACH, text: "Anybody there?" });
    await send(simulator, "Hello", COACH, product.url);
    await vi.waitFor(() => expect(product.asked()).toBe(2), PATIENCE);
    simulator.reset();
    expect((await sent).status).toBeNull();
    expect(simulator.phone.chat(COACH)).toEqual([]);

    const again = simulator.phone.sendText({ phone: COACH, text: "And now?" });
    await vi.waitFor(() => expect(product.asked()).toBe(3), PATIENCE);
    await simulator.close();
    expect((await again).status).toBeNull();
    // Well within the time that a webhook has to answer.
  }, 8_000);
});
