import { readFileSync } from "node:fs";
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

  it.each(["note.amr", "note.aac", "amr.3gp"])(
    "D7: refuses %s by its bytes, under any name",
    async (file) => {
      const client = openaiFor(await simulatorForTest());
      for (const name of ["note.ogg", "note.m4a"]) {
        const upload = client.audio.transcriptions.create({
          file: await toFile(recording(file), name),
          model: "whisper-1",
        });
        await expect(upload).rejects.toMatchObject({
          status: 400,
          type: "invalid_request_error",
          param: null,
          code: null,
          message: expect.stringMatching(/Invalid file format. Supported formats: \['flac'/),
        });
      }
    },
  );

  it("takes bytes under the wrong name on whisper alone", async () => {
    const client = openaiFor(await simulatorForTest());
    const file = await toFile(recording("note.m4a"), "note.ogg");
    await expect(client.audio.transcriptions.create({ file, model: "whisper-1" })).resolves.toBeDefined();
    await expect(
      client.audio.transcriptions.create({ file, model: "gpt-4o-mini-transcribe" }),
    ).rejects.toMatchObject({ status: 400, code: "unsupported_format" });
  });

  it("refuses what is too long for the newer models", async () => {
    const client = openaiFor(await simulatorForTest());
    const file = await toFile(wavOf(1_401), "note.wav");
    await expect(client.audio.transcriptions.create({ file, model: "whisper-1" })).resolves.toBeDefined();
    await expect(
      client.audio.transcriptions.create({ file, model: "gpt-4o-mini-transcribe" }),
    ).rejects.toThrow(/1401 seconds is longer than 1400 seconds which is the maximum/);
  });

  it("hears the language that it is told, and refuses one that it does not know", async () => {
    const simulator = await simulatorForTest();
    let bytes = recording("note.ogg");
    simulator.hear(bytes, {
      text: "Roedd y tîm yn dda",
      language: "welsh",
      noSpeechProb: 0.3,
      compressionRatio: 2,
    });
    const ask = async (language?: string) =>
      await openaiFor(simulator).audio.transcriptions.create({
        file: await toFile(bytes, "note.ogg"),
        model: "whisper-1",
        response_format: "verbose_json",
        ...(language && { language }),
      });
    const heard = await ask();
    expect(heard.language).toBe("welsh");
    expect(heard.segments?.[0]).toMatchObject({ no_speech_prob: 0.3, compression_ratio: 2 });
    expect((await ask("en")).language).toBe("welsh");
    bytes = recording("noise.ogg");
    expect((await ask("fr")).language).toBe("french");
    await expect(ask("ga")).rejects.toMatchObject({ status: 400, code: "invalid_language_format" });
  });

  it("D2: reads out its prompt where it is told to", async () => {
    const simulator = await simulatorForTest();
    const bytes = recording("silence.ogg");
    simulator.hear(bytes, { text: { of: "the_prompt" }, noSpeechProb: 0.55, avgLogprob: -0.3 });
    const heard = await openaiFor(simulator).audio.transcriptions.create({
      file: await toFile(bytes, "note.ogg"),
      model: "whisper-1",
      prompt: "U12 Gold, Aoife Kelly",
    });
    expect(heard.text).toBe("U12 Gold, Aoife Kelly");
  });
});

const recording = (name: string) =>
  readFileSync(new URL(`../../../domain/fixtures/recordings/${name}`, import.meta.url));

/** Silence of so many seconds, with few bytes to a second. */
function wavOf(seconds: number): Buffer {
  const bytesPerSecond = 100;
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt32LE(bytesPerSecond, 28);
  head.write("data", 36);
  head.writeUInt32LE(seconds * bytesPerSecond, 40);
  return Buffer.concat([head, Buffer.alloc(seconds * bytesPerSecond)]);
}
