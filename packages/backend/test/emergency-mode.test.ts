// @vitest-environment node
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { HELD_FOR_STAFF } from "../convex/lib/intake/hold";
import { override } from "./costs";
import { asCoach, asStaff, settle } from "./harness";
import { recordsOf, sendText } from "./providers";
import { createWhatsApp, rows } from "./whatsapp";

const { startEmergencyMode, endEmergencyMode, getEmergencyMode, getEmergencyEffect } =
  api.models.platformMessagingSettings;
const REASON = "The provider answers with the notes of other customers.";

async function inEmergency() {
  const whatsapp = await createWhatsApp();
  const staff = await asStaff(whatsapp.t);
  await staff.mutation(startEmergencyMode, { reason: `  ${REASON} ` });
  return { ...whatsapp, staff };
}

test("notes are kept and answered, commands go through, and all is taken up by itself when it ends", async () => {
  const { t, staff, phone, club } = await inEmergency();
  await phone.sendText({ phone: club.phone, text: "Aoife Kelly was brilliant in goal tonight." });
  await phone.sendSample({ phone: club.phone, sampleId: "one-player" });
  await phone.sendText({ phone: club.phone, text: "HELP" });
  await settle(t);
  const reasons = async () => (await rows.messages(t)).map((message) => message.statusReason);
  expect(await reasons()).toEqual(["held_emergency", "held_emergency", "command_help"]);
  const held = phone.replies(club.phone).filter(({ body }) => /paused at the moment/.test(body));
  expect(held).toHaveLength(1);
  expect(await rows.artifacts(t)).toEqual([]);

  await staff.mutation(endEmergencyMode, {});
  await settle(t);
  expect((await rows.messages(t)).map(({ status }) => status)).toEqual([
    "completed",
    "completed",
    "completed",
  ]);
  expect((await rows.artifacts(t)).map(({ status }) => status)).toEqual(["completed", "completed"]);
});

test("a run that comes to a call is stopped, says why, and can be retried when it has ended", async () => {
  const { t, staff, club } = await inEmergency();
  const { artifactDocId } = await sendText(t, club, "Aoife Kelly was brilliant in goal tonight.");
  await settle(t);
  const { artifact, messages, usage } = await recordsOf(t, artifactDocId);
  expect(artifact.error).toMatchObject({ code: "emergency_mode" });
  expect(messages[0]).toMatchObject({ template: "notePaused" });
  expect(usage).toEqual([]);
  const plan = () =>
    staff.query(api.models.voicePipelineRetry.previewRetry, {
      artifactId: artifact.artifactId,
      kind: "retryClaimsExtraction",
      now: Date.now(),
    });
  expect(await plan()).toMatchObject({ allowed: false, code: "emergency_mode" });
  await staff.mutation(endEmergencyMode, {});
  expect(await plan()).toMatchObject({ allowed: true });
});

test("who, when and why are recorded, and a reason is asked for", async () => {
  const { t, staff } = await inEmergency();
  expect(await staff.query(getEmergencyMode, {})).toEqual({
    emergencyMode: true,
    last: { reason: REASON, byName: "Stella Staff", at: expect.any(Number) },
  });
  // Again changes nothing: not even the reason.
  await staff.mutation(startEmergencyMode, { reason: "another" });
  await staff.mutation(endEmergencyMode, {});
  await staff.mutation(endEmergencyMode, {});
  expect(await staff.query(getEmergencyMode, {})).toMatchObject({ emergencyMode: false });
  const audit = await t.run((ctx) => ctx.db.query("auditLog").take(9));
  const change = { key: "emergency_mode" };
  expect(audit).toMatchObject([
    { actorName: "Stella Staff", change: { ...change, from: false, to: true }, detail: REASON },
    { actorName: "Stella Staff", change: { ...change, from: true, to: false } },
  ]);
  expect(audit.map(({ action }) => action)).toEqual(Array(2).fill("emergency_mode_changed"));
  for (const reason of ["   ", "x".repeat(301)]) {
    await expect(staff.mutation(startEmergencyMode, { reason })).rejects.toMatchObject({
      data: { code: "invalid_argument" },
    });
  }
});

test("before it is switched on staff see how many notes it stops", async () => {
  const { t, staff, club } = await inEmergency();
  await staff.mutation(endEmergencyMode, {});
  expect(await staff.query(getEmergencyEffect, {})).toEqual({ inFlight: 0, more: false });
  await sendText(t, club, "Aoife Kelly was brilliant in goal tonight.");
  expect(await staff.query(getEmergencyEffect, {})).toEqual({ inFlight: 1, more: false });
  await settle(t);
});

test("a message that was held while emergency mode ended does not wait for ever", async () => {
  const { t, staff, phone, club } = await inEmergency();
  await phone.sendText({ phone: club.phone, text: "Aoife Kelly was brilliant in goal tonight." });
  await settle(t);
  const [job] = await rows.jobs(t);
  if (!job) throw new Error("The message has no job.");
  expect(job.nextAttemptAt).toBe(HELD_FOR_STAFF);
  // The job's worker has looked at the message and not reported yet.
  await t.run((ctx) =>
    ctx.db.patch("jobs", job._id, {
      status: "running",
      nextAttemptAt: 0,
      leaseExpiresAt: Date.now() + 60_000,
    }),
  );
  await staff.mutation(endEmergencyMode, {});
  await settle(t);
  await t.mutation(internal.models.jobs.defer, {
    jobId: job._id,
    attempt: job.attempts,
    code: "held_emergency",
  });
  await settle(t);
  expect((await rows.messages(t))[0]?.status).toBe("completed");
});

test("notes that were held are taken up although the release that was scheduled is lost", async () => {
  const { t, staff, phone, club } = await inEmergency();
  await phone.sendText({ phone: club.phone, text: "Aoife Kelly was brilliant in goal tonight." });
  await settle(t);
  const sweep = () => t.action(internal.workers.jobs.processJobs, {});
  await sweep();
  await settle(t);
  expect((await rows.messages(t))[0]).toMatchObject({ status: "held", statusReason: "held_emergency" });

  await staff.mutation(endEmergencyMode, {});
  await t.run(async (ctx) => {
    const scheduled = await ctx.db.system.query("_scheduled_functions").take(100);
    const lost = scheduled.filter(
      ({ name, state }) => state.kind === "pending" && name.includes("platformMessagingSettings"),
    );
    expect(lost).toHaveLength(1);
    for (const { _id } of lost) await ctx.scheduler.cancel(_id);
  });
  await settle(t);
  expect((await rows.messages(t))[0]?.status).toBe("held");
  await sweep();
  await settle(t);
  expect((await rows.messages(t))[0]?.status).toBe("completed");
  expect((await rows.artifacts(t))[0]?.status).toBe("completed");
});

test("a note on the web is refused with its reason while the page keeps it, and taken afterwards", async () => {
  const { t, staff, club } = await inEmergency();
  const coach = await asCoach(t, club.coachUserId);
  const { submitTypedNote } = api.models.coachNotes;
  const note = (text: string) => coach.mutation(submitTypedNote, { text, noteType: "training" });
  const text = "Aoife Kelly was brilliant in goal tonight.";
  expect(await note(text)).toEqual({ outcome: "refused", reason: "paused" });
  expect(await rows.notes(t)).toEqual([]);
  await staff.mutation(endEmergencyMode, {});
  await override(t, "RATE_LIMIT_MESSAGES_PER_HOUR", 1);
  expect(await note(text)).toMatchObject({ outcome: "taken" });
  expect(await note("Niamh Walsh covered every blade of grass.")).toEqual({
    outcome: "refused",
    reason: "at_limit",
  });
  await settle(t);
});
