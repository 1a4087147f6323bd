import OpenAI, { toFile } from "openai";
import { describe, expect, it } from "vitest";
import { BAD_OPENAI_API_KEY, readSample, samples } from "../index";
import { openaiFor, simulatorForTest } from "../test-support";

const sampleFile = (id: string) => toFile(readSample(id), "note.ogg", { type: "audio/ogg" });

describe("transcription", () => {
  it.each(samples.map(({ id, transcript }) => [id, transcript]))(
    "knows sample %s",
    async (id, transcript) => {
      const client = openaiFor(await simulatorForTest());
      const result = await client.audio.transcriptions.create({
        file: await sampleFile(id),
        model: "gpt-4o-mini-transcribe",
      });
      expect(result.text).toBe(transcript);
    },
  );

  it("gives log probabilities and token usage on the newer models", async () => {
    const client = openaiFor(await simulatorForTest());
    const ask = async (prompt: string) =>
      await client.audio.transcriptions.create({
        file: await sampleFile("injury"),
        model: "gpt-4o-mini-transcribe",
        include: ["logprobs"],
        prompt,
      });
    const [plain, prompted] = [await ask(""), await ask("Aoife Kelly, Seán Byrne, Niamh Walsh")];
    expect(plain.logprobs?.map(({ token }) => token).join("")).toBe(plain.text);
    const average =
      (plain.logprobs ?? []).reduce((sum, { logprob = 0 }) => sum + logprob, 0) /
      (plain.logprobs?.length ?? 1);
    expect(average).toBeCloseTo(-0.21, 5);
    expect(plain.usage).toMatchObject({
      type: "tokens",
      input_token_details: { audio_tokens: 49, text_tokens: 0 },
    });
    if (plain.usage?.type !== "tokens" || prompted.usage?.type !== "tokens")
      throw new Error("No token usage.");
    expect(plain.usage.output_tokens).toBe(plain.logprobs?.length);
    expect(prompted.usage.input_tokens).toBeGreaterThan(plain.usage.input_tokens);
    expect(prompted.usage.total_tokens).toBe(prompted.usage.input_tokens + prompted.usage.output_tokens);
  });

  it("gives segments, words and seconds on whisper", async () => {
    const client = openaiFor(await simulatorForTest());
    const result = await client.audio.transcriptions.create({
      file: await sampleFile("three-players"),
      model: "whisper-1",
      response_format: "verbose_json",
      timestamp_granularities: ["word", "segment"],
    });
    expect(result.segments).toHaveLength(3);
    expect(result.segments?.map(({ text }) => text.trim()).join(" ")).toBe(result.text);
    expect(result.segments?.at(-1)?.end).toBe(result.duration);
    expect(result.words?.[0]).toMatchObject({ word: "Niamh", start: 0 });
    expect(result.usage).toEqual({ type: "duration", seconds: Math.ceil(result.duration) });
  });

  it("hears nothing in silence", async () => {
    const client = openaiFor(await simulatorForTest());
    const result = await client.audio.transcriptions.create({
      file: await sampleFile("silence"),
      model: "whisper-1",
      response_format: "verbose_json",
    });
    expect(result.text).toBe("");
    expect(result.segments?.[0]?.no_speech_prob).toBeGreaterThan(0.9);
  });

  it("says that a transcript of unknown audio is simulated, with the length of the file", async () => {
    const client = openaiFor(await simulatorForTest());
    const bytes = Buffer.concat([readSample("injury"), Buffer.alloc(1)]);
    const result = await client.audio.transcriptions.create({
      file: await toFile(bytes, "note.ogg"),
      model: "whisper-1",
      response_format: "verbose_json",
    });
    expect(result.text).toMatch(/simulated transcript of a voice note of 5 seconds/);
    expect(result.duration).toBeCloseTo(4.85, 1);
  });

  it("refuses what the provider refuses", async () => {
    const simulator = await simulatorForTest();
    const client = openaiFor(simulator);
    const file = await sampleFile("injury");
    const create = client.audio.transcriptions.create.bind(client.audio.transcriptions);
    await expect(
      create({ file, model: "gpt-4o-mini-transcribe", response_format: "verbose_json" }),
    ).rejects.toThrow(/not compatible with model/);
    await expect(create({ file, model: "whisper-9" })).rejects.toMatchObject({
      status: 404,
      code: "model_not_found",
    });
    await expect(create({ file, model: "whisper-1", include: ["logprobs"] })).rejects.toThrow(/logprobs/);
    await expect(
      create({ file: await toFile(Buffer.from("x"), "note.txt"), model: "whisper-1" }),
    ).rejects.toThrow(/Unrecognized file format/);
    await expect(
      create({ file: await toFile(Buffer.alloc(0), "note.ogg"), model: "whisper-1" }),
    ).rejects.toThrow(/too short/);
    await expect(
      openaiFor(simulator, BAD_OPENAI_API_KEY).audio.transcriptions.create({ file, model: "whisper-1" }),
    ).rejects.toThrow(OpenAI.AuthenticationError);
    const anonymous = await fetch(`${simulator.openaiBaseUrl}/audio/transcriptions`, {
      method: "POST",
      body: "",
    });
    expect(anonymous.status).toBe(401);
    expect(await anonymous.json()).toMatchObject({ error: { type: "invalid_request_error", code: null } });
  });
});
