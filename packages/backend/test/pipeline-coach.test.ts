// @vitest-environment node
import { samples } from "@voice-flow/provider-simulator";
import { describe, expect, test } from "vitest";
import { internal } from "../convex/_generated/api";
import { acceptTranscript, cancelArtifact, retranscribe } from "../convex/lib/pipeline/coachAnswers";
import { confirmDrafts, rejectDrafts } from "../convex/lib/pipeline/decideDrafts";
import { createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendSample, sendText, useProviders } from "./providers";

useProviders();

describe("the gate of transcripts", () => {
  test("refuses a note in which nobody speaks, and says so", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    const { artifactDocId } = await sendSample(t, club, "silence");
    await settle(t);
    const { artifact, note, claims, events, messages, usage } = await recordsOf(t, artifactDocId);
    expect(artifact.status).toBe("rejected");
    expect(note).toMatchObject({ insightsStatus: "cancelled" });
    expect(claims).toEqual([]);
    expect(events.map((event) => event.eventType)).toContain("transcription_completed");
    expect(usage.map((row) => row.operation)).toEqual(["voice_transcription"]);
    expect(messages).toHaveLength(1);
  });

  test("asks about an unclear one, and goes on as the coach answers", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    const { artifactDocId: artifactId } = await sendSample(t, club, "unclear");
    await settle(t);
    const asked = await recordsOf(t, artifactId);
    expect(asked.artifact.status).toBe("awaiting_coach");
    expect(asked.artifact.stageDeadlineAt).toBeUndefined();
    expect(asked.note).toMatchObject({ transcriptionStatus: "awaiting_confirmation" });
    expect(asked.claims).toEqual([]);
    expect(asked.messages[0]?.body).toMatch(/CONFIRM[\s\S]*RETRY[\s\S]*CANCEL/);

    const answer = { artifactId, coachUserId: club.coachUserId, now: Date.now() };
    const stranger = await seedClub(t, { organizationId: "org-2", phone: "+353861230000" });
    const foreign = { ...answer, coachUserId: stranger.coachUserId };
    expect(await t.run((ctx) => acceptTranscript(ctx, foreign))).toBe("not_found");
    expect(await t.run((ctx) => retranscribe(ctx, answer))).toBe("done");
    expect(await t.run((ctx) => acceptTranscript(ctx, answer))).toBe("not_waiting");
    await settle(t);
    const again = await recordsOf(t, artifactId);
    expect(again.artifact).toMatchObject({ status: "awaiting_coach", attempt: 2 });
    expect(again.transcripts).toMatchObject([{ attempt: 2 }]);
    expect(again.usage).toHaveLength(2);

    expect(await t.run((ctx) => acceptTranscript(ctx, answer))).toBe("done");
    await settle(t);
    const done = await recordsOf(t, artifactId);
    expect(done.artifact.status).toBe("completed");
    expect(done.note).toMatchObject({ transcriptionStatus: "completed", insightsStatus: "completed" });
  });

  test("lets the coach cancel", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    const { artifactDocId: artifactId } = await sendSample(t, club, "unclear");
    await settle(t);
    const answer = { artifactId, coachUserId: club.coachUserId, now: Date.now() };
    expect(await t.run((ctx) => cancelArtifact(ctx, answer))).toBe("done");
    expect(await t.run((ctx) => cancelArtifact(ctx, answer))).toBe("not_waiting");
    await settle(t);
    const { artifact, note } = await recordsOf(t, artifactId);
    expect(artifact.status).toBe("cancelled");
    expect(note).toMatchObject({ transcriptionStatus: "cancelled", insightsStatus: "cancelled" });
  });
});

describe("every sample note", () => {
  const spoken = samples.filter(({ id }) => id !== "silence" && id !== "unclear").map(({ id }) => id);

  test.each(spoken)("%s: each mention has a row, each claim a draft or a reason", async (id) => {
    const t = createBackend();
    const club = await seedClub(t);
    const { artifactDocId } = await sendSample(t, club, id);
    await settle(t);
    const { artifact, claims, resolutions, drafts, transcripts } = await recordsOf(t, artifactDocId);
    expect(artifact.status).toBe("completed");
    expect(claims.length).toBeGreaterThan(0);
    const rosterIds = club.players.map((player) => String(player.playerId));
    for (const claim of claims) {
      expect(transcripts[0]?.fullText.slice(claim.sourceStart, claim.sourceEnd)).toBe(claim.sourceText);
      expect(resolutions.filter((row) => row.claimId === claim._id)).toHaveLength(claim.mentions.length);
      const ofClaim = drafts.filter((draft) => draft.claimId === claim._id);
      expect(ofClaim.length === 1).toBe(claim.noDraftReason === undefined);
    }
    for (const draft of drafts) {
      if (draft.playerId) expect(rosterIds).toContain(draft.playerId);
    }
  });

  test("two players of one name are asked about; a name that nobody has invents nobody", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    const alexes = await sendSample(t, club, "two-alexes");
    const unknown = await sendSample(t, club, "unknown-name");
    await settle(t);
    const ambiguous = await recordsOf(t, alexes.artifactDocId);
    expect(ambiguous.claims[0]).toMatchObject({
      status: "needs_disambiguation",
      noDraftReason: "name_ambiguous",
    });
    expect(ambiguous.resolutions[0]?.candidates.map((candidate) => candidate.entityName).sort()).toEqual([
      "Alex Keane",
      "Alex Murphy",
    ]);
    expect(ambiguous.events.map((event) => event.eventType)).toContain("entity_needs_disambiguation");
    const nobody = await recordsOf(t, unknown.artifactDocId);
    expect(nobody.drafts).toEqual([]);
    expect(nobody.claims[0]?.noDraftReason).toMatch(/^name_/);
    expect(nobody.artifact.totals).toMatchObject({ draftCount: 0, disambiguationCount: 1 });
  });
});

describe("a coach's decision", () => {
  async function drafted() {
    const t = createBackend();
    const club = await seedClub(t);
    const { artifactDocId } = await sendSample(t, club, "three-players");
    await settle(t);
    const { drafts } = await recordsOf(t, artifactDocId);
    const draftIds = drafts.map((draft) => draft._id);
    return { t, club, artifactDocId, draftIds, decision: { coachUserId: club.coachUserId, draftIds } };
  }

  test("to confirm applies each draft once, however often it is made", async () => {
    const { t, artifactDocId, draftIds, decision } = await drafted();
    const now = Date.now();
    const once = await t.run((ctx) => confirmDrafts(ctx, { ...decision, now }));
    expect(once.map(({ outcome }) => outcome)).toEqual(["applied", "applied", "applied"]);
    const twice = await t.run((ctx) => confirmDrafts(ctx, { ...decision, now }));
    expect(twice.map(({ outcome }) => outcome)).toEqual(Array(3).fill("already_applied"));
    const rejected = await t.run((ctx) => rejectDrafts(ctx, { ...decision, now }));
    expect(rejected.map(({ outcome }) => outcome)).toEqual(Array(3).fill("already_applied"));
    await settle(t);
    const { artifact, drafts, events } = await recordsOf(t, artifactDocId);
    expect(drafts.map((draft) => draft.status)).toEqual(["applied", "applied", "applied"]);
    expect(artifact.totals.confirmedCount).toBe(3);
    expect(events.filter((event) => event.eventType === "draft_confirmed")).toHaveLength(3);
    const insights = await t.run((ctx) => ctx.db.query("voiceNoteInsights").collect());
    expect(insights.map((insight) => insight.draftId)).toEqual(draftIds);
    expect(await t.run((ctx) => ctx.db.query("autoAppliedInsights").collect())).toEqual([]);
  });

  test("to reject keeps nothing", async () => {
    const { t, artifactDocId, decision } = await drafted();
    const once = await t.run((ctx) => rejectDrafts(ctx, { ...decision, now: Date.now() }));
    expect(once.map(({ outcome }) => outcome)).toEqual(Array(3).fill("rejected"));
    const late = await t.run((ctx) => confirmDrafts(ctx, { ...decision, now: Date.now() }));
    expect(late.map(({ outcome }) => outcome)).toEqual(Array(3).fill("already_rejected"));
    await settle(t);
    const { events } = await recordsOf(t, artifactDocId);
    expect(events.filter((event) => event.eventType === "draft_rejected")).toHaveLength(3);
    expect(await t.run((ctx) => ctx.db.query("voiceNoteInsights").collect())).toEqual([]);
  });

  test("is the coach's own, and in time", async () => {
    const { t, decision } = await drafted();
    const stranger = await seedClub(t, { organizationId: "org-2", phone: "+353861230000" });
    const foreign = { ...decision, coachUserId: stranger.coachUserId, now: Date.now() };
    const refused = await t.run((ctx) => confirmDrafts(ctx, foreign));
    expect(refused.map(({ outcome }) => outcome)).toEqual(Array(3).fill("not_found"));
    const late = { ...decision, now: Date.now() + 8 * 86_400_000 };
    const expired = await t.run((ctx) => confirmDrafts(ctx, late));
    expect(expired.map(({ outcome }) => outcome)).toEqual(Array(3).fill("expired"));
  });

  test("that never comes lets the drafts expire", async () => {
    const { t, artifactDocId } = await drafted();
    await t.run(async (ctx) => {
      for (const draft of await ctx.db.query("insightDrafts").collect()) {
        await ctx.db.patch("insightDrafts", draft._id, { expiresAt: Date.now() - 1 });
      }
    });
    expect(await t.mutation(internal.models.insightDrafts.expireDrafts, {})).toEqual({ expired: 3 });
    const { drafts } = await recordsOf(t, artifactDocId);
    expect(drafts.map((draft) => draft.status)).toEqual(["expired", "expired", "expired"]);
    expect(await t.mutation(internal.models.insightDrafts.expireDrafts, {})).toEqual({ expired: 0 });
    await settle(t);
    const told = await t.run(async (ctx) => ctx.db.query("outboundMessages").collect());
    expect(told.filter(({ template }) => template === "expired").map(({ body }) => body)).toEqual([
      expect.stringMatching(/^From your .* note:\nNot answered in time, so not saved: 1\. .*2\. .*3\. /),
    ]);
  });

  test("is not waited for where the club applies a safe topic by itself; injuries always wait", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    await t.run(async (ctx) => {
      const row = await ctx.db.query("organizations").first();
      if (row) await ctx.db.patch("organizations", row._id, { autoApplyTopics: ["performance", "injury"] });
    });
    const safe = await sendText(t, club, "Aoife Kelly was brilliant in goal tonight.");
    const injury = await sendSample(t, club, "injury");
    await settle(t);
    const applied = await recordsOf(t, safe.artifactDocId);
    expect(applied.drafts).toMatchObject([{ topic: "performance", status: "applied" }]);
    expect(applied.artifact.totals.confirmedCount).toBe(1);
    const waiting = await recordsOf(t, injury.artifactDocId);
    expect(waiting.drafts).toMatchObject([
      { topic: "injury", status: "pending", confirmationReason: "sensitive_topic" },
    ]);
    const automatic = await t.run((ctx) => ctx.db.query("autoAppliedInsights").collect());
    expect(automatic).toMatchObject([{ topic: "performance" }]);
  });
});
