// @vitest-environment node
import { readSample } from "@voice-flow/provider-simulator";
import { ConvexError } from "convex/values";
import { describe, expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { asCoach, type Backend, createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendText, useProviders } from "./providers";

const { simulator } = useProviders();
const notes = api.models.coachNotes;

async function createCoach() {
  const t = createBackend();
  const club = await seedClub(t);
  return { t, club, coach: await asCoach(t, club.coachUserId) };
}
type Coach = Awaited<ReturnType<typeof asCoach>>;

/** Puts a file into storage, as the upload address does. */
const upload = (t: Backend, bytes: Uint8Array<ArrayBuffer>) =>
  t.run(async (ctx) => ctx.storage.store(new Blob([bytes], { type: "audio/webm" })));
const sample = (id: string) => new Uint8Array(readSample(id));
const isStored = (t: Backend, id: Id<"_storage">) =>
  t.run(async (ctx) => (await ctx.db.system.get("_storage", id)) !== null);

async function record(t: Backend, coach: Coach, sampleId: string) {
  const storageId = await upload(t, sample(sampleId));
  return await coach.mutation(notes.submitRecording, {
    storageId,
    contentType: "audio/webm;codecs=opus",
    noteType: "match",
  });
}

const type = (coach: Coach, text: string) =>
  coach.mutation(notes.submitTypedNote, { text, noteType: "training" });

function takenOrThrow(taken: { outcome: string; noteId?: Id<"voiceNotes"> }): Id<"voiceNotes"> {
  if (!taken.noteId) throw new Error(`The note was not taken: ${JSON.stringify(taken)}`);
  return taken.noteId;
}

async function noteOf(coach: Coach, noteId: Id<"voiceNotes">) {
  const note = await coach.query(notes.getOwnNote, { noteId });
  if (!note) throw new Error("The note is not shown.");
  return note;
}

async function artifactIdOf(t: Backend, noteId: Id<"voiceNotes">) {
  const artifact = await t.run(async (ctx) =>
    ctx.db
      .query("voiceNoteArtifacts")
      .withIndex("by_voiceNoteId", (q) => q.eq("voiceNoteId", noteId))
      .first(),
  );
  if (!artifact) throw new Error("The note has no artifact.");
  return artifact._id;
}

/** The code of the ConvexError that a call ends with. */
async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "answered";
  } catch (error) {
    if (!(error instanceof ConvexError)) throw error;
    const data = typeof error.data === "string" ? JSON.parse(error.data) : error.data;
    return String(data.code);
  }
}

describe("a note from the web", () => {
  test("that is typed becomes drafts, is confirmed on the page, and nothing is sent by WhatsApp", async () => {
    const { t, coach } = await createCoach();
    const noteId = takenOrThrow(await type(coach, "Aoife was brilliant in goal. Cian has a sore hamstring."));
    await settle(t);
    const note = await noteOf(coach, noteId);
    expect(note).toMatchObject({
      sourceChannel: "app_typed",
      noteType: "training",
      status: "completed",
      needsAnswer: true,
      question: null,
      openNames: [],
    });
    expect(note.drafts.map(({ subject, status }) => ({ subject, status }))).toEqual([
      { subject: "Aoife Kelly", status: "pending" },
      { subject: "Cian Doyle", status: "pending" },
    ]);
    const [first, second] = note.drafts.map(({ draftId }) => draftId);
    if (!first || !second) throw new Error("Two drafts are expected.");
    const confirm = { draftIds: [first], decision: "confirm" as const };
    expect(await coach.mutation(notes.decideDrafts, confirm)).toEqual({ decided: 1, tooLate: 0 });
    expect(await coach.mutation(notes.decideDrafts, confirm)).toEqual({ decided: 0, tooLate: 1 });
    await coach.mutation(notes.decideDrafts, { draftIds: [second], decision: "reject" });
    await settle(t);
    const decided = await noteOf(coach, noteId);
    expect(decided.drafts.map(({ status }) => status)).toEqual(["applied", "rejected"]);
    expect(decided.needsAnswer).toBe(false);
    const { events } = await recordsOf(t, await artifactIdOf(t, noteId));
    expect(events.map(({ eventType }) => eventType)).toEqual(
      expect.arrayContaining(["artifact_received", "drafts_generated", "draft_confirmed", "draft_rejected"]),
    );
    const { sent, conversation } = await t.run(async (ctx) => ({
      sent: await ctx.db.query("outboundMessages").take(5),
      conversation: await ctx.db.query("conversationState").first(),
    }));
    expect(sent).toEqual([]);
    // A CONFIRM by WhatsApp must not settle what was shown on the page alone.
    expect(conversation?.openQuestions).toEqual([]);
  });

  test("that is recorded is transcribed, and keeps its type", async () => {
    const { t, coach } = await createCoach();
    const noteId = takenOrThrow(await record(t, coach, "one-player"));
    const waiting = await noteOf(coach, noteId);
    expect(waiting).toMatchObject({ status: "received", text: null, sourceChannel: "app_recorded" });
    await settle(t);
    const note = await noteOf(coach, noteId);
    expect(note).toMatchObject({ status: "completed", noteType: "match" });
    expect(note.text).toContain("Aoife Kelly was brilliant");
    expect(note.drafts.length).toBeGreaterThan(0);
  });

  test("of a coach for whom insights are off is kept as text, and is a duplicate all the same", async () => {
    const { t, coach } = await createCoach();
    await t.run(async (ctx) => {
      for (const flag of await ctx.db.query("featureFlags").take(10))
        await ctx.db.delete("featureFlags", flag._id);
    });
    const noteId = takenOrThrow(await type(coach, "Aoife was brilliant in goal"));
    await settle(t);
    expect(await noteOf(coach, noteId)).toMatchObject({
      status: "completed",
      isDrafted: false,
      needsAnswer: false,
      drafts: [],
    });
    expect(await type(coach, "Aoife was brilliant in goal")).toMatchObject({ reason: "duplicate" });
  });

  test("that fails says so on the page and not by WhatsApp", async () => {
    const { t, coach } = await createCoach();
    simulator().faults.set([{ kind: "server_error", target: "transcription" }]);
    const noteId = takenOrThrow(await record(t, coach, "one-player"));
    await settle(t);
    expect(await noteOf(coach, noteId)).toMatchObject({ status: "failed", stage: "transcription" });
    expect(await t.run(async (ctx) => ctx.db.query("outboundMessages").first())).toBeNull();
  });
});

describe("what is refused", () => {
  test.each([
    ["", "empty"],
    ["hi", "too_short"],
    ["ok ok", "too_few_words"],
    ["asdkjfhqwlekjrhzxcvbn", "not_language"],
    ["aaaaaaa aaaaaaaa aaaaaa", "spam"],
    ["Aoife was great in goal. ".repeat(200), "too_long"],
  ])("%j is refused as %s, and leaves no note", async (text, reason) => {
    const { t, coach } = await createCoach();
    expect(await type(coach, text)).toEqual({ outcome: "refused", reason });
    expect(await t.run(async (ctx) => ctx.db.query("voiceNotes").first())).toBeNull();
  });

  test("a recording that is too large or empty, and its file with it", async () => {
    const { t, coach } = await createCoach();
    await t.run(async (ctx) =>
      ctx.db.insert("platformSettings", {
        key: "MEDIA_MAX_BYTES",
        value: 2048,
        updatedBy: "test",
        updatedAt: Date.now(),
      }),
    );
    for (const [bytes, reason] of [
      [new Uint8Array(2049).fill(7), "too_large"],
      [new Uint8Array(), "upload_missing"],
    ] as const) {
      const storageId = await upload(t, bytes);
      const submitted = { storageId, contentType: "audio/ogg", noteType: "general" as const };
      expect(await coach.mutation(notes.submitRecording, submitted)).toEqual({ outcome: "refused", reason });
      expect(await isStored(t, storageId)).toBe(false);
    }
  });

  test("a file that is no recording, or is another note's already", async () => {
    const { t, coach } = await createCoach();
    const video = await upload(t, sample("todo"));
    const asVideo = { storageId: video, contentType: "video/webm", noteType: "general" as const };
    expect(await coach.mutation(notes.submitRecording, asVideo)).toEqual({
      outcome: "refused",
      reason: "not_audio",
    });
    const stranger = await seedClub(t, { organizationId: "org-2", phone: "+353861230000" });
    const other = await asCoach(t, stranger.coachUserId);
    const storageId = await upload(t, sample("one-player"));
    const submitted = { storageId, contentType: "audio/webm", noteType: "general" as const };
    takenOrThrow(await other.mutation(notes.submitRecording, submitted));
    expect(await coach.mutation(notes.submitRecording, submitted)).toEqual({
      outcome: "refused",
      reason: "upload_missing",
    });
    expect(await isStored(t, storageId)).toBe(true);
    await settle(t);
  });

  test("the same note again, but not after the first one failed", async () => {
    const { t, coach } = await createCoach();
    const noteId = takenOrThrow(await type(coach, "Aoife was brilliant in goal"));
    expect(await type(coach, "Aoife was brilliant  in goal ")).toEqual({
      outcome: "refused",
      reason: "duplicate",
      originalNoteId: noteId,
    });
    takenOrThrow(await type(coach, "Aoife was poor in goal today"));
    await settle(t);

    simulator().faults.set([{ kind: "server_error", target: "transcription" }]);
    takenOrThrow(await record(t, coach, "one-player"));
    await settle(t);
    simulator().faults.set([]);
    takenOrThrow(await record(t, coach, "one-player"));
    expect(await record(t, coach, "one-player")).toMatchObject({ outcome: "refused", reason: "duplicate" });
    await settle(t);
  });

  test("a note of a coach without a team, or with several clubs and none chosen", async () => {
    const { t, club, coach } = await createCoach();
    const second = await seedClub(t, { organizationId: "org-2", clubName: "Rovers", phone: "+353861230000" });
    const link = await t.run(async (ctx) =>
      ctx.db.insert("teamCoaches", {
        teamId: second.teamId,
        coachUserId: club.coachUserId,
        organizationId: "org-2",
      }),
    );
    const text = "Aoife was brilliant in goal";
    expect(await type(coach, text)).toEqual({ outcome: "refused", reason: "club_needed" });
    const foreign = { text, noteType: "general" as const, organizationId: "org-unknown" };
    expect(await coach.mutation(notes.submitTypedNote, foreign)).toMatchObject({ reason: "club_needed" });
    const now = Date.now();
    expect(await coach.query(notes.getNoteForm, { now })).not.toHaveProperty("likelyOrganizationId");
    takenOrThrow(await coach.mutation(notes.submitTypedNote, { ...foreign, organizationId: "org-2" }));
    await settle(t);
    const form = await coach.query(notes.getNoteForm, { now });
    expect(form).toMatchObject({
      likelyOrganizationId: "org-2",
      clubs: [{ name: "Grange GAA" }, { name: "Rovers" }],
    });

    await t.run(async (ctx) => {
      await ctx.db.delete("teamCoaches", link);
      const own = await ctx.db.query("teamCoaches").take(5);
      for (const each of own) {
        if (each.coachUserId === club.coachUserId) await ctx.db.delete("teamCoaches", each._id);
      }
    });
    expect(await type(coach, "Cian trained well today")).toEqual({ outcome: "refused", reason: "no_team" });
  });
});

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
    expect(asked.players).toHaveLength(club.players.length);
    const keane = club.playerId("Alex Keane");
    const choice = { noteId, spokenText: "Alex", playerId: keane };
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
    const [name] = (await noteOf(coach, unknown)).openNames;
    const nobody = { noteId: unknown, spokenText: name?.spokenText ?? "", playerId: null };
    expect(await coach.mutation(notes.answerName, nobody)).toBe("dismissed");
    expect(await noteOf(coach, unknown)).toMatchObject({ openNames: [], drafts: [], needsAnswer: false });
  });
});

describe("whose notes", () => {
  test("a coach sees and answers their own alone, of all channels, a page at a time", async () => {
    const { t, club, coach } = await createCoach();
    await sendText(t, club, "Niamh scored four points from play");
    for (const player of ["Aoife", "Cian", "Tadhg"]) {
      takenOrThrow(await type(coach, `${player} trained very well today`));
    }
    await settle(t);
    const first = await coach.query(notes.listOwnNotes, { paginationOpts: { numItems: 3, cursor: null } });
    expect(first.page.map(({ sourceChannel }) => sourceChannel)).toEqual(Array(3).fill("app_typed"));
    const rest = await coach.query(notes.listOwnNotes, {
      paginationOpts: { numItems: 3, cursor: first.continueCursor },
    });
    expect(rest.page).toMatchObject([{ sourceChannel: "whatsapp_text", needsAnswer: true }]);

    const [latest] = first.page;
    if (!latest) throw new Error("No note is listed.");
    const { noteId } = latest;
    const draftIds = (await noteOf(coach, noteId)).drafts.map(({ draftId }) => draftId);
    const stranger = await seedClub(t, { organizationId: "org-2", phone: "+353861230000" });
    const other = await asCoach(t, stranger.coachUserId);
    expect(await other.query(notes.getOwnNote, { noteId })).toBeNull();
    const none = await other.query(notes.listOwnNotes, { paginationOpts: { numItems: 3, cursor: null } });
    expect(none.page).toEqual([]);
    const decide = { draftIds, decision: "confirm" as const };
    expect(await codeOf(other.mutation(notes.decideDrafts, decide))).toBe("not_found");
    expect(await codeOf(other.mutation(notes.answerTranscript, { noteId, answer: "cancel" }))).toBe(
      "not_found",
    );
    const name = { noteId, spokenText: "Tadhg", playerId: null };
    expect(await codeOf(other.mutation(notes.answerName, name))).toBe("not_found");
    expect((await noteOf(coach, noteId)).drafts).toMatchObject([{ status: "pending" }]);
  });
});
