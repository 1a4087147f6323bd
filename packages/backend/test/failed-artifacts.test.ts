import { expect, test } from "vitest";
import { api } from "../convex/_generated/api";
import { moveArtifact, startArtifact } from "../convex/lib/pipeline/transition";
import type { BulkRetryFilter } from "../convex/tables/retries";
import { asStaff, type Backend, createBackend, type SeededClub, seedClub } from "./harness";
import { TEN_OCLOCK } from "./metrics";

async function aFailedNote(t: Backend, club: SeededClub, index: number, message: string) {
  await t.run(async (ctx) => {
    const artifact = await startArtifact(
      ctx,
      {
        artifactId: `note-${index}`,
        senderUserId: club.coachUserId,
        organizationId: club.organizationId,
        orgCandidates: [],
        sourceChannel: "whatsapp_text",
        noteType: "training",
      },
      TEN_OCLOCK + index,
    );
    const failure = { code: "provider_timeout" as const, message };
    await moveArtifact(ctx, artifact, { type: "fail" }, { now: TEN_OCLOCK + 100 + index, failure });
  });
}

test("failed runs: unhandled ones first and newest first, then handled ones, page after page", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const club = await seedClub(t);
  for (let index = 0; index < 7; index += 1) await aFailedNote(t, club, index, "no answer");
  const { changed } = await staff.mutation(api.models.voicePipelineEvents.markHandled, {
    artifactIds: ["note-6", "note-2", "note-2", "nobody"],
    handled: true,
  });
  expect(changed).toBe(2);
  const audit = await t.run((ctx) => ctx.db.query("auditLog").take(10));
  expect(audit.map((row) => row.action)).toEqual(["failure_marked_handled", "failure_marked_handled"]);

  const seen: string[] = [];
  let cursor: string | null = null;
  for (let isDone = false; !isDone; ) {
    const page: Awaited<ReturnType<typeof read>> = await read(cursor);
    seen.push(...page.page.map((row) => row.artifactId));
    ({ isDone, continueCursor: cursor } = page);
  }
  expect(seen.slice(0, 5)).toEqual(["note-5", "note-4", "note-3", "note-1", "note-0"]);
  expect(seen.slice(5).sort()).toEqual(["note-2", "note-6"]);

  await staff.mutation(api.models.voicePipelineEvents.markHandled, {
    artifactIds: ["note-6"],
    handled: false,
  });
  expect((await read(null)).page[0]?.artifactId).toBe("note-6");

  function read(from: string | null) {
    return staff.query(api.models.voicePipelineEvents.getFailedArtifacts, {
      paginationOpts: { numItems: 2, cursor: from },
    });
  }
});

test("failures with one cause are one group, most frequent first, and a group's runs can be listed", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const club = await seedClub(t);
  for (let index = 0; index < 5; index += 1) await aFailedNote(t, club, index, index < 2 ? "one" : "another");
  const { groups, capped } = await staff.query(api.models.voicePipelineEvents.getFailureGroups, {});
  expect(capped).toBe(false);
  expect(groups.map((group) => [group.count, group.latestArtifactId])).toEqual([
    [3, "note-4"],
    [2, "note-1"],
  ]);
  expect(groups[0]).toMatchObject({ stage: "ingestion", code: "provider_timeout", organizations: 1 });
  const fingerprint = groups[1]?.fingerprint;
  const listed = await staff.query(api.models.voicePipelineEvents.getFailedArtifacts, {
    fingerprint,
    paginationOpts: { numItems: 10, cursor: null },
  });
  expect(listed.page.map((row) => row.artifactId)).toEqual(["note-1", "note-0"]);
  expect(listed.isDone).toBe(true);
  await staff.mutation(api.models.voicePipelineEvents.markHandled, {
    artifactIds: ["note-0", "note-1"],
    handled: true,
  });
  expect((await staff.query(api.models.voicePipelineEvents.getFailureGroups, {})).groups).toHaveLength(1);
});

test("what can be retried in a stage: its unhandled failures, newest note first, and whether there may be more", async () => {
  const t = createBackend({ transactionLimits: { documentsRead: 260 } });
  const staff = await asStaff(t);
  const club = await seedClub(t);
  for (let index = 0; index < 5; index += 1) await aFailedNote(t, club, index, "no answer");
  await staff.mutation(api.models.voicePipelineEvents.markHandled, {
    artifactIds: ["note-3"],
    handled: true,
  });
  const queue = (stage: "ingestion" | "transcription") =>
    staff.query(api.models.voicePipelineEvents.getRetryQueue, { stage });
  const { artifacts, truncated } = await queue("ingestion");
  expect(artifacts.map(({ artifactId }) => artifactId)).toEqual(["note-4", "note-2", "note-1", "note-0"]);
  expect(artifacts[0]).toMatchObject({ error: { code: "provider_timeout" }, coachName: expect.any(String) });
  expect(truncated).toBe(false);
  expect((await queue("transcription")).artifacts).toEqual([]);
  for (let index = 5; index < 30; index += 1) await aFailedNote(t, club, index, "no answer");
  expect(await queue("ingestion")).toMatchObject({ artifacts: { length: 20 }, truncated: true });
});

test("every failure that matches is marked as dealt with, page after page, and none that came later", async () => {
  const t = createBackend({ transactionLimits: { documentsRead: 700 } });
  const staff = await asStaff(t);
  const club = await seedClub(t);
  for (let index = 0; index < 130; index += 1) await aFailedNote(t, club, index, "no answer");
  const windowed: BulkRetryFilter = {
    onlyUnhandled: true,
    pipelineStage: "ingestion",
    from: TEN_OCLOCK,
    to: TEN_OCLOCK + 1_000,
  };
  const marked: string[] = [];
  let cursor: string | null = null;
  for (let isDone = false; !isDone; ) {
    const page: Awaited<ReturnType<typeof mark>> = await mark(windowed, cursor);
    marked.push(...page.artifactIds);
    ({ isDone, continueCursor: cursor } = page);
  }
  expect(new Set(marked).size).toBe(130);
  expect((await staff.query(api.models.voicePipelineEvents.getFailureGroups, {})).groups).toEqual([]);

  const named = { artifactIds: ["note-3", "nobody"], from: TEN_OCLOCK, to: TEN_OCLOCK + 1 };
  expect((await mark(named, null)).artifactIds).toEqual([]);
  const back = { artifactIds: ["note-3"], handled: false };
  expect(await staff.mutation(api.models.voicePipelineEvents.markHandled, back)).toEqual({ changed: 1 });
  expect((await mark({ ...windowed, pipelineStage: "transcription" }, null)).artifactIds).toEqual([]);
  expect((await mark(named, null, TEN_OCLOCK)).artifactIds).toEqual([]);
  expect((await mark(named, null)).artifactIds).toEqual(["note-3"]);
  await expect(mark({ ...windowed, to: TEN_OCLOCK }, null)).rejects.toThrow("invalid_argument");

  function mark(wanted: BulkRetryFilter, from: string | null, at = Date.now()) {
    const args = { filter: wanted, seenAt: at, cursor: from };
    return staff.mutation(api.models.voicePipelineEvents.markMatchingHandled, args);
  }
});
