// @vitest-environment node
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { startArtifact } from "../convex/lib/pipeline/transition";
import { asCoach, asStaff, type Backend, createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendSample, sendText, useProviders } from "./providers";

useProviders();
const firstPage = { numItems: 50, cursor: null };

async function publicId(t: Backend, artifactDocId: Parameters<typeof recordsOf>[1]) {
  return (await recordsOf(t, artifactDocId)).artifact.artifactId;
}

test("the log filters by artifact, club, stage, type, outcome and time, and combines filters", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const other = await seedClub(t, { organizationId: "org-other", clubName: "Other", phone: "+353861234568" });
  const first = await sendText(t, club, "Aoife Kelly was brilliant in goal tonight.");
  await sendText(t, other, "Niamh Walsh scored four points from play.");
  await settle(t);
  const staff = await asStaff(t);
  const log = async (filters: object) =>
    (
      await staff.query(api.models.voicePipelineEvents.getRecentEvents, {
        paginationOpts: firstPage,
        ...filters,
      })
    ).page;

  const all = await log({});
  expect(all.map((row) => row.timestamp)).toEqual(all.map((row) => row.timestamp).sort((a, b) => b - a));
  const artifactId = await publicId(t, first.artifactDocId);
  const ofArtifact = await log({ artifactId });
  expect(ofArtifact.length).toBeGreaterThan(7);
  expect(new Set(ofArtifact.map((row) => row.artifactId))).toEqual(new Set([artifactId]));
  expect(ofArtifact[0]).toMatchObject({ coachName: "Carla Coach", organizationName: "Grange GAA" });
  const ofOther = await log({ organizationId: "org-other" });
  expect(ofOther.length).toBe(all.length - ofArtifact.length);
  expect((await log({ eventTypes: ["drafts_generated"] })).length).toBe(2);
  expect((await log({ eventTypes: ["drafts_generated"], organizationId: "org-other" })).length).toBe(1);
  expect((await log({ eventTypes: ["drafts_generated", "claims_extracted"] })).length).toBe(4);
  expect((await log({ pipelineStage: "draft_generation", artifactId })).length).toBeGreaterThan(1);
  expect(await log({ errorsOnly: true })).toEqual([]);
  expect(await log({ to: all.at(-1)?.timestamp })).toEqual([]);
  expect(await log({ artifactId: "nobody" })).toEqual([]);
});

test("pages of the log join without gaps and repeats", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  await sendText(t, club, "Aoife Kelly was brilliant in goal tonight.");
  await settle(t);
  const staff = await asStaff(t);
  const whole = await staff.query(api.models.voicePipelineEvents.getRecentEvents, {
    paginationOpts: firstPage,
  });
  const ids: string[] = [];
  let cursor: string | null = null;
  for (let isDone = false; !isDone; ) {
    const page: typeof whole = await staff.query(api.models.voicePipelineEvents.getRecentEvents, {
      paginationOpts: { numItems: 3, cursor },
    });
    ids.push(...page.page.map((row) => row._id));
    cursor = page.continueCursor;
    isDone = page.isDone;
  }
  expect(ids).toEqual(whole.page.map((row) => row._id));
});

test("the timeline of a note is in order; nobody's has none", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const { artifactDocId } = await sendText(t, club, "Aoife Kelly was brilliant in goal tonight.");
  await settle(t);
  const staff = await asStaff(t);
  const artifactId = await publicId(t, artifactDocId);
  const timeline = await staff.query(api.models.voicePipelineEvents.getEventTimeline, { artifactId });
  expect(timeline?.events[0]?.eventType).toBe("artifact_received");
  const types = timeline?.events.map(({ eventType }) => eventType) ?? [];
  // The coach has never written to the number, so the words about the note wait for that.
  expect(types.slice(types.indexOf("artifact_completed"))).toEqual([
    "artifact_completed",
    "message_queued",
    "message_waiting",
  ]);
  expect(timeline?.truncated).toBe(false);
  expect(
    await staff.query(api.models.voicePipelineEvents.getEventTimeline, { artifactId: "none" }),
  ).toBeNull();
});

test("active notes are listed by stage, and counts say when they are capped", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  await t.run(async (ctx) => {
    // Nothing is scheduled for them but their events: they stay where they are.
    for (const artifactId of ["first", "second", "third"]) {
      await startArtifact(
        ctx,
        {
          artifactId,
          senderUserId: club.coachUserId,
          organizationId: club.organizationId,
          orgCandidates: [],
          sourceChannel: "whatsapp_audio",
          noteType: "training",
        },
        Date.now(),
      );
    }
  });
  const staff = await asStaff(t);
  const read = (limitPerStage: number) =>
    staff.query(api.models.voicePipelineEvents.getActiveArtifacts, { limitPerStage });

  const capped = await read(2);
  expect(capped.artifacts.map((row) => row.artifactId)).toEqual(["first", "second"]);
  expect(capped.artifacts[0]).toMatchObject({
    coachName: "Carla Coach",
    organizationName: "Grange GAA",
    currentStage: "ingestion",
  });
  const oldestSince = capped.artifacts[0]?.stageStartedAt;
  expect(capped.stages[0]).toEqual({ stage: "ingestion", count: 2, capped: true, oldestSince });
  expect((await read(3)).stages[0]).toEqual({ stage: "ingestion", count: 3, capped: false, oldestSince });
  const loads = await staff.query(api.models.voicePipelineEvents.getStageLoads, { limitPerStage: 2 });
  expect(loads).toEqual(capped.stages);
  expect((await read(3)).stages.slice(1).every((stage) => stage.count === 0)).toBe(true);
  await settle(t);
  // Their events, once aggregated, count what is not read.
  await t.mutation(internal.models.voicePipelineRollup.rollUp, {});
  const [counted] = await staff.query(api.models.voicePipelineEvents.getStageLoads, { limitPerStage: 2 });
  expect(counted).toEqual({ stage: "ingestion", count: 3, capped: false, oldestSince });
});

test("what was said is masked for each member of staff until that one reveals it, on the record", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const { artifactDocId } = await sendSample(t, club, "injury");
  await settle(t);
  const [staff, colleague] = [await asStaff(t), await asStaff(t)];
  const artifactId = await publicId(t, artifactDocId);
  const detail = (who: typeof staff) =>
    who.query(api.models.voiceNoteArtifacts.getArtifactDetail, { artifactId });

  const masked = await detail(staff);
  expect(masked).toMatchObject({ revealed: false, audioUrl: null, hasAudio: true });
  expect(masked?.transcript).toMatchObject({ fullText: null, segments: null, modelUsed: "whisper-1" });
  expect(masked?.claims[0]).toMatchObject({ topic: "injury", sourceText: null, description: null });
  expect(masked?.claims[0]?.resolutions[0]).toMatchObject({ resolvedEntityName: "Seán Byrne" });
  expect(JSON.stringify(masked)).not.toContain("twenty minutes");

  await staff.mutation(api.models.voiceNoteTranscripts.revealTranscript, { artifactId });
  expect((await detail(staff))?.transcript?.fullText).toContain("twenty minutes");
  expect((await detail(staff))?.audioUrl).toMatch(/^http/);
  expect((await detail(colleague))?.revealed).toBe(false);
  const audit = await t.run((ctx) => ctx.db.query("auditLog").take(10));
  expect(audit).toMatchObject([{ action: "transcript_revealed", artifactId: artifactDocId }]);
});

test("signed-out people and coaches get nothing", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const coach = await asCoach(t, club.coachUserId);
  const { artifactDocId } = await sendText(t, club, "Aoife Kelly was brilliant in goal tonight.");
  await settle(t);
  const artifactId = await publicId(t, artifactDocId);
  for (const [caller, code] of [
    [t, "not_signed_in"],
    [coach, "not_platform_staff"],
  ] as const) {
    const { voicePipelineEvents, voiceNoteArtifacts, voiceNoteTranscripts } = api.models;
    const calls = [
      caller.query(voicePipelineEvents.getRecentEvents, { paginationOpts: firstPage }),
      caller.query(voicePipelineEvents.getEventTimeline, { artifactId }),
      caller.query(voicePipelineEvents.getActiveArtifacts, {}),
      caller.query(voicePipelineEvents.getStageLoads, {}),
      caller.query(voicePipelineEvents.getFailedArtifacts, { paginationOpts: firstPage }),
      caller.query(voiceNoteArtifacts.getArtifactDetail, { artifactId }),
      caller.mutation(voiceNoteTranscripts.revealTranscript, { artifactId }),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject({ data: { code } });
  }
});
