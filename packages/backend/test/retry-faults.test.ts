// @vitest-environment node
import { expect, test, vi } from "vitest";
import { api, internal } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { asStaff, type Backend, createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendSample, sendText, useProviders } from "./providers";
import { expectNothingOpen, previewOf, retryNow, retryRows } from "./retries";

const { simulator } = useProviders();

const TEXT = "Aoife Kelly was brilliant in goal tonight.";

/** As if its deadline had passed; the sweep then does what it does every minute. */
async function letTimePass(t: Backend, id: Id<"voiceNoteArtifacts">) {
  await t.run((ctx) => ctx.db.patch("voiceNoteArtifacts", id, { stageDeadlineAt: Date.now() - 1 }));
  await t.mutation(internal.models.voiceNoteArtifacts.failStalledArtifacts, {});
}

const failOnce = (target: "chat" | "transcription") =>
  simulator().faults.set([{ kind: "server_error", target, nextCalls: 1 }]);

/** A recording whose first transcription failed. */
async function failedRecording() {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  failOnce("transcription");
  const sent = await sendSample(t, club, "one-player");
  await settle(t);
  return { t, club, staff, ...sent };
}

test("M3-001 an action that is killed in the middle of a retry: the sweep fails it, with its outcome, and staff can retry", async () => {
  const { t, staff, artifactDocId, voiceNoteId } = await failedRecording();
  await retryNow(t, staff, artifactDocId, "retryTranscription");
  // The action got as far as this and was gone: its process died.
  await t.run(async (ctx) => {
    const scheduled = await ctx.db.system.query("_scheduled_functions").collect();
    for (const { _id, name, state } of scheduled) {
      if (state.kind === "pending" && name.includes("transcribeAudio")) await ctx.scheduler.cancel(_id);
    }
  });
  await t.mutation(internal.models.voiceNoteTranscripts.beginTranscription, {
    noteId: voiceNoteId,
    attempt: 2,
  });
  expect((await recordsOf(t, artifactDocId)).artifact.status).toBe("transcribing");
  await letTimePass(t, artifactDocId);
  await settle(t);
  expect((await recordsOf(t, artifactDocId)).artifact.error).toMatchObject({ code: "deadline_exceeded" });
  expect(await retryRows(t, artifactDocId)).toMatchObject([
    { attempt: 2, outcome: "failed", errorCode: "deadline_exceeded" },
  ]);
  await expectNothingOpen(t);

  expect(await retryNow(t, staff, artifactDocId, "retryTranscription")).toMatchObject({ success: true });
  await settle(t);
  expect((await recordsOf(t, artifactDocId)).artifact).toMatchObject({ status: "completed", attempt: 3 });
  await expectNothingOpen(t);
});

test.each(["transcription", "chat"] as const)(
  "an answer of %s that comes after the deadline changes nothing, and a retry that has begun meanwhile goes on",
  async (target) => {
    const t = createBackend();
    const club = await seedClub(t);
    const staff = await asStaff(t);
    simulator().faults.set([{ kind: "latency", target, delayMs: 1_500, nextCalls: 1 }]);
    const { artifactDocId } = await sendSample(t, club, "one-player");
    const waits = target === "chat" ? "claims_extraction" : "transcription";
    await vi.waitFor(
      async () => {
        const calls = await t.run((ctx) => ctx.db.get("voiceNoteArtifacts", artifactDocId));
        expect(calls).toMatchObject({
          currentStage: waits,
          status: target === "chat" ? "processing" : "transcribing",
        });
      },
      { timeout: 15_000, interval: 10 },
    );
    await letTimePass(t, artifactDocId);
    const kind = target === "chat" ? "retryClaimsExtraction" : "retryTranscription";
    expect(await retryNow(t, staff, artifactDocId, kind)).toMatchObject({ success: true, attempt: 2 });
    // The old answer arrives somewhere in here, after the new attempt's own.
    await settle(t);
    const { artifact, transcripts, claims, drafts, events, usage } = await recordsOf(t, artifactDocId);
    expect(artifact).toMatchObject({ status: "completed", attempt: 2 });
    expect([transcripts, claims, drafts].map((rows) => rows.length)).toEqual([1, 1, 1]);
    expect(transcripts[0]?.attempt).toBe(target === "chat" ? 1 : 2);
    const failures = events.filter((event) => event.outcome === "failure");
    expect(failures.every((event) => event.attempt === 1)).toBe(true);
    // Both answers were paid for, and only the second one is the retry's.
    const operation = target === "chat" ? "claims_extraction" : "voice_transcription";
    expect(usage.filter((row) => row.operation === operation)).toHaveLength(2);
    const ofRetry = usage.filter((row) => row.callId.startsWith(`${artifactDocId}:2:`));
    const cost = ofRetry.reduce((sum, row) => sum + row.cost, 0);
    expect(await retryRows(t, artifactDocId)).toMatchObject([{ outcome: "succeeded", costMicros: cost }]);
    await expectNothingOpen(t);
  },
);

test("the breaker opens in the middle of a burst of retries: each has its outcome, and the next is told when", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  const ids: Id<"voiceNoteArtifacts">[] = [];
  for (let index = 0; index < 8; index += 1) {
    failOnce("chat");
    // One failure, then one success: the breaker stays closed.
    ids.push((await sendText(t, club, `${TEXT} Number ${index}.`)).artifactDocId);
    await settle(t);
    await t.run(async (ctx) => {
      const row = await ctx.db.query("aiServiceHealth").first();
      if (row) await ctx.db.delete("aiServiceHealth", row._id);
    });
  }
  simulator().faults.set([{ kind: "server_error", target: "chat" }]);
  const results = await Promise.all(ids.map((id) => retryNow(t, staff, id, "retryClaimsExtraction")));
  expect(results.every((result) => result.success)).toBe(true);
  await settle(t);
  const codes = await Promise.all(ids.map(async (id) => (await retryRows(t, id))[0]?.errorCode));
  expect(codes.every((code) => code === "provider_unavailable" || code === "circuit_open")).toBe(true);
  await expectNothingOpen(t);
  const [first] = ids;
  if (!first) throw new Error("There are eight notes.");
  expect(await previewOf(t, staff, first, "retryClaimsExtraction")).toMatchObject({
    allowed: false,
    code: "breaker_open",
    availableAt: expect.any(Number),
  });
  // What calls no provider is not held up.
  expect(await previewOf(t, staff, first, "retryDraftGeneration")).toMatchObject({
    code: "stage_not_reached",
  });
});

test.each([false, true])(
  "a 429 (body without code and type: %s) delays the retry by what its Retry-After asks",
  async (isBare) => {
    const t = createBackend();
    const club = await seedClub(t);
    const staff = await asStaff(t);
    const askedAt = Date.now();
    simulator().faults.set([
      { kind: "rate_limit", target: "chat", retryAfterSeconds: 120, isBare, nextCalls: 1 },
    ]);
    const { artifactDocId } = await sendText(t, club, TEXT);
    await settle(t);
    const plan = await previewOf(t, staff, artifactDocId, "retryClaimsExtraction");
    expect(plan).toMatchObject({ allowed: false, code: "provider_asks_to_wait" });
    if (plan.allowed) throw new Error("The provider asked to wait.");
    expect(plan.availableAt).toBeGreaterThanOrEqual(askedAt + 120_000);
    expect(await retryNow(t, staff, artifactDocId, "retryClaimsExtraction")).toMatchObject({
      success: false,
    });
    // Another coach's note is no retry: it is worked on.
    const other = await sendText(t, club, `${TEXT} Cian Doyle was late.`);
    await settle(t);
    expect((await recordsOf(t, other.artifactDocId)).artifact.status).toBe("completed");
    await t.run(async (ctx) => {
      const row = await ctx.db.query("aiServiceHealth").first();
      if (row) await ctx.db.patch("aiServiceHealth", row._id, { waitUntil: Date.now() - 1 });
    });
    expect(await retryNow(t, staff, artifactDocId, "retryClaimsExtraction")).toMatchObject({ success: true });
    await settle(t);
    expect((await recordsOf(t, artifactDocId)).artifact.status).toBe("completed");
  },
);

test("a recording that is gone from storage: refused beforehand, and failed with its cause if it goes meanwhile", async () => {
  const { t, staff, artifactDocId, voiceNoteId } = await failedRecording();
  const plan = await previewOf(t, staff, artifactDocId, "retryTranscription");
  const deleteAudio = () =>
    t.run(async (ctx) => {
      const note = await ctx.db.get("voiceNotes", voiceNoteId);
      if (note?.audioStorageId) await ctx.storage.delete(note.audioStorageId);
    });
  expect(await retryNow(t, staff, artifactDocId, "retryTranscription")).toMatchObject({ success: true });
  await deleteAudio();
  await settle(t);
  expect(await retryRows(t, artifactDocId)).toMatchObject([
    { outcome: "failed", errorCode: "storage_missing" },
  ]);
  await expectNothingOpen(t);

  expect(plan.allowed).toBe(true);
  for (const kind of ["retryTranscription", "retryFullPipeline"] as const) {
    expect(await retryNow(t, staff, artifactDocId, kind)).toMatchObject({ code: "storage_missing" });
  }
});

test("a recording that is gone but that the provider still has is fetched again by a full retry", async () => {
  const { t, club, staff, artifactDocId, voiceNoteId } = await failedRecording();
  const mediaUrl = await simulatedMedia();
  await t.run(async (ctx) => {
    const note = await ctx.db.get("voiceNotes", voiceNoteId);
    if (note?.audioStorageId) await ctx.storage.delete(note.audioStorageId);
    const whatsappMessageId = await ctx.db.insert("whatsappMessages", {
      messageSid: "MM1",
      fromPhone: club.phone,
      toPhone: "+14155238886",
      kind: "audio",
      body: "",
      mediaUrl,
      status: "completed",
      receivedAt: 0,
      updatedAt: 0,
    });
    await ctx.db.patch("voiceNoteArtifacts", artifactDocId, { whatsappMessageId });
  });
  expect(await previewOf(t, staff, artifactDocId, "retryTranscription")).toMatchObject({
    code: "storage_missing",
  });
  expect(await retryNow(t, staff, artifactDocId, "retryFullPipeline")).toMatchObject({ success: true });
  await settle(t);
  expect((await recordsOf(t, artifactDocId)).artifact).toMatchObject({ status: "completed", attempt: 2 });
  await expectNothingOpen(t);
});

/** The address of a sample's recording at the simulated provider. */
async function simulatedMedia(): Promise<string> {
  const { createServer } = await import("node:http");
  return await new Promise((resolve, reject) => {
    const product = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        response.end();
        product.close();
        resolve(new URLSearchParams(body).get("MediaUrl0") ?? "");
      });
    });
    product.listen(0, "127.0.0.1", () => {
      const address = product.address();
      if (address === null || typeof address === "string") return reject(new Error("No port."));
      simulator().setWebhookUrl(`http://127.0.0.1:${address.port}/`);
      simulator().phone.sendSample({ phone: "+353861234567", sampleId: "one-player" }).catch(reject);
    });
  });
}

test("an attempt that waits for the coach has ended as a retry, and the coach's answer opens no second end", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  failOnce("transcription");
  const { artifactDocId } = await sendSample(t, club, "unclear");
  await settle(t);
  await retryNow(t, staff, artifactDocId, "retryTranscription");
  await settle(t);
  expect((await recordsOf(t, artifactDocId)).artifact.status).toBe("awaiting_coach");
  await expectNothingOpen(t);
  await t.run((ctx) => ctx.db.patch("voiceNoteArtifacts", artifactDocId, { stageStartedAt: 1 }));
  await t.mutation(internal.models.voiceNoteArtifacts.cancelUnanswered, {});
  await settle(t);
  expect((await recordsOf(t, artifactDocId)).artifact.status).toBe("cancelled");
  expect(await retryRows(t, artifactDocId)).toMatchObject([{ outcome: "succeeded" }]);
  await expectNothingOpen(t);
  const { getRetryOptions } = api.models.voicePipelineRetry;
  const { artifactId } = (await recordsOf(t, artifactDocId)).artifact;
  const options = await staff.query(getRetryOptions, { artifactId, now: Date.now() });
  expect(options?.plans.map((plan) => (plan.allowed ? "allowed" : plan.code))).toEqual(
    Array.from({ length: 5 }, () => "not_failed"),
  );
});
