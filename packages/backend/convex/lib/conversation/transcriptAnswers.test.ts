import { readSample } from "@voice-flow/provider-simulator";
import { expect, test } from "vitest";
import { settle } from "../../../test/harness";
import { createWhatsApp, eventually, rows, say, type WhatsApp } from "../../../test/whatsapp";
import { internal } from "../../_generated/api";

/** A recording of which a third could not be heard. */
async function sendUnclear({ t, phone, club }: WhatsApp) {
  const transcript = "[inaudible] Niamh did [unclear] well [inaudible] at half time";
  // One byte more than the sample, which has a transcript of its own.
  const bytes = Buffer.concat([readSample("unclear"), Buffer.from([0])]);
  const recording = { bytes, contentType: "audio/ogg", transcript };
  await phone.sendAudio({ phone: club.phone, ...recording });
  await settle(t);
}

test.each([
  ["CONFIRM", "completed"],
  ["CANCEL", "cancelled"],
])(
  "TQ-002 FB-005: a doubtful transcript is quoted with its answers explained; %s is heard",
  async (text, status) => {
    const whatsapp = await createWhatsApp();
    await sendUnclear(whatsapp);
    const question = whatsapp.phone.replies(whatsapp.club.phone).at(-1)?.body ?? "";
    for (const word of ["CONFIRM", "RETRY", "CANCEL"]) expect(question).toContain(word);
    expect(await rows.artifacts(whatsapp.t)).toMatchObject([{ status: "awaiting_coach" }]);
    await say(whatsapp, text);
    await eventually(async () => {
      expect(await rows.artifacts(whatsapp.t)).toMatchObject([{ status }]);
    });
  },
);

test("RETRY listens again, as a new attempt, and asks again", async () => {
  const whatsapp = await createWhatsApp();
  await sendUnclear(whatsapp);
  const replies = await say(whatsapp, "retry");
  expect(await rows.artifacts(whatsapp.t)).toMatchObject([{ status: "awaiting_coach", attempt: 2 }]);
  expect(replies.at(-1)).toContain("RETRY");
});

test("a question that nobody answers in time drops the note, and its coach is told once", async () => {
  const whatsapp = await createWhatsApp();
  const { t, phone, club } = whatsapp;
  await sendUnclear(whatsapp);
  const cancel = async () => {
    await t.mutation(internal.models.voiceNoteArtifacts.cancelUnanswered, {});
    await settle(t);
    return phone.replies(club.phone).map(({ body }) => body);
  };
  const before = await cancel();
  expect(before.at(-1)).toMatch(/CONFIRM/);
  await t.run(async (ctx) => {
    for (const { _id } of await ctx.db.query("voiceNoteArtifacts").take(5)) {
      await ctx.db.patch("voiceNoteArtifacts", _id, { stageStartedAt: 1 });
    }
  });
  const after = await cancel();
  expect(after).toHaveLength(before.length + 1);
  expect(after.at(-1)).toMatch(/dropped and nothing was saved/);
  expect(await cancel()).toEqual(after);
});
