// @vitest-environment node
/** Recordings of coaches without v2 that are stopped before their call, or fail: held, gone on with, seen and retried by staff. */
import { readSample } from "@voice-flow/provider-simulator";
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { ingestNote } from "../convex/lib/pipeline/ingest";
import { removeNoteAudio } from "../convex/lib/privacy/recordings";
import { moveClock } from "./clock";
import { DOLLAR } from "./costs";
import { asCoach, asStaff, settle } from "./harness";
import { createWhatsApp, rows } from "./whatsapp";

const { startEmergencyMode, endEmergencyMode } = api.models.platformMessagingSettings;
const { getNotesWithoutRun, retryNoteWithoutRun } = api.models.voiceNotes;
const IN_ELEVEN_MINUTES = 11 * 60_000 + 1;

/** A coach whose club has v2 switched off, with a recording that has been taken as a note. */
async function withoutV2() {
  const whatsapp = await createWhatsApp();
  const { t, club, phone } = whatsapp;
  const staff = await asStaff(t);
  const { organizationId } = club;
  const target = { scope: "organization" as const, organizationId };
  await staff.mutation(api.models.featureFlags.setFlag, { key: "voice_notes_v2", target, enabled: false });
  const note = async () => {
    const [first] = await rows.notes(t);
    if (!first) throw new Error("A note was expected.");
    return first;
  };
  const told = () => phone.replies(club.phone).map(({ body }) => body);
  const sweep = () => t.mutation(internal.models.voiceNoteArtifacts.failStalledArtifacts, {});
  const shown = () => staff.query(getNotesWithoutRun, {});
  const send = async () => {
    await phone.sendSample({ phone: club.phone, sampleId: "one-player" });
    await settle(t);
  };
  return { ...whatsapp, staff, organizationId, note, told, sweep, shown, send };
}

test("one that the budget stops waits, is told of once, and is written down when there is room", async () => {
  const { t, staff, organizationId, note, told, sweep, shown, send } = await withoutV2();
  const { setBudget } = api.models.orgCostBudgets;
  await staff.mutation(setBudget, { organizationId, daily: DOLLAR, monthly: null });
  await t.run(async (ctx) => {
    const row = await ctx.db.query("orgCostBudgets").first();
    if (!row) throw new Error("A budget was expected.");
    const spend = { ...row.spend, daily: { ...row.spend.daily, spent: DOLLAR } };
    await ctx.db.patch("orgCostBudgets", row._id, { spend });
  });
  await send();
  expect(await note()).toMatchObject({ transcriptionHold: { reason: "budget" } });
  expect(await note()).not.toHaveProperty("transcriptionDeadlineAt");
  expect(await shown()).toMatchObject({ waiting: { count: 1, more: false }, failed: [] });
  await sweep();
  moveClock(IN_ELEVEN_MINUTES);
  await sweep();
  await settle(t);
  // Asked again, and refused again.
  expect(await note()).toMatchObject({ transcriptionHold: { reason: "budget" } });
  expect(told().filter((body) => /allowance/.test(body))).toHaveLength(1);
  expect(told().join()).not.toMatch(/could not write down/);

  await staff.mutation(setBudget, { organizationId, daily: 2 * DOLLAR, monthly: null });
  moveClock(IN_ELEVEN_MINUTES);
  await sweep();
  await settle(t);
  expect(await note()).toMatchObject({
    transcriptionStatus: "completed",
    transcription: expect.stringContaining("Aoife Kelly was brilliant"),
  });
  expect(await note()).not.toHaveProperty("transcriptionHold");
  expect(await shown()).toMatchObject({ waiting: { count: 0 }, failed: [] });
});

test("one that emergency mode stops goes on when it ends, also where the release is lost", async () => {
  for (const isLost of [false, true]) {
    const { t, staff, club, note, sweep } = await withoutV2();
    const coach = await asCoach(t, club.coachUserId);
    await staff.mutation(startEmergencyMode, { reason: "Look at this first." });
    const { voiceNoteId } = await t.run(async (ctx) => {
      return await ingestNote(ctx, {
        userId: club.coachUserId,
        organizationId: club.organizationId,
        channel: "app_recorded",
        noteType: "training",
        audioStorageId: await ctx.storage.store(new Blob([new Uint8Array(readSample("one-player"))])),
        contentType: "audio/ogg",
      });
    });
    await settle(t);
    await sweep();
    await settle(t);
    expect(await note()).toMatchObject({ transcriptionHold: { reason: "emergency" } });
    // The coach's page says what is true.
    expect(await coach.query(api.models.coachNotes.getOwnNote, { noteId: voiceNoteId })).toMatchObject({
      status: "received",
      pause: { reason: "emergency", resumes: true },
    });
    await staff.mutation(endEmergencyMode, {});
    if (isLost) {
      await t.run(async (ctx) => {
        const scheduled = await ctx.db.system.query("_scheduled_functions").take(100);
        for (const { _id, name, state } of scheduled) {
          if (state.kind === "pending" && name.includes("Settings")) await ctx.scheduler.cancel(_id);
        }
      });
      await settle(t);
      expect(await note()).toHaveProperty("transcriptionHold");
      await sweep();
    }
    await settle(t);
    expect(await note()).toMatchObject({ transcriptionStatus: "completed" });
  }
});

test("one that fails is shown to staff with its cause, and written down when they ask for it; each try is charged", async () => {
  const { t, staff, simulator, note, told, shown, send } = await withoutV2();
  simulator.faults.set([{ kind: "server_error", target: "transcription" }]);
  await send();
  expect((await note()).transcriptionStatus).toBe("failed");
  expect(await shown()).toMatchObject({
    waiting: { count: 0 },
    failed: [{ code: "provider_unavailable", clubName: "Grange GAA", canRetry: true }],
  });
  const { _id: noteId } = await note();
  simulator.faults.set([]);
  await staff.mutation(retryNoteWithoutRun, { noteId });
  await expect(staff.mutation(retryNoteWithoutRun, { noteId })).rejects.toMatchObject({
    data: { code: "not_found" },
  });
  await settle(t);
  expect(await note()).toMatchObject({ transcriptionStatus: "completed" });
  expect((await shown()).failed).toEqual([]);
  const calls = await t.run((ctx) => ctx.db.query("aiUsageLog").take(9));
  expect(calls.map(({ succeeded, cost }) => [succeeded, cost > 0])).toEqual([
    [false, false],
    [true, true],
  ]);
  expect(told().filter((body) => /could not write down/.test(body))).toHaveLength(1);
  const audit = await t.run((ctx) => ctx.db.query("auditLog").order("desc").first());
  expect(audit).toMatchObject({ action: "note_transcription_retried", actorName: "Stella Staff" });
});

test("one whose recording goes while it waits is not waited for any more, and cannot be retried", async () => {
  const { t, staff, note, shown, send, sweep, told } = await withoutV2();
  await t.run(async (ctx) => {
    await ctx.db.insert("aiServiceHealth", {
      provider: "openai",
      circuitBreakerState: "open",
      recentFailures: [],
      openedAt: Date.now(),
      updatedAt: Date.now(),
    });
  });
  await send();
  expect(await note()).toMatchObject({ transcriptionHold: { reason: "provider" } });
  const waiting = await note();
  await t.run((ctx) => removeNoteAudio(ctx, waiting, Date.now()));
  moveClock(IN_ELEVEN_MINUTES);
  await sweep();
  await settle(t);
  expect(await note()).toMatchObject({ transcriptionStatus: "cancelled" });
  expect(await shown()).toMatchObject({ waiting: { count: 0 }, failed: [] });
  expect(told().join()).not.toMatch(/could not write down/);
  const { _id: noteId } = waiting;
  const transcriptionFailure = { code: "provider_unavailable" as const, at: Date.now() };
  await t.run((ctx) => ctx.db.patch("voiceNotes", noteId, { transcriptionFailure }));
  expect((await shown()).failed).toMatchObject([{ canRetry: false }]);
  await expect(staff.mutation(retryNoteWithoutRun, { noteId })).rejects.toMatchObject({
    data: { code: "invalid_argument" },
  });
});
