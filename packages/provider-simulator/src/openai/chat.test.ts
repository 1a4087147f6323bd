import OpenAI from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { requestFor } from "../claims/test-roster";
import { BAD_OPENAI_API_KEY } from "../index";
import { openaiFor, simulatorForTest } from "../test-support";

const claimsFormat = zodResponseFormat(
  z.object({
    claims: z.array(
      z.object({
        topic: z.enum(["injury", "performance", "attendance", "todo"]),
        sourceText: z.string(),
        severity: z.enum(["low", "medium", "high", "critical"]).nullable(),
        skillRating: z.number().nullable(),
        confidence: z.number().min(0).max(1),
        mentions: z.array(
          z.object({ rawText: z.string(), position: z.int(), candidatePlayerId: z.string().nullable() }),
        ),
      }),
    ),
  }),
  "claims",
);

const askClaims = (client: OpenAI, transcript: string, system = "Extract claims.") =>
  client.chat.completions.parse({
    model: "gpt-4o",
    messages: [
      { role: "system", content: system },
      { role: "user", content: JSON.stringify(requestFor(transcript)) },
    ],
    response_format: claimsFormat,
  });

describe("chat completions", () => {
  it("extract claims that the SDK parses against the caller's strict schema", async () => {
    const client = openaiFor(await simulatorForTest());
    const completion = await askClaims(client, "Sean's hamstring is tight. Niamh missed training.");
    expect(completion.choices[0]?.finish_reason).toBe("stop");
    expect(completion.choices[0]?.message.parsed?.claims).toMatchObject([
      {
        topic: "injury",
        severity: "medium",
        mentions: [{ rawText: "Sean", position: 0, candidatePlayerId: "Seán Byrne" }],
      },
      { topic: "attendance", severity: null, mentions: [{ rawText: "Niamh" }] },
    ]);
  });

  it("count tokens of the real texts", async () => {
    const client = openaiFor(await simulatorForTest());
    const [short, long] = [
      await askClaims(client, "Niamh was late."),
      await askClaims(client, "Niamh was late. Cian was late."),
    ];
    expect(long.usage?.prompt_tokens).toBeGreaterThan(short.usage?.prompt_tokens ?? 0);
    expect(long.usage?.completion_tokens).toBeGreaterThan(short.usage?.completion_tokens ?? 0);
    expect(long.usage?.total_tokens).toBe(
      (long.usage?.prompt_tokens ?? 0) + (long.usage?.completion_tokens ?? 0),
    );
    expect(long.usage?.prompt_tokens_details?.cached_tokens).toBe(0);
  });

  it("count the shared start of a long prompt as cached, in steps of 128", async () => {
    const client = openaiFor(await simulatorForTest());
    const system = "Extract one claim for each person who is named in the note. ".repeat(120);
    const first = await askClaims(client, "Niamh was late.", system);
    const second = await askClaims(client, "Cian was late.", system);
    expect(first.usage?.prompt_tokens_details?.cached_tokens).toBe(0);
    const cached = second.usage?.prompt_tokens_details?.cached_tokens ?? 0;
    expect(cached).toBeGreaterThanOrEqual(1024);
    expect(cached % 128).toBe(0);
    expect(cached).toBeLessThan(second.usage?.prompt_tokens ?? 0);
  });

  it("answer any other strict schema with the smallest instance", async () => {
    const client = openaiFor(await simulatorForTest());
    const schema = z.object({
      label: z.enum(["first", "second"]),
      note: z.string().nullable(),
      scores: z.array(z.number()),
      inner: z.object({ count: z.int().min(3), ok: z.boolean() }),
      either: z.union([z.object({ kind: z.literal("a") }), z.object({ kind: z.literal("b") })]),
    });
    const completion = await client.chat.completions.parse({
      model: "gpt-4o",
      messages: [{ role: "user", content: "Anything" }],
      response_format: zodResponseFormat(schema, "other"),
    });
    expect(completion.choices[0]?.message.parsed).toEqual({
      label: "first",
      note: null,
      scores: [],
      inner: { count: 3, ok: false },
      either: { kind: "a" },
    });
  });

  it("refuse a schema that strict mode does not take", async () => {
    const client = openaiFor(await simulatorForTest());
    const ask = (schema: Record<string, unknown>) =>
      client.chat.completions.create({
        model: "gpt-4o",
        messages: [{ role: "user", content: "{}" }],
        response_format: { type: "json_schema", json_schema: { name: "claims", strict: true, schema } },
      });
    const inner = { type: "object", properties: { a: { type: "string" } }, required: ["a"] };
    await expect(ask({ ...inner })).rejects.toThrow(/'additionalProperties' is required/);
    await expect(ask({ ...inner, additionalProperties: false, required: [] })).rejects.toThrow(/Missing 'a'/);
    await expect(
      ask({
        type: "object",
        properties: { list: { type: "array", items: inner } },
        required: ["list"],
        additionalProperties: false,
      }),
    ).rejects.toThrow(/'list', 'items'/);
    await expect(ask({ type: "array", items: { type: "string" } })).rejects.toThrow(/type: "object"/);
  });

  it("refuse a bad key, bad JSON and what the simulator does not do", async () => {
    const simulator = await simulatorForTest();
    await expect(askClaims(openaiFor(simulator, BAD_OPENAI_API_KEY), "x")).rejects.toThrow(
      OpenAI.AuthenticationError,
    );
    const broken = await fetch(`${simulator.openaiBaseUrl}/chat/completions`, {
      method: "POST",
      headers: { authorization: "Bearer sk-any", "content-type": "application/json" },
      body: "{",
    });
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({ error: { type: "invalid_request_error" } });
    await expect(
      openaiFor(simulator).chat.completions.create({
        model: "whisper-1",
        messages: [{ role: "user", content: "x" }],
      }),
    ).rejects.toMatchObject({ status: 404, code: "model_not_found" });
    await expect(openaiFor(simulator).models.list()).rejects.toThrow(OpenAI.NotFoundError);
  });
});
