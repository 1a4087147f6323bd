// @vitest-environment node
import { describe, expect, test } from "vitest";
import { asCoach, seedClub, settle } from "./harness";
import { useProviders } from "./providers";
import {
  createCoach,
  notes,
  record,
  sample,
  sendFile,
  storedFiles,
  takenOrThrow,
  type,
  upload,
} from "./web-notes";

const { simulator } = useProviders();

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
      const { uploadId } = await upload(t, coach, bytes, "audio/ogg");
      const submitted = { uploadId, noteType: "general" as const };
      expect(await coach.mutation(notes.submitRecording, submitted)).toEqual({ outcome: "refused", reason });
      expect(await storedFiles(t)).toBe(0);
    }
  });

  test("a file that is no recording, at the door", async () => {
    const { t, coach } = await createCoach();
    for (const sentAs of ["video/webm", "text/html", ""]) {
      const { uploadId, status } = await upload(t, coach, sample("todo"), sentAs);
      expect(status).toBe(415);
      const submitted = { uploadId, noteType: "general" as const };
      expect(await coach.mutation(notes.submitRecording, submitted)).toMatchObject({
        reason: "upload_missing",
      });
    }
    expect(await storedFiles(t)).toBe(0);
  });

  test("SA-014 an upload of another coach, which stays theirs", async () => {
    const { t, coach } = await createCoach();
    const stranger = await seedClub(t, { organizationId: "org-2", phone: "+353861230000" });
    const other = await asCoach(t, stranger.coachUserId);
    const { uploadId } = await upload(t, other, sample("one-player"));
    const submitted = { uploadId, noteType: "general" as const };
    expect(await coach.mutation(notes.submitRecording, submitted)).toEqual({
      outcome: "refused",
      reason: "upload_missing",
    });
    expect(await storedFiles(t)).toBe(1);
    takenOrThrow(await other.mutation(notes.submitRecording, submitted));
    expect(await other.mutation(notes.submitRecording, submitted)).toMatchObject({
      reason: "upload_missing",
    });
    expect(await storedFiles(t)).toBe(1);
    await settle(t);
  });

  test("SA-014 a second file at one address, and a file at an address that nobody was given", async () => {
    const { t, coach } = await createCoach();
    const { url, status } = await upload(t, coach, sample("one-player"));
    expect(status).toBe(204);
    expect(await sendFile(t, url, sample("todo"))).toBe(404);
    const invented = new URL(url);
    invented.searchParams.set("upload", "nobody-gave-this");
    expect(await sendFile(t, invented.href, sample("todo"))).toBe(404);
    expect(await storedFiles(t)).toBe(1);
  });

  test("SA-015 a note for a club that isn't the coach's, whether they have one club or several", async () => {
    const { t, coach } = await createCoach();
    await seedClub(t, { organizationId: "org-2", clubName: "Rovers", phone: "+353861230000" });
    const text = "Aoife was brilliant in goal";
    const foreign = { text, noteType: "general" as const, organizationId: "org-2" };
    expect(await coach.mutation(notes.submitTypedNote, foreign)).toEqual({
      outcome: "refused",
      reason: "not_your_club",
    });
    const { uploadId } = await upload(t, coach, sample("one-player"));
    const recorded = { uploadId, noteType: "general" as const, organizationId: "org-2" };
    expect(await coach.mutation(notes.submitRecording, recorded)).toMatchObject({ reason: "not_your_club" });
    expect(await t.run(async (ctx) => ctx.db.query("voiceNotes").first())).toBeNull();
    expect(await storedFiles(t)).toBe(0);
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
    expect(await coach.mutation(notes.submitTypedNote, foreign)).toMatchObject({ reason: "not_your_club" });
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
