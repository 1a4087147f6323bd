import OpenAI, { toFile } from "openai";
import { describe, expect, it } from "vitest";
import { developmentDefaults, type FaultRuleInput, readSample, type Simulator } from "../index";
import { basicAuth, openaiFor, PATIENCE, simulatorForTest, webhookServerForTest } from "../test-support";

const COACH = "+353861234567";
const OTHER = "+353861234568";

const chat = (simulator: Simulator, content = "Hello", timeout = 5_000) =>
  openaiFor(simulator).chat.completions.create(
    { model: "gpt-4o", messages: [{ role: "user", content }] },
    { timeout },
  );

const send = (simulator: Simulator, phone = COACH) =>
  fetch(`${simulator.url}/2010-04-01/Accounts/${developmentDefaults.accountSid}/Messages.json`, {
    method: "POST",
    headers: { authorization: basicAuth() },
    body: new URLSearchParams({
      To: `whatsapp:${phone}`,
      From: developmentDefaults.whatsappFrom,
      Body: "Hello",
    }),
  });

/** Sends a sample to a product of a few lines, and fetches its media as that product would. */
async function mediaUrl(simulator: Simulator, phone = COACH): Promise<string> {
  const product = await webhookServerForTest();
  simulator.setWebhookUrl(product.url);
  await simulator.phone.sendSample({ phone, sampleId: "injury" });
  return product.received[0]?.fields.MediaUrl0 ?? "";
}

const fetchMedia = (url: string) => fetch(url, { headers: { authorization: basicAuth() } });

describe("faults", () => {
  it("latency holds the answer up, and the delays of several rules add up", async () => {
    const simulator = await simulatorForTest();
    simulator.faults.set([
      { kind: "latency", target: "chat", delayMs: 60 },
      { kind: "latency", target: "openai", delayMs: 40, jitterMs: 20 },
    ]);
    await chat(simulator);
    const [call] = simulator.calls();
    expect(call?.durationMs).toBeGreaterThanOrEqual(99);
    expect(call).toMatchObject({ endpoint: "chat", status: 200, faults: ["latency", "latency"] });
  });

  it("a rate limit answers 429 with Retry-After in each provider's format", async () => {
    const simulator = await simulatorForTest();
    simulator.faults.set([{ kind: "rate_limit", target: "all", retryAfterSeconds: 7 }]);
    const refused = await chat(simulator).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(OpenAI.RateLimitError);
    expect(refused).toMatchObject({ status: 429, code: "rate_limit_exceeded" });
    const message = await send(simulator);
    expect(message.status).toBe(429);
    expect(message.headers.get("retry-after")).toBe("7");
    expect(await message.json()).toMatchObject({ code: 20429, status: 429 });
    expect(simulator.phone.replies(COACH)).toEqual([]);
  });

  it("the official client gets through by itself when only the next calls are limited", async () => {
    const simulator = await simulatorForTest();
    simulator.faults.set([{ kind: "rate_limit", target: "chat", retryAfterSeconds: 0, nextCalls: 2 }]);
    const client = new OpenAI({ baseURL: simulator.openaiBaseUrl, apiKey: "sk-any", maxRetries: 2 });
    await client.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: "Hello" }] });
    expect(simulator.calls().map(({ status }) => status)).toEqual([429, 429, 200]);
  });

  it("a server error has the status that was asked for", async () => {
    const simulator = await simulatorForTest();
    simulator.faults.set([{ kind: "server_error", target: "openai", status: 503 }]);
    await expect(chat(simulator)).rejects.toMatchObject({ status: 503, type: "server_error" });
    expect((await send(simulator)).status).toBe(201);
  });

  it("a time-out never answers", async () => {
    const simulator = await simulatorForTest();
    simulator.faults.set([{ kind: "timeout", target: "chat" }]);
    await expect(chat(simulator, "Hello", 1_000)).rejects.toThrow(OpenAI.APIConnectionTimeoutError);
    await expect
      .poll(() => simulator.calls(), PATIENCE)
      .toMatchObject([{ status: null, faults: ["timeout"] }]);
  });

  it("a time-out drops the connection at its limit", async () => {
    const simulator = await simulatorForTest();
    simulator.faults.set([{ kind: "timeout", target: "chat", limitMs: 30 }]);
    await expect(chat(simulator)).rejects.toThrow(OpenAI.APIConnectionError);
  });

  it("malformed JSON comes as a good answer that cannot be read", async () => {
    const simulator = await simulatorForTest();
    simulator.faults.set([{ kind: "malformed_json", target: "all" }]);
    await expect(chat(simulator)).rejects.toThrow(SyntaxError);
    const message = await send(simulator);
    expect(message.status).toBe(201);
    await expect(message.json()).rejects.toThrow(SyntaxError);
  });

  it("D11: an answer ends before it is finished, is declined, or claims to have used very much", async () => {
    const simulator = await simulatorForTest();
    const { usage: real } = await chat(simulator);
    simulator.faults.set([{ kind: "cut_off_answer", target: "openai" }]);
    const cutOff = await chat(simulator);
    expect(cutOff.choices[0]?.finish_reason).toBe("length");
    simulator.faults.set([{ kind: "refusal", target: "openai" }]);
    const declined = await chat(simulator);
    expect(declined.choices[0]?.message).toMatchObject({
      content: null,
      refusal: expect.stringMatching(/sorry/),
    });
    simulator.faults.set([{ kind: "inflated_usage", target: "all", factor: 50 }]);
    const inflated = await chat(simulator);
    expect(inflated.usage?.completion_tokens).toBe((real?.completion_tokens ?? 0) * 50);
    expect((await send(simulator)).status).toBe(201);
  });

  it("a rate limit may come without a code, with Retry-After alone", async () => {
    const simulator = await simulatorForTest();
    simulator.faults.set([{ kind: "rate_limit", target: "chat", retryAfterSeconds: 20, isBare: true }]);
    const refused = await chat(simulator).catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 429, code: null, type: null });
    expect(refused instanceof OpenAI.APIError && refused.headers?.get("retry-after")).toBe("20");
  });

  it.each([403, 404] as const)("media can be refused with %i", async (status) => {
    const simulator = await simulatorForTest();
    const url = await mediaUrl(simulator);
    simulator.faults.set([{ kind: "refused_media", target: "twilio", status, nextCalls: 1 }]);
    expect((await fetchMedia(url)).status).toBe(status);
    expect((await fetchMedia(url)).status).toBe(200);
  });

  it("a cut-off body ends before its length", async () => {
    const simulator = await simulatorForTest();
    const url = await mediaUrl(simulator);
    simulator.faults.set([{ kind: "cut_off_body", target: "all" }]);
    const file = await fetchMedia(url);
    expect(file.status).toBe(200);
    expect(Number(file.headers.get("content-length"))).toBe(readSample("injury").length);
    await expect(file.arrayBuffer()).rejects.toThrow();
    await expect(chat(simulator)).rejects.toThrow();
  });

  it("can be for one phone or one club alone, through all calls that are made for its note", async () => {
    const simulator = await simulatorForTest({
      coaches: [
        { name: "Pat Kenny", phone: COACH, club: "Grange GAA" },
        { name: "Mary Dunne", phone: OTHER, club: "Ballyboden" },
      ],
    });
    const file = await toFile(readSample("injury"), "note.ogg");
    const transcribe = () => openaiFor(simulator).audio.transcriptions.create({ file, model: "whisper-1" });
    for (const filter of [{ phone: COACH }, { club: "Grange GAA" }]) {
      simulator.faults.set([{ kind: "server_error", target: "all", ...filter }]);
      expect((await send(simulator, OTHER)).status).toBe(201);
      expect((await send(simulator, COACH)).status).toBe(500);
      await mediaUrl(simulator, OTHER);
      expect((await transcribe()).text).toMatch(/hamstring/);
      expect((await fetchMedia(await mediaUrl(simulator, COACH))).status).toBe(500);
      await expect(transcribe()).rejects.toMatchObject({ status: 500 });
      const extract = (coachName: string) => chat(simulator, JSON.stringify({ transcript: "x", coachName }));
      await expect(extract("Pat Kenny")).rejects.toMatchObject({ status: 500 });
      await expect(extract("Mary Dunne")).resolves.toBeDefined();
    }
  });

  it("meet no call that is refused anyway", async () => {
    const simulator = await simulatorForTest();
    simulator.faults.set([{ kind: "server_error", target: "all", nextCalls: 1 }]);
    const response = await fetch(`${simulator.openaiBaseUrl}/chat/completions`, {
      method: "POST",
      body: "{}",
    });
    expect(response.status).toBe(401);
    expect(simulator.faults.list()[0]?.callsSeen).toBe(0);
  });
});

describe("the sequence of faults", () => {
  const rules: FaultRuleInput[] = [
    { kind: "server_error", target: "send", share: 0.4 },
    { kind: "rate_limit", target: "twilio", share: 0.3, nextCalls: 15, retryAfterSeconds: 0 },
  ];
  const statuses = async (simulator: Simulator, calls = 40) => {
    const seen: number[] = [];
    for (let call = 0; call < calls; call += 1) seen.push((await send(simulator)).status);
    return seen;
  };

  it("is the same for the same seed, and another for another", async () => {
    const runs: number[][] = [];
    for (const seed of [7, 7, 8]) {
      const simulator = await simulatorForTest({ seed });
      simulator.faults.set(rules);
      runs.push(await statuses(simulator));
    }
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]).not.toEqual(runs[2]);
    expect(new Set(runs[0])).toEqual(new Set([201, 429, 500]));
    expect(runs[0]?.slice(15)).not.toContain(429);
  });

  it("starts over after a reset, in this process and over HTTP", async () => {
    const simulator = await simulatorForTest({ seed: 7 });
    simulator.faults.set(rules);
    const first = await statuses(simulator, 20);
    simulator.reset();
    expect(simulator.faults.list()).toEqual([]);
    expect(simulator.calls()).toEqual([]);
    simulator.faults.set(rules);
    expect(await statuses(simulator, 20)).toEqual(first);
    await fetch(`${simulator.url}/api/reset`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ seed: 8 }),
    });
    simulator.faults.set(rules);
    expect(await statuses(simulator, 20)).not.toEqual(first);
  });

  it("strikes about the share of the calls", async () => {
    const simulator = await simulatorForTest({ seed: 3 });
    simulator.faults.set([{ kind: "server_error", target: "send", share: 0.25 }]);
    await statuses(simulator, 200);
    const [state] = simulator.faults.list();
    expect(state?.callsSeen).toBe(200);
    expect(state?.callsFaulted).toBeGreaterThan(30);
    expect(state?.callsFaulted).toBeLessThan(70);
  });
});
