// @vitest-environment node
import { expect, test } from "vitest";
import { api } from "../convex/_generated/api";
import { asStaff, createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendSample, sendText, useProviders } from "./providers";
import { overrideSetting, previewOf, publicIdOf, retryNow, retryRows } from "./retries";

const { simulator } = useProviders();

const TEXT = "Aoife Kelly was brilliant in goal tonight.";

/** A note whose extraction has failed once; the provider is well again. */
async function failedNote() {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  simulator().faults.set([{ kind: "server_error", target: "chat", nextCalls: 1 }]);
  const { artifactDocId } = await sendText(t, club, TEXT);
  await settle(t);
  return { t, club, staff, artifactDocId };
}

test("M3-001 a retry tells retry_initiated first, restarts the stage, and ends with exactly one outcome", async () => {
  const { t, staff, artifactDocId } = await failedNote();
  const plan = await previewOf(t, staff, artifactDocId, "retryClaimsExtraction");
  expect(plan).toMatchObject({
    allowed: true,
    stages: ["claims_extraction", "entity_resolution", "draft_generation"],
    attempt: 2,
    keeps: [{ kind: "transcripts", count: 1, text: "1 transcript" }],
    deletes: [],
    retriesLeft: 10,
  });
  const result = await retryNow(t, staff, artifactDocId, "retryClaimsExtraction", " The provider is back. ");
  expect(result).toMatchObject({ success: true, attempt: 2, retriesLeft: 9 });
  await settle(t);

  const { artifact, events, drafts, usage } = await recordsOf(t, artifactDocId);
  expect(artifact).toMatchObject({ status: "completed", attempt: 2 });
  expect(drafts).toHaveLength(1);
  const second = events.filter((event) => event.attempt === 2).map((event) => event.eventType);
  expect(second[0]).toBe("retry_initiated");
  expect(second).toContain("claims_extraction_started");
  expect(second.filter((type) => type === "retry_succeeded" || type === "retry_failed")).toEqual([
    "retry_succeeded",
  ]);
  const spent = usage.filter((row) => row.succeeded).reduce((sum, row) => sum + row.cost, 0);
  expect(spent).toBeGreaterThan(0);
  const artifactId = await publicIdOf(t, artifactDocId);
  expect(await staff.query(api.models.voicePipelineRetry.getRetryHistory, { artifactId })).toMatchObject([
    {
      kind: "retryClaimsExtraction",
      retryNumber: 1,
      attempt: 2,
      outcome: "succeeded",
      requestedByName: "Stella Staff",
      reason: "The provider is back.",
      costMicros: spent,
      finishedAt: expect.any(Number),
    },
  ]);
});

test("M3-002 retries 1 and 2 are in the history, each with its own outcome", async () => {
  const { t, staff, artifactDocId } = await failedNote();
  simulator().faults.set([{ kind: "rate_limit", target: "chat", retryAfterSeconds: 0, nextCalls: 1 }]);
  await retryNow(t, staff, artifactDocId, "retryClaimsExtraction");
  await settle(t);
  await retryNow(t, staff, artifactDocId, "retryFullPipeline");
  await settle(t);
  const artifactId = await publicIdOf(t, artifactDocId);
  const history = await staff.query(api.models.voicePipelineRetry.getRetryHistory, { artifactId });
  expect(history).toMatchObject([
    { retryNumber: 2, attempt: 3, kind: "retryFullPipeline", outcome: "succeeded" },
    {
      retryNumber: 1,
      attempt: 2,
      kind: "retryClaimsExtraction",
      outcome: "failed",
      errorCode: "provider_rate_limited",
      costMicros: 0,
    },
  ]);
  const { artifact, events, transcripts, drafts, messages } = await recordsOf(t, artifactDocId);
  expect(artifact).toMatchObject({ status: "completed", attempt: 3 });
  // The coach hears of the failure once, and then of the drafts.
  expect(messages.map((message) => message.body.slice(0, 5) === "Sorry")).toEqual([true, false]);
  expect([transcripts, drafts].map((rows) => rows.length)).toEqual([1, 1]);
  const ends = events.filter((event) => /^retry_(succeeded|failed)$/.test(event.eventType));
  expect(ends.map((event) => [event.attempt, event.eventType])).toEqual([
    [2, "retry_failed"],
    [3, "retry_succeeded"],
  ]);
});

test("two clicks at once begin one retry, and an older plan is refused", async () => {
  const { t, staff, artifactDocId } = await failedNote();
  const artifactId = await publicIdOf(t, artifactDocId);
  const plan = await previewOf(t, staff, artifactDocId, "retryClaimsExtraction");
  const token = plan.allowed ? plan.token : "";
  const { retryClaimsExtraction } = api.models.voicePipelineRetry;
  simulator().faults.set([{ kind: "server_error", target: "chat", nextCalls: 1 }]);
  const clicks = await Promise.all(
    [1, 2].map(() => staff.mutation(retryClaimsExtraction, { artifactId, token })),
  );
  expect(clicks.map((click) => (click.success ? "begun" : click.code)).sort()).toEqual([
    "already_retrying",
    "begun",
  ]);
  await settle(t);
  expect(await retryRows(t, artifactDocId)).toHaveLength(1);
  // It has failed again: the plan reads the same to a person, and is another one.
  expect(await staff.mutation(retryClaimsExtraction, { artifactId, token })).toMatchObject({
    success: false,
    code: "plan_changed",
  });
});

test("only what has failed is retried, and a typed note is never sent to transcription", async () => {
  const { t, club, staff, artifactDocId } = await failedNote();
  expect(await retryNow(t, staff, artifactDocId, "retryTranscription")).toMatchObject({
    success: false,
    code: "typed_note_has_no_audio",
  });
  expect((await recordsOf(t, artifactDocId)).artifact).toMatchObject({ status: "failed", attempt: 1 });
  const fine = await sendText(t, club, "Cian Doyle trained well today with the team.");
  await settle(t);
  expect(await retryNow(t, staff, fine.artifactDocId, "retryFullPipeline")).toMatchObject({
    success: false,
    code: "not_failed",
  });
});

test("the limit holds, is shown without being used, and opens again with time", async () => {
  const { t, staff, artifactDocId } = await failedNote();
  await overrideSetting(t, "RETRY_LIMIT_PER_HOUR", 2);
  simulator().faults.set([{ kind: "server_error", target: "chat" }]);
  for (const left of [2, 1]) {
    for (let look = 0; look < 3; look += 1) {
      expect(await previewOf(t, staff, artifactDocId, "retryClaimsExtraction")).toMatchObject({
        retriesLeft: left,
      });
    }
    expect(await retryNow(t, staff, artifactDocId, "retryClaimsExtraction")).toMatchObject({ success: true });
    await settle(t);
  }
  expect(await retryNow(t, staff, artifactDocId, "retryClaimsExtraction")).toMatchObject({
    success: false,
    code: "limit_reached",
    availableAt: expect.any(Number),
  });
  const artifactId = await publicIdOf(t, artifactDocId);
  const { previewRetry } = api.models.voicePipelineRetry;
  const later = { artifactId, kind: "retryClaimsExtraction", now: Date.now() + 3_660_000 } as const;
  expect(await staff.query(previewRetry, later)).toMatchObject({ allowed: true, retriesLeft: 2 });
});

test("a recording is transcribed again, and all that rested on the old transcript goes", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  simulator().faults.set([{ kind: "server_error", target: "transcription", nextCalls: 1 }]);
  const { artifactDocId } = await sendSample(t, club, "one-player");
  await settle(t);
  expect(await retryNow(t, staff, artifactDocId, "retryTranscription")).toMatchObject({ success: true });
  await settle(t);
  const { artifact, note, transcripts, drafts } = await recordsOf(t, artifactDocId);
  expect(artifact).toMatchObject({ status: "completed", attempt: 2 });
  expect(note).toMatchObject({ transcriptionStatus: "completed", insightsStatus: "completed" });
  expect(transcripts).toMatchObject([{ attempt: 2 }]);
  expect(drafts).toHaveLength(1);
});
