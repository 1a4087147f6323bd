// @vitest-environment node
import { describe, expect, test } from "vitest";
import { internal } from "../convex/_generated/api";
import { settle } from "./harness";
import { recordsOf, useProviders } from "./providers";
import { artifactIdOf, createCoach, itemOf, noteOf, notes, record, takenOrThrow, type } from "./web-notes";

useProviders();

describe("questions on the page", () => {
  test("an unclear recording is shown with what was heard, heard again, and used or dropped", async () => {
    const { t, coach } = await createCoach();
    const noteId = takenOrThrow(await record(t, coach, "unclear"));
    await settle(t);
    const asked = await noteOf(coach, noteId);
    expect(asked).toMatchObject({
      status: "awaiting_coach",
      statusReason: "partly_unclear",
      question: { kind: "transcript", canRetry: true },
      needsAnswer: true,
    });
    expect(asked.text).toBeTruthy();
    expect(await coach.mutation(notes.answerTranscript, { noteId, answer: "retry" })).toBe("done");
    expect(await coach.mutation(notes.answerTranscript, { noteId, answer: "confirm" })).toBe("not_waiting");
    await settle(t);
    expect(await coach.mutation(notes.answerTranscript, { noteId, answer: "confirm" })).toBe("done");
    await settle(t);
    const done = await noteOf(coach, noteId);
    expect(done).toMatchObject({ status: "completed", question: null });
    expect(done).not.toHaveProperty("statusReason");
    const { usage } = await recordsOf(t, await artifactIdOf(t, noteId));
    expect(usage.filter(({ operation }) => operation === "voice_transcription")).toHaveLength(2);
  });

  test("what is not answered in time is told on the page, and nowhere else", async () => {
    const { t, coach } = await createCoach();
    const unclear = takenOrThrow(await record(t, coach, "unclear"));
    const typed = takenOrThrow(await type(coach, "Aoife was brilliant in goal"));
    await settle(t);
    await t.run(async (ctx) => {
      for (const artifact of await ctx.db.query("voiceNoteArtifacts").take(5)) {
        await ctx.db.patch("voiceNoteArtifacts", artifact._id, { stageStartedAt: 1 });
      }
      for (const draft of await ctx.db.query("insightDrafts").take(5)) {
        await ctx.db.patch("insightDrafts", draft._id, { expiresAt: 1 });
      }
    });
    await t.mutation(internal.models.voiceNoteArtifacts.cancelUnanswered, {});
    await t.mutation(internal.models.insightDrafts.expireDrafts, {});
    await settle(t);
    expect(await noteOf(coach, unclear)).toMatchObject({ status: "cancelled", statusReason: "not_answered" });
    expect(await noteOf(coach, typed)).toMatchObject({ drafts: [{ status: "expired" }], needsAnswer: false });
    expect(await t.run(async (ctx) => ctx.db.query("outboundMessages").first())).toBeNull();
  });

  test("a note that is dropped or refused says why", async () => {
    const { t, coach } = await createCoach();
    const dropped = takenOrThrow(await record(t, coach, "unclear"));
    const silent = takenOrThrow(await record(t, coach, "silence"));
    await settle(t);
    await coach.mutation(notes.answerTranscript, { noteId: dropped, answer: "cancel" });
    expect(await noteOf(coach, dropped)).toMatchObject({
      status: "cancelled",
      statusReason: "cancelled_by_coach",
    });
    expect(await noteOf(coach, silent)).toMatchObject({ status: "rejected", statusReason: "no_speech" });
    expect(await t.run(async (ctx) => ctx.db.query("outboundMessages").first())).toBeNull();
  });

  test("which Alex: a choice drafts what was said and is remembered, nobody drops it", async () => {
    const { t, club, coach } = await createCoach();
    const noteId = takenOrThrow(await type(coach, "Alex passed the ball very well today"));
    await settle(t);
    const asked = await noteOf(coach, noteId);
    expect(asked.openNames).toMatchObject([{ spokenText: "Alex", candidates: [{}, {}] }]);
    expect(asked.drafts).toEqual([]);
    expect(asked.roster).toHaveLength(club.players.length);
    const keane = club.playerId("Alex Keane");
    const choice = { itemId: itemOf(asked), playerId: keane };
    expect(await coach.mutation(notes.answerName, choice)).toBe("resolved");
    expect(await coach.mutation(notes.answerName, choice)).toBe("nothing_open");
    expect((await noteOf(coach, noteId)).drafts).toMatchObject([
      { subject: "Alex Keane", status: "pending" },
    ]);

    const next = takenOrThrow(await type(coach, "Alex was late for training again"));
    await settle(t);
    expect(await noteOf(coach, next)).toMatchObject({ openNames: [], drafts: [{ subject: "Alex Keane" }] });

    const unknown = takenOrThrow(await type(coach, "Bartholomew defended very well today"));
    await settle(t);
    const nobody = { itemId: itemOf(await noteOf(coach, unknown)), playerId: null };
    expect(await coach.mutation(notes.answerName, nobody)).toBe("dismissed");
    expect(await noteOf(coach, unknown)).toMatchObject({ openNames: [], drafts: [], needsAnswer: false });
  });
});
