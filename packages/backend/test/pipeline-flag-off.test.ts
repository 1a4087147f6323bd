// @vitest-environment node
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import type { TableNames } from "../convex/_generated/dataModel";
import { asStaff, type Backend, seedClub, settle } from "./harness";
import { createWhatsApp, rows, say, type WhatsApp } from "./whatsapp";

/** What v2 writes of a note: with the flag off, none of it may be there. */
const OF_V2: readonly TableNames[] = [
  "voiceNoteArtifacts",
  "voiceNoteTranscripts",
  "voiceNoteClaims",
  "voiceNoteEntityResolutions",
  "insightDrafts",
  "voiceNoteInsights",
  "voicePipelineEvents",
];

async function v2Rows(t: Backend): Promise<Record<string, number>> {
  return await t.run(async (ctx) => {
    const counts: Record<string, number> = {};
    for (const table of OF_V2) {
      const found = await ctx.db.query(table).take(50);
      if (found.length > 0) counts[table] = found.length;
    }
    return counts;
  });
}

/** The world of a coach for whom v2 is off: the platform is on, the coach's club is not. */
async function withoutV2() {
  const whatsapp = await createWhatsApp();
  const { organizationId } = whatsapp.club;
  await setV2(whatsapp, { scope: "organization", organizationId }, false);
  return whatsapp;
}

async function setV2(
  { t }: WhatsApp,
  target: { scope: "organization"; organizationId: string } | { scope: "platform" },
  enabled: boolean,
) {
  const staff = await asStaff(t);
  await staff.mutation(api.models.featureFlags.setFlag, { key: "voice_notes_v2", target, enabled });
}

test("DP-001 REG-005: with the flag off a recording is stored, transcribed and acknowledged, and nothing of v2 is there", async () => {
  const whatsapp = await withoutV2();
  const { t, phone, club } = whatsapp;
  await phone.sendSample({ phone: club.phone, sampleId: "one-player" });
  await settle(t);
  expect(await v2Rows(t)).toEqual({});
  expect(await rows.notes(t)).toMatchObject([
    {
      organizationId: club.organizationId,
      source: "whatsapp_audio",
      transcription: expect.stringContaining("Aoife Kelly was brilliant"),
      transcriptionStatus: "completed",
      // None are to come, and it says so.
      insightsStatus: "cancelled",
    },
  ]);
  const told = phone.replies(club.phone).map(({ body }) => body);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^Got your voice note.*writing down/);
  expect(told[0]).not.toMatch(/summary/i);
  expect(await rows.messages(t)).toMatchObject([{ status: "completed" }]);
});

test("REG-005: so is a typed note, and a word that would confirm a summary has nothing to confirm", async () => {
  const whatsapp = await withoutV2();
  const [told] = await say(whatsapp, "Aoife Kelly was brilliant in goal tonight");
  expect(told).toMatch(/It is kept/);
  expect(await rows.notes(whatsapp.t)).toMatchObject([
    { transcriptionStatus: "completed", insightsStatus: "cancelled" },
  ]);
  const [again] = await say(whatsapp, "Aoife Kelly was brilliant in goal tonight");
  expect(again).toMatch(/duplicate[\s\S]*is kept/);
  expect(await say(whatsapp, "CONFIRM")).toHaveLength(1);
  expect(await v2Rows(whatsapp.t)).toEqual({});
  expect(await rows.notes(whatsapp.t)).toHaveLength(1);
});

test("HELP tells what is true for the coach: of summaries only where there are any", async () => {
  const whatsapp = await withoutV2();
  const [kept] = await say(whatsapp, "HELP");
  expect(kept).toMatch(/I keep it, and write down what you say/);
  expect(kept).not.toMatch(/CONFIRM|SNOOZE|summary/);
  const { organizationId } = whatsapp.club;
  await setV2(whatsapp, { scope: "organization", organizationId }, true);
  const [whole] = await say(whatsapp, "HELP");
  expect(whole).toMatch(/CONFIRM 1,3/);
});

test("DP-002: with the flag on the note has a run that is linked to it, and drafts", async () => {
  const whatsapp = await withoutV2();
  const { t, phone, club } = whatsapp;
  await say(whatsapp, "Aoife Kelly was brilliant in goal tonight");
  await setV2(whatsapp, { scope: "organization", organizationId: club.organizationId }, true);
  await phone.sendSample({ phone: club.phone, sampleId: "one-player" });
  await settle(t);
  const notes = await rows.notes(t);
  const artifacts = await rows.artifacts(t);
  // The note from before stays as it was.
  expect(notes).toHaveLength(2);
  expect(artifacts).toMatchObject([{ voiceNoteId: notes[1]?._id, status: "completed" }]);
  expect(notes[1]).toMatchObject({ transcriptionStatus: "completed", insightsStatus: "completed" });
  expect(await v2Rows(t)).toMatchObject({ voiceNoteTranscripts: 1, insightDrafts: 1 });
});

test("a coach without v2 hears that a recording could not be written down: silence, or a provider that is out", async () => {
  const whatsapp = await withoutV2();
  const { t, phone, club, simulator } = whatsapp;
  await phone.sendSample({ phone: club.phone, sampleId: "silence" });
  await settle(t);
  simulator.faults.set([{ kind: "server_error", target: "transcription" }]);
  await phone.sendSample({ phone: club.phone, sampleId: "one-player" });
  await settle(t);
  const [silent, failed] = await rows.notes(t);
  expect(silent?.transcriptionStatus).toBe("completed");
  expect(failed?.transcriptionStatus).toBe("failed");
  const told = phone.replies(club.phone).map(({ body }) => body);
  expect(told.filter((body) => body.includes("could not write down"))).toHaveLength(2);
  expect(await v2Rows(t)).toEqual({});
});

test("a coach of two clubs, of which one has v2, keeps v1 until the club is known", async () => {
  const whatsapp = await withoutV2();
  const { t, phone, club } = whatsapp;
  const options = { organizationId: "org-2", clubName: "Rovers", teamName: "U15 Rovers" };
  const second = await seedClub(t, { ...options, phone: "+353861230000", roster: [["Jamie", "Lawlor"]] });
  await t.run((ctx) =>
    ctx.db.insert("teamCoaches", {
      teamId: second.teamId,
      coachUserId: club.coachUserId,
      organizationId: second.organizationId,
    }),
  );
  await phone.sendSample({ phone: club.phone, sampleId: "one-player" });
  await settle(t);
  expect(await v2Rows(t)).toEqual({});
  // What is typed says which club it is for, and so which of the two it gets.
  await say(whatsapp, "Rovers: Jamie Lawlor was brilliant in goal");
  expect(await rows.artifacts(t)).toMatchObject([{ organizationId: "org-2", status: "completed" }]);
  const [kept] = await say(whatsapp, "Grange: Niamh Walsh was late to training again");
  expect(kept).toMatch(/for Grange GAA. It is kept/);
  expect(await rows.artifacts(t)).toHaveLength(1);
  const [question] = await say(whatsapp, "SWITCH CLUB").then(() =>
    say(whatsapp, "Everybody trained well today"),
  );
  expect(question).toMatch(/1\. /);
  const [answer] = await say(whatsapp, "Grange GAA");
  expect(answer).toMatch(/for Grange GAA\.\nIt's kept/);
});

test("erasing a player reaches the notes that have no run: words, recording and the message they came by", async () => {
  const whatsapp = await withoutV2();
  const { t, phone, club } = whatsapp;
  await phone.sendSample({ phone: club.phone, sampleId: "one-player" });
  await settle(t);
  await say(whatsapp, "Aoife Kelly was brilliant in goal tonight");
  await say(whatsapp, "Niamh Walsh was late to training again");
  const playerId = club.playerId("Aoife Kelly");
  await t.mutation(internal.models.privacy.erasePlayerAsOperator, { playerId });
  await settle(t);
  const notes = await rows.notes(t);
  expect(notes.map((note) => note.transcription)).toEqual([
    undefined,
    undefined,
    "Niamh Walsh was late to training again",
  ]);
  expect(notes[0]?.audioStorageId).toBeUndefined();
  const messages = await rows.messages(t);
  expect(messages.map(({ mediaStorageId, mediaUrl }) => mediaStorageId ?? mediaUrl)).toEqual(
    Array(3).fill(undefined),
  );
  expect(messages.map(({ body }) => body)).toEqual([
    "[erased]",
    "[erased]",
    "Niamh Walsh was late to training again",
  ]);
  expect(await t.run((ctx) => ctx.db.system.query("_storage").take(5))).toEqual([]);
});
