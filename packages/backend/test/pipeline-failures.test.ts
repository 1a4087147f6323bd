// @vitest-environment node
import { BAD_OPENAI_API_KEY, developmentDefaults, type FaultRuleInput } from "@voice-flow/provider-simulator";
import { afterEach, describe, expect, test, vi } from "vitest";
import { internal } from "../convex/_generated/api";
import { artifactOrThrow, moveArtifact } from "../convex/lib/pipeline/transition";
import { override } from "./costs";
import { createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendSample, sendText, useProviders } from "./providers";

const { simulator } = useProviders();

const TEXT = "Aoife Kelly was brilliant in goal tonight.";

describe("a call that fails", () => {
  const cases: readonly [name: string, fault: FaultRuleInput, code: string][] = [
    ["429", { kind: "rate_limit", target: "openai" }, "provider_rate_limited"],
    ["500", { kind: "server_error", target: "openai" }, "provider_unavailable"],
    ["malformed JSON", { kind: "malformed_json", target: "openai" }, "provider_bad_response"],
    ["a body that is cut off", { kind: "cut_off_body", target: "openai" }, "provider_unavailable"],
  ];

  test.each(cases)(
    "in transcription (%s) fails the note with its cause, and the coach hears it",
    async (_, fault, code) => {
      const t = createBackend();
      const club = await seedClub(t);
      simulator().faults.set([fault]);
      const { artifactDocId } = await sendSample(t, club, "one-player");
      await settle(t);
      const { artifact, note, events, messages, usage, transcripts } = await recordsOf(t, artifactDocId);

      expect(artifact).toMatchObject({ status: "failed", currentStage: "transcription" });
      expect(artifact.error).toMatchObject({ stage: "transcription", code });
      expect(artifact.stageDeadlineAt).toBeUndefined();
      expect(note).toMatchObject({ transcriptionStatus: "failed" });
      const failed = events.find((event) => event.eventType === "transcription_failed");
      expect(failed).toMatchObject({ errorCode: code, outcome: "failure", attempt: 1 });
      expect(failed?.durationMs).toBeGreaterThan(0);
      expect(failed?.errorFingerprint).toBe(artifact.error?.fingerprint);
      const ofPipeline = events.filter(({ pipelineStage }) => pipelineStage !== "delivery");
      expect(ofPipeline.at(-1)?.eventType).toBe("artifact_failed");
      expect(usage).toMatchObject([{ succeeded: false, errorCode: code, cost: 0 }]);
      expect(transcripts).toEqual([]);
      expect(messages).toHaveLength(1);
      expect(messages[0]?.body).not.toMatch(/error|stack|HTTP|provider/i);
    },
  );

  test.each(cases)("in extraction (%s) fails the note at that stage", async (_, fault, code) => {
    const t = createBackend();
    const club = await seedClub(t);
    simulator().faults.set([{ ...fault, target: "chat" }]);
    const { artifactDocId } = await sendSample(t, club, "one-player");
    await settle(t);
    const { artifact, note, events, messages, transcripts } = await recordsOf(t, artifactDocId);

    expect(artifact).toMatchObject({ status: "failed", currentStage: "claims_extraction" });
    expect(artifact.error).toMatchObject({ stage: "claims_extraction", code });
    expect(note).toMatchObject({ transcriptionStatus: "completed", insightsStatus: "failed" });
    expect(events.map((event) => event.eventType)).toContain("claims_extraction_failed");
    expect(transcripts).toHaveLength(1);
    expect(messages).toHaveLength(1);
  });

  test("because it takes too long is given up after the time in the settings", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    await override(t, "CLAIMS_EXTRACTION_TIMEOUT_SECONDS", 5);
    simulator().faults.set([{ kind: "timeout", target: "chat" }]);
    const { artifactDocId } = await sendText(t, club, TEXT);
    await settle(t);
    const { artifact } = await recordsOf(t, artifactDocId);
    expect(artifact.error).toMatchObject({ stage: "claims_extraction", code: "provider_timeout" });
  });
});

describe("credentials", () => {
  afterEach(() => {
    vi.stubEnv("OPENAI_API_KEY", developmentDefaults.openaiApiKey);
  });

  test.each([
    ["that are refused", BAD_OPENAI_API_KEY],
    ["that are missing", ""],
  ])("%s are named as the cause", async (_, key) => {
    const t = createBackend();
    const club = await seedClub(t);
    vi.stubEnv("OPENAI_API_KEY", key);
    const { artifactDocId } = await sendText(t, club, TEXT);
    await settle(t);
    const { artifact } = await recordsOf(t, artifactDocId);
    expect(artifact.error).toMatchObject({ code: "provider_credentials_missing" });
  });
});

test("audio that is gone from storage fails the note as such", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const { artifactDocId, voiceNoteId } = await sendSample(t, club, "one-player");
  await t.run(async (ctx) => {
    const note = await ctx.db.get("voiceNotes", voiceNoteId);
    if (note?.audioStorageId) await ctx.storage.delete(note.audioStorageId);
  });
  await settle(t);
  const { artifact, usage } = await recordsOf(t, artifactDocId);
  expect(artifact.error).toMatchObject({ stage: "transcription", code: "storage_missing" });
  expect(usage).toEqual([]);
});

describe("results that come late or twice", () => {
  const claims = { attempt: 1, claims: [], billed: { model: "gpt-4o", usage: {}, cost: 7 } };

  test("of a stage that is done change nothing", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    const { artifactDocId } = await sendText(t, club, TEXT);
    await settle(t);
    const before = await recordsOf(t, artifactDocId);
    const { models } = internal;
    await t.mutation(models.voiceNoteClaims.storeClaims, { artifactId: artifactDocId, ...claims });
    const run = { artifactId: artifactDocId, attempt: 1 };
    await t.mutation(models.voiceNoteEntityResolutions.resolveEntities, run);
    await t.mutation(models.insightDrafts.generateDrafts, run);
    await t.mutation(models.voiceNoteTranscripts.acceptText, { artifactId: artifactDocId, attempt: 1 });
    await settle(t);
    expect(await recordsOf(t, artifactDocId)).toEqual(before);
  });

  test("of an attempt that is over change nothing, and the new attempt goes on", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    simulator().faults.set([{ kind: "server_error", target: "chat", nextCalls: 1 }]);
    const { artifactDocId } = await sendText(t, club, TEXT);
    await settle(t);
    await t.run(async (ctx) => {
      const artifact = await artifactOrThrow(ctx.db, artifactDocId);
      const retry = { type: "retry", kind: "retryClaimsExtraction" } as const;
      await moveArtifact(ctx, artifact, retry, { now: Date.now() });
    });
    await t.mutation(internal.models.voiceNoteClaims.storeClaims, { artifactId: artifactDocId, ...claims });
    expect((await recordsOf(t, artifactDocId)).artifact).toMatchObject({ status: "processing", attempt: 2 });
    expect((await recordsOf(t, artifactDocId)).artifact.error).toBeUndefined();
    const failure = { code: "internal_error", message: "" } as const;
    const late = { artifactId: artifactDocId, attempt: 1, failure };
    expect(await t.mutation(internal.models.voiceNoteArtifacts.failStage, late)).toEqual({ failed: false });

    await t.action(internal.workers.claimsExtraction.extractClaims, {
      artifactId: artifactDocId,
      attempt: 2,
    });
    await settle(t);
    const { artifact, drafts } = await recordsOf(t, artifactDocId);
    expect(artifact).toMatchObject({ status: "completed", attempt: 2 });
    expect(drafts).toHaveLength(1);
  });

  test("the same events written twice are one", async () => {
    const t = createBackend();
    const event = {
      eventId: "e1",
      eventType: "rate_limit_hit",
      outcome: "warning",
      timestamp: 1,
    } as const;
    const { logEvents } = internal.models.voicePipelineEvents;
    expect(await t.mutation(logEvents, { events: [event, { ...event, eventId: "e2" }] })).toEqual({
      written: 2,
    });
    expect(await t.mutation(logEvents, { events: [event] })).toEqual({ written: 0 });
    const stored = await t.run((ctx) => ctx.db.query("voicePipelineEvents").withIndex("by_commitTs").take(9));
    expect(stored.map((row) => row.eventId)).toEqual(["e1", "e2"]);
    expect(typeof stored[0]?.commitTs).toBe("bigint");
  });
});

describe("the circuit breaker", () => {
  test("opens after five failures, refuses without calling, and closes by a probe", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    simulator().faults.set([{ kind: "server_error", target: "chat" }]);
    for (let note = 0; note < 5; note += 1) {
      await sendText(t, club, `${TEXT} Number ${note}.`);
      await settle(t);
    }
    const callsBefore = simulator().calls().length;
    const refused = await sendText(t, club, TEXT);
    await settle(t);
    expect((await recordsOf(t, refused.artifactDocId)).artifact.error).toMatchObject({
      code: "circuit_open",
    });
    const chats = simulator()
      .calls()
      .slice(callsBefore)
      .filter((call) => call.endpoint === "chat");
    expect(chats).toEqual([]);
    const changes = () =>
      t.run(async (ctx) =>
        (await ctx.db.query("voicePipelineEvents").collect())
          .map((event) => event.eventType)
          .filter((type) => type.startsWith("circuit_breaker")),
      );
    expect(await changes()).toEqual(["circuit_breaker_opened"]);

    simulator().faults.clear();
    await t.run(async (ctx) => {
      const row = await ctx.db.query("aiServiceHealth").first();
      if (row) await ctx.db.patch("aiServiceHealth", row._id, { openedAt: Date.now() - 3_600_000 });
    });
    const probe = await sendText(t, club, TEXT);
    await settle(t);
    expect((await recordsOf(t, probe.artifactDocId)).artifact.status).toBe("completed");
    expect(await changes()).toEqual(["circuit_breaker_opened", "circuit_breaker_closed"]);
  });
});
