// @vitest-environment node
import { afterEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { moveClock } from "./clock";
import { asStaff, type Backend, createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendSample, useProviders } from "./providers";

const { simulator } = useProviders();
const DAY_MS = 86_400_000;

afterEach(() => vi.useRealTimers());

/** Lets the daily removal run as it would so many days from now. */
async function removeAfter(t: Backend, days: number) {
  moveClock(days * DAY_MS);
  await t.mutation(internal.models.privacy.removeOldAudio, {});
  await settle(t);
  moveClock(-days * DAY_MS);
}

const files = (t: Backend) => t.run(async (ctx) => (await ctx.db.system.query("_storage").collect()).length);

describe("recordings", () => {
  test("that never became a note go after a day; those of notes and other files stay", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    await sendSample(t, club, "one-player");
    await settle(t);
    await t.run(async (ctx) => ctx.storage.store(new Blob(["left behind"], { type: "audio/webm" })));
    await removeAfter(t, 0);
    expect(await files(t)).toBe(2);
    await removeAfter(t, 2);
    expect(await files(t)).toBe(1);
    await removeAfter(t, 3);
    expect(await files(t)).toBe(1);
  });

  test("are removed after their time with every link to them, and nothing else is", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    const staff = await asStaff(t);
    const { artifactDocId } = await sendSample(t, club, "one-player");
    await settle(t);
    const before = await recordsOf(t, artifactDocId);
    const artifactId = before.artifact.artifactId;
    await t.run(async (ctx) => {
      const whatsappMessageId = await ctx.db.insert("whatsappMessages", {
        messageSid: "SM1",
        fromPhone: club.phone,
        toPhone: "+14155238886",
        kind: "audio",
        body: "",
        mediaUrl: "https://api.twilio.com/media/1",
        mediaStorageId: before.note?.audioStorageId,
        status: "completed",
        receivedAt: Date.now(),
        updatedAt: Date.now(),
      });
      await ctx.db.patch("voiceNoteArtifacts", artifactDocId, { whatsappMessageId });
    });

    await removeAfter(t, 89);
    expect(await files(t)).toBe(1);
    await removeAfter(t, 91);
    expect(await files(t)).toBe(0);
    const message = await t.run(async (ctx) => ctx.db.query("whatsappMessages").first());
    expect(message).not.toHaveProperty("mediaStorageId");
    expect(message).not.toHaveProperty("mediaUrl");
    const after = await recordsOf(t, artifactDocId);
    expect(after.note).not.toHaveProperty("audioStorageId");
    expect(after.transcripts).toEqual(before.transcripts);
    expect(after.claims).toEqual(before.claims);

    await staff.mutation(api.models.voiceNoteTranscripts.revealTranscript, { artifactId });
    const detail = await staff.query(api.models.voiceNoteArtifacts.getArtifactDetail, { artifactId });
    expect(detail).toMatchObject({ hasAudio: false, audioUrl: null, revealed: true });
    expect(detail?.transcript?.fullText).toMatch(/Aoife/);
  });

  test("of a note that failed: its transcription cannot be retried, and staff are told why", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    const staff = await asStaff(t);
    simulator().faults.set([{ kind: "server_error", target: "transcription" }]);
    const { artifactDocId } = await sendSample(t, club, "one-player");
    await settle(t);
    const { artifact } = await recordsOf(t, artifactDocId);
    const plans = () =>
      staff.query(api.models.voicePipelineRetry.getRetryOptions, {
        artifactId: artifact.artifactId,
        now: Date.now(),
      });
    expect(JSON.stringify(await plans())).not.toContain("storage_missing");
    await removeAfter(t, 91);
    expect(JSON.stringify(await plans())).toContain("storage_missing");
  });

  test("are kept as long as staff say, and go in steps of which none is left out", async () => {
    const t = createBackend();
    const { coachUserId } = await seedClub(t);
    const staff = await asStaff(t);
    await staff.mutation(api.models.settings.setSetting, { key: "AUDIO_RETENTION_DAYS", value: 7 });
    await t.run(async (ctx) => {
      for (let index = 0; index < 230; index += 1) {
        const audioStorageId = await ctx.storage.store(new Blob([`recording ${index}`]));
        await ctx.db.insert("voiceNotes", {
          coachUserId,
          noteType: "general",
          source: "whatsapp_audio",
          audioStorageId,
          transcriptionStatus: "completed",
          insightsStatus: "completed",
          createdAt: 0,
          updatedAt: 0,
        });
      }
    });
    await removeAfter(t, 6);
    expect(await files(t)).toBe(230);
    await removeAfter(t, 8);
    expect(await files(t)).toBe(0);
    const beats = await t.run(async (ctx) => ctx.db.query("heartbeats").collect());
    expect(beats.find(({ name }) => name === "remove-old-audio")).toMatchObject({
      lastOk: true,
      lastRows: 230,
      lastSteps: 3,
    });
  });

  test("that another note uses stay until that one's time is over", async () => {
    const t = createBackend();
    const { coachUserId } = await seedClub(t);
    const note = {
      coachUserId,
      noteType: "general" as const,
      source: "whatsapp_audio" as const,
      transcriptionStatus: "completed" as const,
      insightsStatus: "completed" as const,
      createdAt: 0,
      updatedAt: 0,
    };
    const audioStorageId = await t.run(async (ctx) => {
      const stored = await ctx.storage.store(new Blob(["shared"]));
      await ctx.db.insert("voiceNotes", { ...note, audioStorageId: stored });
      return stored;
    });
    vi.useFakeTimers({ toFake: ["Date"] });
    vi.setSystemTime(Date.now() + 50 * DAY_MS);
    // Stored fifty days after the other.
    await t.run(async (ctx) => ctx.db.insert("voiceNotes", { ...note, audioStorageId }));
    vi.useRealTimers();
    await removeAfter(t, 100);
    expect(await files(t)).toBe(1);
    await removeAfter(t, 141);
    expect(await files(t)).toBe(0);
  });
});
