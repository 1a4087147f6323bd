// @vitest-environment node
/** From bytes to a transcript worth trusting: real recordings in by webhook, messages and rows out. */
import type { FaultRuleInput, Heard } from "@voice-flow/provider-simulator";
import { expect, onTestFinished, test, vi } from "vitest";
import { internal } from "../convex/_generated/api";
import { settle } from "./harness";
import { serve } from "./http-server";
import { recordsOf } from "./providers";
import { recordingBytes, silentWav } from "./recordings";
import { createWhatsApp, hurryJobs, rows, type WhatsApp } from "./whatsapp";

interface Sent {
  file?: string;
  bytes?: Buffer;
  contentType?: string;
  body?: string;
  heard?: Heard;
}

/** Sends a recording and waits until all is done. */
async function send(whatsapp: WhatsApp, sent: Sent) {
  const { t, phone, club, simulator } = whatsapp;
  const bytes = sent.bytes ?? recordingBytes(sent.file ?? "note.ogg");
  if (sent.heard) simulator.hear(bytes, sent.heard);
  const { contentType = "audio/ogg", body } = sent;
  await phone.sendAudio({ phone: club.phone, bytes, contentType, body });
  await settle(t);
  const [artifact] = await rows.artifacts(t);
  return {
    artifact,
    replies: phone.replies(club.phone).map((reply) => reply.body),
    calls: simulator.calls().map(({ endpoint }) => endpoint),
  };
}

const NOTE = "Seán Byrne pulled up with a tight hamstring in the second half tonight.";

test.each([
  ["note.amr", "audio/amr"],
  ["note.amr", "audio/3gpp"],
  ["amr.3gp", "video/3gpp"],
  ["note.aac", "audio/aac"],
  ["note.aac", "application/octet-stream"],
])(
  "HE-001, D7: %s as %s is refused at once, without a call, and the coach told how to send it",
  async (file, contentType) => {
    const whatsapp = await createWhatsApp();
    const { artifact, replies, calls } = await send(whatsapp, { file, contentType });
    expect(artifact).toMatchObject({ status: "failed", currentStage: "ingestion" });
    expect(replies).toEqual([expect.stringMatching(/record it again in WhatsApp/)]);
    expect(calls).not.toContain("transcription");
    expect((await rows.messages(whatsapp.t))[0]).toMatchObject({ statusReason: "media_not_audio" });
  },
);

test.each([
  ["note.m4a", "video/mp4", "audio/mp4", 5],
  ["note.m4a", "application/octet-stream", "audio/mp4", 5],
  ["note.wav", "audio/wave", "audio/wav", 2.5],
  ["note.mp3", "audio/ogg", "audio/mpeg", 2.63],
  ["note.webm", "video/webm", "audio/webm", 5.01],
  ["note.ogg", 'Audio/OGG; codecs="opus"', "audio/ogg", 5],
])("HE-001, D7: %s as %s is a note, kept as %s of %d s", async (file, label, contentType, seconds) => {
  const whatsapp = await createWhatsApp();
  const sent = { file, contentType: label, body: "Recording 12.m4a", heard: { text: NOTE } };
  const { artifact } = await send(whatsapp, sent);
  expect(artifact).toMatchObject({ status: "completed", sourceChannel: "whatsapp_audio" });
  expect((await rows.notes(whatsapp.t))[0]).toMatchObject({ audioContentType: contentType });
  if (!artifact) throw new Error("No artifact.");
  const { transcripts } = await recordsOf(whatsapp.t, artifact._id);
  expect(transcripts[0]).toMatchObject({ fullText: NOTE, duration: seconds });
});

test("HE-005: a recording that is not there yet is fetched again", async () => {
  const whatsapp = await createWhatsApp();
  await hurryJobs(whatsapp.t);
  whatsapp.simulator.faults.set([{ kind: "refused_media", target: "media", status: 404, nextCalls: 1 }]);
  await send(whatsapp, { heard: { text: NOTE } });
  await vi.waitFor(
    async () => {
      await settle(whatsapp.t);
      expect((await rows.artifacts(whatsapp.t))[0]).toMatchObject({ status: "completed" });
    },
    { timeout: 15_000 },
  );
});

const SILENCE: [string, Heard][] = [
  ["HE-002, D8", { text: "Thank you. ".repeat(6), noSpeechProb: 0.71, compressionRatio: 4.2 }],
  ["HE-002, D8", { text: "Thanks for watching! ".repeat(4) }],
  ["HE-002, D8", { text: "you ".repeat(8) }],
  [
    "HE-002, D8",
    {
      text: "Thank you for watching and I'll see you in the next video.",
      noSpeechProb: 0.8,
      avgLogprob: -1.05,
    },
  ],
  ["HE-002, D8", { text: "Thanks for watching. Please like and subscribe to my channel." }],
  ["HE-004, D2", { text: { of: "the_prompt" }, noSpeechProb: 0.55, avgLogprob: -0.3 }],
  ["TQ-003", { text: "" }],
];

test.each(SILENCE)("%s: %o is refused as no speech, and nothing is asked of a model", async (_, heard) => {
  const whatsapp = await createWhatsApp();
  const { artifact, replies, calls } = await send(whatsapp, { file: "silence.ogg", heard });
  expect(artifact).toMatchObject({ status: "rejected", statusReason: "no_speech" });
  expect(replies.at(-1)).toMatch(/could not hear anybody speak/);
  expect(calls).not.toContain("chat");
});

test("HE-002: a real note that ends in thank you is worked on", async () => {
  const text = `${NOTE} Thank you. Thanks for listening. Bye.`;
  const { artifact } = await send(await createWhatsApp(), { heard: { text } });
  expect(artifact).toMatchObject({ status: "completed", totals: { draftCount: 1 } });
});

const WELSH = "Roedd y tîm yn dda iawn heddiw ac roedd Sean yn rhagorol yn y gôl";
const IRISH = "Bhí Seán ar fheabhas ag an traenáil inniu agus bhí Aoife go hiontach";

test("HE-003, D9: a transcript in another language is shown to the coach first", async () => {
  const { artifact, replies, calls } = await send(await createWhatsApp(), {
    heard: { text: WELSH, language: "welsh" },
  });
  expect(artifact).toMatchObject({ status: "awaiting_coach", statusReason: "another_language" });
  expect(replies.at(-1)).toMatch(/another language/);
  expect(replies.at(-1)).toContain(WELSH);
  expect(calls).not.toContain("chat");
});

test("HE-003: a club that speaks Irish is heard in Irish, whatever the transcriber calls it", async () => {
  const whatsapp = await createWhatsApp();
  const { t, club } = whatsapp;
  const { organizationId } = club;
  await t.mutation(internal.models.clubs.setLanguage, { organizationId, language: "ga" });
  const { artifact } = await send(whatsapp, { heard: { text: IRISH, language: "welsh" } });
  expect(artifact).toMatchObject({ status: "completed" });
});

test.each([
  ["en", "en"],
  ["fr", "fr"],
  // The model does not know it: a wrong hint would be worse than none.
  ["ga", undefined],
] as const)("HE-003: for a club that speaks %s, the transcriber's hint is %s", async (language, told) => {
  const whatsapp = await createWhatsApp();
  const { organizationId } = whatsapp.club;
  await whatsapp.t.mutation(internal.models.clubs.setLanguage, { organizationId, language });
  const forms = await transcriberThatAnswers(400, {
    error: { message: "", type: null, param: null, code: null },
  });
  await send(whatsapp, {});
  expect(forms).toHaveLength(1);
  expect(/name="language"\r\n\r\n(\w+)/.exec(forms[0] ?? "")?.[1]).toBe(told);
  expect(forms[0]).toContain('filename="note.ogg"');
});

/** A server in place of the transcriber that answers everything alike. Returns the bodies that it was sent. */
async function transcriberThatAnswers(status: number, answer: object, headers: Record<string, string> = {}) {
  const bodies: string[] = [];
  const url = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    bodies.push(Buffer.concat(chunks).toString("latin1"));
    response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(JSON.stringify(answer));
  });
  const before = process.env.OPENAI_BASE_URL;
  vi.stubEnv("OPENAI_BASE_URL", url);
  onTestFinished(() => void vi.stubEnv("OPENAI_BASE_URL", before));
  return bodies;
}

test("D7: a file that only the provider finds unreadable has its own code and remedy", async () => {
  const whatsapp = await createWhatsApp();
  await transcriberThatAnswers(400, {
    error: {
      message: "Invalid file format. Supported formats: ['flac', 'm4a', 'mp3']",
      type: "invalid_request_error",
      param: null,
      code: null,
    },
  });
  const { artifact, replies } = await send(whatsapp, {});
  expect(artifact?.error).toMatchObject({ code: "provider_rejected_file" });
  expect(replies.at(-1)).toMatch(/record it again in WhatsApp/);
  expect(replies.at(-1)).not.toMatch(/our team/);
});

test("a rate limit keeps its Retry-After, also where its body has no code and no type", async () => {
  const whatsapp = await createWhatsApp();
  whatsapp.simulator.faults.set([
    { kind: "rate_limit", target: "transcription", retryAfterSeconds: 20, isBare: true },
  ]);
  const { artifact, replies } = await send(whatsapp, { heard: { text: NOTE } });
  expect(artifact?.error).toMatchObject({ code: "provider_rate_limited" });
  if (!artifact) throw new Error("No artifact.");
  const { events } = await recordsOf(whatsapp.t, artifact._id);
  expect(events.find(({ eventType }) => eventType === "transcription_failed")?.errorMessage).toMatch(
    /HTTP 429, retry after 20 s/,
  );
  expect(replies.at(-1)).toMatch(/our team can retry it/);
});

test.each<[string, FaultRuleInput, string, RegExp]>([
  [
    "D11",
    { kind: "cut_off_answer", target: "chat" },
    "provider_answer_cut_off",
    /as two or three shorter notes/,
  ],
  ["HE", { kind: "refusal", target: "chat" }, "provider_refused", /in other words/],
])("%s: a model that stops early or refuses has its own error code", async (_, fault, code, told) => {
  const whatsapp = await createWhatsApp();
  whatsapp.simulator.faults.set([fault]);
  const { artifact, replies } = await send(whatsapp, { heard: { text: NOTE } });
  expect(artifact).toMatchObject({ status: "failed", error: { code } });
  expect(replies.at(-1)).toMatch(told);
});

test("a recording that is too long for the chosen model goes to one that takes it", async () => {
  const whatsapp = await createWhatsApp();
  await whatsapp.t.mutation(internal.models.aiModelConfig.setConfig, {
    feature: "voice_transcription",
    provider: "openai",
    model: "gpt-4o-mini-transcribe",
    enabled: true,
  });
  const modelFor = async (seconds: number) => {
    const bytes = silentWav(seconds);
    await send(whatsapp, {
      bytes,
      contentType: "audio/wav",
      heard: { text: `${NOTE} That took ${seconds} s.` },
    });
    const usage = await whatsapp.t.run((ctx) => ctx.db.query("aiUsageLog").collect());
    return usage.findLast(({ operation }) => operation === "voice_transcription")?.model;
  };
  expect(await modelFor(1_400)).toBe("gpt-4o-mini-transcribe");
  expect(await modelFor(1_401)).toBe("whisper-1");
});

test("usage is charged up to what was reserved, whatever the provider reports", async () => {
  const whatsapp = await createWhatsApp();
  whatsapp.simulator.faults.set([{ kind: "inflated_usage", target: "chat", factor: 1_000_000 }]);
  const { artifact } = await send(whatsapp, { heard: { text: NOTE } });
  if (!artifact) throw new Error("No artifact.");
  expect(artifact.status).toBe("completed");
  const { usage } = await recordsOf(whatsapp.t, artifact._id);
  const call = usage.find(({ operation }) => operation === "claims_extraction");
  expect(call?.outputTokens).toBeLessThan(3_000);
  // A few cents at most: the bound of a short note.
  expect(call?.cost).toBeLessThan(100_000);
});
