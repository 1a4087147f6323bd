// @vitest-environment node
import { expect, test } from "vitest";
import { components } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { confirmDrafts, rejectDrafts } from "../convex/lib/pipeline/decideDrafts";
import { asStaff, type Backend, createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendText, useProviders } from "./providers";
import { overrideSetting, previewOf, retryNow, retryRows } from "./retries";

useProviders();

const TEXT =
  "Aoife Kelly was brilliant in goal tonight. Alex needs to work on his passing. Cian Doyle trained well.";

/** A note that came as far as its drafts, and is then said to have failed there, as the pipeline itself never says it. */
async function failedWithDrafts() {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  const { artifactDocId } = await sendText(t, club, TEXT);
  await settle(t);
  const before = await recordsOf(t, artifactDocId);
  expect(before.drafts.length).toBeGreaterThan(1);
  const [first, second] = before.drafts;
  if (!first || !second) throw new Error("The note has no two drafts.");
  return { t, club, staff, artifactDocId, first, second };
}

const markFailed = (t: Backend, id: Id<"voiceNoteArtifacts">) =>
  t.run((ctx) =>
    ctx.db.patch("voiceNoteArtifacts", id, { status: "failed", currentStage: "draft_generation" }),
  );

test("drafts that the coach confirmed, and their insights, outlive every retry; a full one refuses and says why", async () => {
  const { t, club, staff, artifactDocId, first, second } = await failedWithDrafts();
  const { coachUserId } = club;
  await t.run((ctx) => confirmDrafts(ctx, { coachUserId, draftIds: [first._id], now: Date.now() }));
  await t.run((ctx) => rejectDrafts(ctx, { coachUserId, draftIds: [second._id], now: Date.now() }));
  await markFailed(t, artifactDocId);
  const insights = () => t.run((ctx) => ctx.db.query("voiceNoteInsights").collect());
  const kept = await insights();
  expect(kept).toHaveLength(1);

  for (const kind of ["retryFullPipeline", "retryClaimsExtraction"] as const) {
    expect(await retryNow(t, staff, artifactDocId, kind)).toMatchObject({
      success: false,
      code: "confirmed_drafts",
      message: expect.stringContaining("already confirmed 1 draft"),
    });
  }
  for (const kind of ["retryDraftGeneration", "retryEntityResolution"] as const) {
    expect(await retryNow(t, staff, artifactDocId, kind)).toMatchObject({ success: true });
    await settle(t);
    const after = await recordsOf(t, artifactDocId);
    expect(after.artifact.status).toBe("completed");
    expect(after.artifact.totals).toMatchObject({ draftCount: after.drafts.length, confirmedCount: 1 });
    // One draft per claim still: what the coach decided is not proposed a second time.
    expect(new Set(after.drafts.map((draft) => draft.claimId)).size).toBe(after.drafts.length);
    expect(after.drafts.find((draft) => draft._id === first._id)?.status).toBe("applied");
    expect(after.drafts.find((draft) => draft._id === second._id)?.status).toBe("rejected");
    expect(await insights()).toEqual(kept);
    await markFailed(t, artifactDocId);
  }
});

test("a retry deletes and keeps what its plan said, and every mention has one row again", async () => {
  const { t, club, staff, artifactDocId } = await failedWithDrafts();
  const before = await recordsOf(t, artifactDocId);
  const [chosen] = before.resolutions.filter((row) => row.status === "needs_disambiguation");
  if (!chosen) throw new Error("No name of the note is open.");
  await t.run((ctx) =>
    ctx.db.patch("voiceNoteEntityResolutions", chosen._id, {
      status: "user_resolved",
      resolvedEntityType: "player",
      resolvedEntityId: club.playerId("Alex Keane"),
      resolutionConfidence: 1,
      resolvedByUserId: club.coachUserId,
    }),
  );
  await markFailed(t, artifactDocId);
  const plan = await previewOf(t, staff, artifactDocId, "retryEntityResolution");
  expect(plan).toMatchObject({
    allowed: true,
    destructive: true,
    deletes: [
      { kind: "resolutions", count: before.resolutions.length - 1 },
      { kind: "drafts", count: before.drafts.length },
    ],
  });
  expect(plan.allowed && plan.keeps).toContainEqual({
    kind: "coach_resolutions",
    count: 1,
    text: "1 name chosen by the coach",
  });
  await retryNow(t, staff, artifactDocId, "retryEntityResolution");
  await settle(t);
  const after = await recordsOf(t, artifactDocId);
  const mentions = after.resolutions.map((row) => `${row.claimId}:${row.mentionIndex}`);
  expect(new Set(mentions).size).toBe(mentions.length);
  expect(mentions).toHaveLength(before.resolutions.length);
  expect(after.resolutions.find((row) => row._id === chosen._id)).toMatchObject({ status: "user_resolved" });
  // The choice is used: the claim has its draft now.
  const draft = after.drafts.find((row) => row.claimId === chosen.claimId);
  expect(draft?.playerId).toBe(club.playerId("Alex Keane"));
});

test("a clean-up that fails takes everything back, and says so", async () => {
  const { t, staff, artifactDocId } = await failedWithDrafts();
  await markFailed(t, artifactDocId);
  // More claims than a run can store: nobody knows what they are.
  await t.run(async (ctx) => {
    const claim = await ctx.db.query("voiceNoteClaims").first();
    if (!claim) throw new Error("The note has no claims.");
    const { _id, _creationTime, ...fields } = claim;
    for (let index = 0; index < 301; index += 1) {
      await ctx.db.insert("voiceNoteClaims", { ...fields, claimId: `extra-${index}` });
    }
  });
  const before = await recordsOf(t, artifactDocId);
  expect(await retryNow(t, staff, artifactDocId, "retryFullPipeline")).toMatchObject({
    success: false,
    code: "clean_up_failed",
  });
  await settle(t);
  expect(await recordsOf(t, artifactDocId)).toEqual(before);
  expect(await retryRows(t, artifactDocId)).toEqual([]);
  expect(await previewOf(t, staff, artifactDocId, "retryFullPipeline")).toMatchObject({ retriesLeft: 10 });
  const audit = await t.run((ctx) => ctx.db.query("auditLog").take(9));
  expect(audit.map((row) => row.action)).toEqual(["retry_clean_up_failed"]);
});

test("the rows of the last hour and the limiter each hold the limit on their own", async () => {
  const { t, staff, artifactDocId } = await failedWithDrafts();
  await markFailed(t, artifactDocId);
  await overrideSetting(t, "RETRY_LIMIT_PER_HOUR", 1);
  await retryNow(t, staff, artifactDocId, "retryDraftGeneration");
  await settle(t);
  await markFailed(t, artifactDocId);
  const looked = () => previewOf(t, staff, artifactDocId, "retryDraftGeneration");
  const [retry] = await retryRows(t, artifactDocId);
  if (!retry) throw new Error("There was a retry.");
  await t.run((ctx) => ctx.db.delete("voicePipelineRetries", retry._id));
  expect(await looked()).toMatchObject({ code: "limit_reached", retriesLeft: 0 });
  await t.mutation(components.rateLimiter.lib.resetRateLimit, { name: "retry", key: artifactDocId });
  expect(await looked()).toMatchObject({ allowed: true, retriesLeft: 1 });
  const { _id, _creationTime, ...fields } = retry;
  await t.run((ctx) => ctx.db.insert("voicePipelineRetries", fields));
  expect(await looked()).toMatchObject({ code: "limit_reached", retriesLeft: 0 });
});
