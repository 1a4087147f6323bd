// @vitest-environment node
import { STAGES } from "@voice-flow/domain/vocabulary/pipeline";
import { expect, test } from "vitest";
import { createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendSample, sendText, useProviders } from "./providers";

useProviders();

/** What every good voice note tells, in this order. */
const NINE_EVENTS = [
  "artifact_received",
  "transcription_started",
  "transcription_completed",
  "claims_extraction_started",
  "claims_extracted",
  "entity_resolution_started",
  "entity_resolution_completed",
  "draft_generation_started",
  "drafts_generated",
];

test("a voice note becomes drafts, and its events tell so in order, with times, costs and counts", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const { artifactDocId } = await sendSample(t, club, "three-players");
  await settle(t);
  const { artifact, note, events, claims, resolutions, drafts, transcripts, usage, messages } =
    await recordsOf(t, artifactDocId);

  expect(artifact).toMatchObject({ status: "completed", sourceChannel: "whatsapp_audio", attempt: 1 });
  expect(artifact.stageDeadlineAt).toBeUndefined();
  expect(note).toMatchObject({ transcriptionStatus: "completed", insightsStatus: "completed" });
  const told = events.map((event) => event.eventType);
  expect(told.filter((type) => NINE_EVENTS.includes(type))).toEqual(NINE_EVENTS);
  expect(told).toContain("artifact_completed");
  expect(new Set(events.map((event) => event.eventId)).size).toBe(events.length);
  for (const stage of [
    "transcription",
    "claims_extraction",
    "entity_resolution",
    "draft_generation",
  ] as const) {
    const end = events.find((event) => event.eventType === STAGES[stage].events.completed);
    expect(end?.durationMs, stage).toBeGreaterThan(0);
    expect(end?.durationMs).toBe((end?.stageCompletedAt ?? 0) - (end?.stageStartedAt ?? 0));
  }
  // The stages join without gaps, from receipt to drafts.
  const timed = events.filter((event) => event.durationMs !== undefined && event.pipelineStage !== undefined);
  expect(timed.reduce((sum, event) => sum + (event.durationMs ?? 0), 0)).toBe(
    events.find((event) => event.eventType === "artifact_completed")?.durationMs,
  );
  expect(events.find((event) => event.eventType === "transcription_completed")?.metadata).toMatchObject({
    aiModel: "whisper-1",
    aiCost: 869, // 8.7 s at 6,000 micro-dollars a minute
    transcriptDuration: 8.7,
    transcriptWordCount: 23,
  });
  expect(usage.map((row) => row.operation).sort()).toEqual(["claims_extraction", "voice_transcription"]);
  expect(artifact.totals).toMatchObject({ claimCount: 3, draftCount: 3, disambiguationCount: 0 });
  expect(artifact.totals.aiCost).toBe(usage.reduce((sum, row) => sum + row.cost, 0));
  expect(transcripts).toHaveLength(1);
  expect(transcripts[0]?.segments).toHaveLength(3);
  expect(claims.map((claim) => claim.status)).toEqual(["resolved", "resolved", "resolved"]);
  expect(resolutions).toHaveLength(3);
  expect(drafts.map((draft) => draft.playerId)).toEqual(
    ["Niamh Walsh", "Cian Doyle", "Caoimhe Ryan"].map(club.playerId),
  );
  for (const draft of drafts) {
    expect(draft).toMatchObject({ status: "pending", requiresConfirmation: true });
    expect(draft.overallConfidence).toBeCloseTo(draft.aiConfidence * draft.resolutionConfidence);
  }
  expect(messages.map((message) => message.template)).toEqual(["summary"]);
});

test("a typed note is never sent to transcription", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const { artifactDocId } = await sendText(t, club, "Aoife Kelly was brilliant in goal tonight.");
  await settle(t);
  const { artifact, events, drafts, transcripts, usage } = await recordsOf(t, artifactDocId);

  expect(artifact).toMatchObject({ status: "completed", sourceChannel: "whatsapp_text" });
  const told = events.map((event) => event.eventType);
  expect(told.filter((type) => type.startsWith("transcription"))).toEqual([]);
  expect(told).toContain("drafts_generated");
  expect(transcripts[0]).toMatchObject({ modelUsed: "typed", duration: 0, confidence: 1 });
  expect(usage.map((row) => row.operation)).toEqual(["claims_extraction"]);
  expect(drafts[0]?.playerId).toBe(club.playerId("Aoife Kelly"));
});
