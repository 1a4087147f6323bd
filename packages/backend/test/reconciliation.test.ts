// @vitest-environment node
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { asStaff, type Backend, createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendSample, sendText, useProviders } from "./providers";
import { overrideSetting, retryNow, retryRows } from "./retries";

const { simulator } = useProviders();

const TEXT = "Aoife Kelly was brilliant in goal tonight.";
const MINUTE_MS = 60_000;

/** Puts the notes' last change before the grace period, as the passing of time would. */
const age = (t: Backend) =>
  t.run(async (ctx) => {
    for (const { _id, updatedAt } of await ctx.db.query("voiceNoteArtifacts").collect()) {
      await ctx.db.patch("voiceNoteArtifacts", _id, { updatedAt: updatedAt - 10 * MINUTE_MS });
    }
  });

async function reconcile(t: Backend) {
  const done = await t.mutation(internal.models.reconciliation.reconcileEvents, {});
  await settle(t);
  return done;
}

const loseEvents = (t: Backend, id: Id<"voiceNoteArtifacts">, lost: RegExp) =>
  t.run(async (ctx) => {
    const events = await ctx.db.query("voicePipelineEvents").collect();
    for (const event of events) {
      if (event.artifactId === id && lost.test(event.eventId))
        await ctx.db.delete("voicePipelineEvents", event._id);
    }
  });

const told = async (t: Backend, id: Id<"voiceNoteArtifacts">) =>
  (await recordsOf(t, id)).events
    .map(({ _id, _creationTime, commitTs, errorMessage, ...event }) => ({
      ...event,
      // What the provider's answer was, in brackets, is kept nowhere but in the event.
      errorMessage: errorMessage?.replace(/ \(.*\)$/, ""),
    }))
    .sort((a, b) => (a.eventId < b.eventId ? -1 : 1));

test("events that agree with state are left alone, and each change is looked at once", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  const done = await sendText(t, club, TEXT);
  simulator().faults.set([{ kind: "server_error", target: "transcription", nextCalls: 1 }]);
  const failed = await sendSample(t, club, "injury");
  await settle(t);
  await sendSample(t, club, "unclear");
  await settle(t);
  const before = [await told(t, done.artifactDocId), await told(t, failed.artifactDocId)];
  // Not before they have had time to arrive.
  expect(await reconcile(t)).toEqual({ checked: 0, emitted: 0, lost: 0, marked: 0, closed: 0 });
  await age(t);
  expect(await reconcile(t)).toEqual({ checked: 3, emitted: 0, lost: 0, marked: 0, closed: 0 });
  expect(await reconcile(t)).toMatchObject({ checked: 0 });
  expect([await told(t, done.artifactDocId), await told(t, failed.artifactDocId)]).toEqual(before);
  expect(await staff.query(api.models.reconciliation.getReconciliation, {})).toMatchObject({
    checkedArtifacts: 3,
    emittedEvents: 0,
    lastRunAt: expect.any(Number),
  });
});

test("the end of a run and of its retry, lost, are written again with the same ids and causes", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  simulator().faults.set([{ kind: "server_error", target: "chat", nextCalls: 2 }]);
  const { artifactDocId } = await sendText(t, club, TEXT);
  await settle(t);
  await retryNow(t, staff, artifactDocId, "retryClaimsExtraction");
  await settle(t);
  const before = await told(t, artifactDocId);
  const lost =
    /artifact_received|2:(retry_|claims_extraction_failed|artifact_failed|artifact_status_changed:processing>failed)/;
  await loseEvents(t, artifactDocId, lost);
  expect(await told(t, artifactDocId)).toHaveLength(before.length - 6);
  await age(t);
  expect(await reconcile(t)).toMatchObject({ emitted: 6, marked: 0 });
  expect(await told(t, artifactDocId)).toEqual(before);
});

test("a run that was completed is told again with its real duration", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const { artifactDocId } = await sendText(t, club, TEXT);
  await settle(t);
  const before = await told(t, artifactDocId);
  await loseEvents(t, artifactDocId, /artifact_completed|processing>completed/);
  await age(t);
  expect(await reconcile(t)).toMatchObject({ emitted: 2 });
  const after = await told(t, artifactDocId);
  expect(after).toEqual(before);
  expect(after.find((event) => event.eventType === "artifact_completed")?.durationMs).toBeGreaterThan(0);
});

test.each([
  ["transcription_completed", "entity_resolution_completed"],
  ["claims_extracted", "drafts_generated"],
] as const)(
  "the ends of stages that were lost (%s, %s) are told again with their times, cost and figures",
  async (...lost) => {
    const t = createBackend();
    const club = await seedClub(t);
    const { artifactDocId } = await sendSample(t, club, "one-player");
    await settle(t);
    const before = await told(t, artifactDocId);
    await loseEvents(t, artifactDocId, new RegExp(lost.join("|")));
    await age(t);
    expect(await reconcile(t)).toMatchObject({ emitted: 2, lost: 0 });
    const after = await told(t, artifactDocId);
    const kept = (events: typeof before) =>
      events.map(({ metadata, ...event }) => {
        // Counts of one moment of a stage are not kept elsewhere.
        const {
          entityCount,
          autoResolvedCount,
          confidenceScore,
          toLookAtCount,
          autoAppliedCount,
          ...figures
        } = metadata ?? {};
        return { ...event, figures };
      });
    expect(kept(after)).toEqual(kept(before));
    expect(after.find((event) => event.eventType === lost[0])?.durationMs).toBeGreaterThan(0);
  },
);

test("a stage of which nothing is known but that it must have been is counted, and invented for nobody", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const { artifactDocId } = await sendSample(t, club, "one-player");
  await settle(t);
  await loseEvents(t, artifactDocId, /transcription_(started|completed)/);
  await age(t);
  expect(await reconcile(t)).toMatchObject({ emitted: 0, lost: 1 });
});

test("a run in flight that its events contradict, or that no deadline watches, is failed and can be retried", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  const ended = await sendText(t, club, TEXT);
  const unwatched = await sendText(t, club, "Cian Doyle trained well today with the team.");
  await settle(t);
  await t.run(async (ctx) => {
    const broken = { status: "processing", currentStage: "draft_generation" } as const;
    const stageDeadlineAt = Date.now() + MINUTE_MS;
    await ctx.db.patch("voiceNoteArtifacts", ended.artifactDocId, { ...broken, stageDeadlineAt });
    await ctx.db.patch("voiceNoteArtifacts", unwatched.artifactDocId, broken);
  });
  await loseEvents(t, unwatched.artifactDocId, /artifact_completed/);
  await age(t);
  expect(await reconcile(t)).toMatchObject({ checked: 2, marked: 2 });
  for (const { artifactDocId } of [ended, unwatched]) {
    const { artifact } = await recordsOf(t, artifactDocId);
    expect(artifact).toMatchObject({ status: "failed", error: { code: "events_disagree" } });
    expect(await retryNow(t, staff, artifactDocId, "retryDraftGeneration")).toMatchObject({ success: true });
    await settle(t);
    expect((await recordsOf(t, artifactDocId)).artifact.status).toBe("completed");
  }
});

test("a retry whose end was never written is closed with the end that its note has", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  simulator().faults.set([{ kind: "server_error", target: "chat", nextCalls: 1 }]);
  const { artifactDocId } = await sendText(t, club, TEXT);
  await settle(t);
  await retryNow(t, staff, artifactDocId, "retryClaimsExtraction");
  await settle(t);
  await t.run(async (ctx) => {
    const retry = await ctx.db.query("voicePipelineRetries").first();
    if (!retry) throw new Error("There is a retry.");
    const lost = {
      outcome: "running",
      finishedAt: undefined,
      startedAt: retry.startedAt - 10 * MINUTE_MS,
    } as const;
    await ctx.db.patch("voicePipelineRetries", retry._id, lost);
  });
  await loseEvents(t, artifactDocId, /retry_succeeded/);
  expect(await reconcile(t)).toMatchObject({ closed: 1 });
  expect(await retryRows(t, artifactDocId)).toMatchObject([
    { outcome: "succeeded", finishedAt: expect.any(Number) },
  ]);
  const { events } = await recordsOf(t, artifactDocId);
  expect(events.filter((event) => event.eventType === "retry_succeeded")).toHaveLength(1);
  expect(await reconcile(t)).toMatchObject({ closed: 0 });
});

test("goes on by itself over many notes, also those of one moment, and leaves those whose events are gone by age", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  await sendText(t, club, TEXT);
  await settle(t);
  await overrideSetting(t, "EVENT_RETENTION_DAYS", 1);
  await t.run(async (ctx) => {
    const artifact = await ctx.db.query("voiceNoteArtifacts").first();
    if (!artifact) throw new Error("There is a note.");
    const { _id, _creationTime, ...fields } = artifact;
    const updatedAt = Date.now() - 20 * MINUTE_MS;
    for (let index = 0; index < 50; index += 1) {
      const createdAt = index < 25 ? fields.createdAt : fields.createdAt - 2 * 86_400_000;
      await ctx.db.insert("voiceNoteArtifacts", {
        ...fields,
        artifactId: `copy-${index}`,
        updatedAt,
        createdAt,
      });
    }
  });
  await reconcile(t);
  const events = await t.run((ctx) => ctx.db.query("voicePipelineEvents").collect());
  const received = events.filter((event) => event.eventType === "artifact_received");
  expect(received).toHaveLength(26);
  const row = await t.run((ctx) => ctx.db.query("voicePipelineReconciliation").first());
  expect(row?.checkedArtifacts).toBe(50);
});
