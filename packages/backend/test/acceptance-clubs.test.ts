// @vitest-environment node
/** Acceptance cases of coaches with several clubs, from a signed webhook on. Ids as in docs/acceptance.md. */
import { expect, test } from "vitest";
import { seedClub, settle } from "./harness";
import { recordsOf } from "./providers";
import { createWhatsApp, rows, say, type WhatsApp } from "./whatsapp";

/** The coach has a team of a second club from now on. */
async function joinRovers({ t, club: { coachUserId } }: WhatsApp) {
  const organizationId = "org-2";
  const { teamId } = await seedClub(t, { organizationId, clubName: "Rovers", phone: "+353861230000" });
  await t.run((ctx) => ctx.db.insert("teamCoaches", { teamId, coachUserId, organizationId }));
}

test("M1-004: the events of a note carry the club that was found for it", async () => {
  const whatsapp = await createWhatsApp();
  await joinRovers(whatsapp);
  await say(whatsapp, "Rovers: Aoife was brilliant in goal today");
  const [note] = await rows.artifacts(whatsapp.t);
  if (!note) throw new Error("No note was taken.");
  const { artifact, events } = await recordsOf(whatsapp.t, note._id);
  expect(artifact.orgCandidates.map(({ organizationId }) => organizationId)).toEqual(["org-2"]);
  expect(events.length).toBeGreaterThan(5);
  expect(new Set(events.map(({ organizationId }) => organizationId))).toEqual(new Set(["org-2"]));
});

test("TC-WA-090 TC-WA-091 TC-WA-092 TC-WA-093: text and recordings are acknowledged, with the club where there are several", async () => {
  const whatsapp = await createWhatsApp();
  const { t, club, phone } = whatsapp;
  const firstReply = async (send: () => Promise<unknown>) => {
    const before = phone.replies(club.phone).length;
    await send();
    await settle(t);
    return phone.replies(club.phone)[before]?.body;
  };
  const sendText = (text: string) => firstReply(() => phone.sendText({ phone: club.phone, text }));
  const sendSample = (sampleId: string) =>
    firstReply(() => phone.sendSample({ phone: club.phone, sampleId }));
  expect(await sendText("Aoife was brilliant in goal today")).toMatch(/^Got your note\. /);
  expect(await sendSample("one-player")).toMatch(/^Got your voice note\. /);

  await joinRovers(whatsapp);
  expect(await sendText("Grange GAA: everybody trained very well tonight")).toMatch(
    /^Got your note for Grange GAA\. /,
  );
  // Which club a recording is for is known once it has been heard.
  expect(await sendSample("todo")).toMatch(/^Got your voice note\. /);
});
