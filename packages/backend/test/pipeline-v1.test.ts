// @vitest-environment node
import { readSample } from "@voice-flow/provider-simulator";
import { expect, test } from "vitest";
import { internal } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { ingestNote } from "../convex/lib/pipeline/ingest";
import { createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendSample, useProviders } from "./providers";

const { simulator } = useProviders();

test("a note whose artifact cannot be made is transcribed all the same", async () => {
  for (const broken of [false, true]) {
    const t = createBackend();
    const club = await seedClub(t);
    if (broken) simulator().faults.set([{ kind: "server_error", target: "transcription" }]);
    const { voiceNoteId, artifactDocId } = await t.run(async (ctx) =>
      ingestNote(ctx, {
        userId: club.coachUserId,
        organizationId: club.organizationId,
        channel: "whatsapp_audio",
        noteType: "training",
        audioStorageId: await ctx.storage.store(new Blob([new Uint8Array(readSample("one-player"))])),
        contentType: "audio/ogg",
        // Not an id of that table: making the artifact throws, as a defect of v2 would.
        whatsappMessageId: club.coachUserId as string as Id<"whatsappMessages">,
      }),
    );
    expect(artifactDocId).toBeUndefined();
    await settle(t);
    const note = await t.run((ctx) => ctx.db.get("voiceNotes", voiceNoteId));
    expect(note?.transcriptionStatus).toBe(broken ? "failed" : "completed");
    expect(note?.insightsStatus).toBe("failed");
    if (!broken) expect(note?.transcription).toContain("Aoife Kelly was brilliant");
    expect(await t.run((ctx) => ctx.db.query("voiceNoteArtifacts").collect())).toEqual([]);
  }
});

/** A recording of a coach for whom v2 is off, whose transcription has begun and says nothing more. */
async function stalledRecording() {
  const t = createBackend();
  const club = await seedClub(t, { v2: false });
  const voiceNoteId = await t.run(async (ctx) => {
    const audio = new Blob([new Uint8Array(readSample("one-player"))]);
    const { voiceNoteId: id } = await ingestNote(ctx, {
      userId: club.coachUserId,
      organizationId: club.organizationId,
      channel: "whatsapp_audio",
      noteType: "training",
      audioStorageId: await ctx.storage.store(audio),
      contentType: "audio/ogg",
    });
    // As if the process had been killed: what was scheduled never comes.
    for (const job of await ctx.db.system.query("_scheduled_functions").collect()) {
      await ctx.scheduler.cancel(job._id);
    }
    return id;
  });
  const note = () => t.run((ctx) => ctx.db.get("voiceNotes", voiceNoteId));
  const told = () => t.run(async (ctx) => (await ctx.db.query("outboundMessages").collect()).length);
  const passDeadline = () =>
    t.run((ctx) => ctx.db.patch("voiceNotes", voiceNoteId, { transcriptionDeadlineAt: Date.now() - 1 }));
  const sweep = () => t.mutation(internal.models.voiceNoteArtifacts.failStalledArtifacts, {});
  return { t, voiceNoteId, note, told, passDeadline, sweep };
}

const HEARD = {
  transcription: {
    text: "Aoife Kelly was brilliant tonight",
    segments: [],
    signals: [],
    language: "en",
    duration: 4,
  },
  expected: { language: "en" as const, prompt: "" },
  billed: {
    model: "whisper-1",
    usage: { audioSeconds: 4, inputTokens: 0, outputTokens: 0, cachedInputTokens: 0 },
    cost: 400,
  },
  attempt: 1,
};

test.each(["before it began", "after it began"])(
  "a recording without a run that stalls %s is failed after its deadline, and its coach told once",
  async (when) => {
    const { t, voiceNoteId, note, told, passDeadline, sweep } = await stalledRecording();
    if (when === "after it began") {
      await t.mutation(internal.models.voiceNoteTranscripts.beginTranscription, { noteId: voiceNoteId });
      expect((await note())?.transcriptionStatus).toBe("processing");
    }
    expect(await sweep()).toEqual({ failed: 0 });
    expect((await note())?.transcriptionDeadlineAt).toBeGreaterThan(Date.now());
    await passDeadline();
    expect(await sweep()).toEqual({ failed: 1 });
    expect(await note()).toMatchObject({ transcriptionStatus: "failed" });
    expect(await sweep()).toEqual({ failed: 0 });
    await settle(t);
    expect(await told()).toBe(1);
  },
);

test("what is heard, or fails, after the deadline of a recording without a run changes nothing", async () => {
  const { t, voiceNoteId, note, told, passDeadline, sweep } = await stalledRecording();
  const { createTranscript, beginTranscription } = internal.models.voiceNoteTranscripts;
  await t.mutation(beginTranscription, { noteId: voiceNoteId });
  await passDeadline();
  await sweep();
  await t.mutation(createTranscript, { noteId: voiceNoteId, ...HEARD });
  expect(await note()).toMatchObject({ transcriptionStatus: "failed" });
  expect(await note()).not.toHaveProperty("transcription");
  // An operator has it transcribed again; of that run a failure of the first one takes nothing.
  await t.mutation(beginTranscription, { noteId: voiceNoteId });
  await t.mutation(createTranscript, { noteId: voiceNoteId, ...HEARD });
  expect(await note()).toMatchObject({
    transcriptionStatus: "completed",
    transcription: HEARD.transcription.text,
  });
  expect(await note()).not.toHaveProperty("transcriptionDeadlineAt");
  await t.mutation(internal.models.voiceNotes.recordTranscriptionFailure, {
    noteId: voiceNoteId,
    code: "internal_error",
  });
  expect(await note()).toMatchObject({ transcriptionStatus: "completed" });
  await settle(t);
  expect(await told()).toBe(1);
});

test("a note is made by the channel that carries its kind", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const typed = {
    userId: club.coachUserId,
    noteType: "training",
    channel: "whatsapp_audio",
    text: "Hi",
  } as const;
  await expect(t.run((ctx) => ingestNote(ctx, typed))).rejects.toThrow(/must carry audio/);
});

test("a note that nobody answers is cancelled in time, and not before", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const { artifactDocId } = await sendSample(t, club, "unclear");
  await settle(t);
  const { cancelUnanswered } = internal.models.voiceNoteArtifacts;
  expect(await t.mutation(cancelUnanswered, {})).toEqual({ cancelled: 0 });
  await t.run(async (ctx) => {
    await ctx.db.patch("voiceNoteArtifacts", artifactDocId, { stageStartedAt: Date.now() - 25 * 3_600_000 });
  });
  expect(await t.mutation(cancelUnanswered, {})).toEqual({ cancelled: 1 });
  await settle(t);
  expect((await recordsOf(t, artifactDocId)).artifact.status).toBe("cancelled");
});
