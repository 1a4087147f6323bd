// @vitest-environment node
/** The same note twice by different ways, and more uploads than anybody needs. */
import { expect, test } from "vitest";
import { override } from "./costs";
import { asCoach, seedClub, settle } from "./harness";
import { type Coach, createCoach, notes, record, takenOrThrow, type } from "./web-notes";
import { createWhatsApp, rows } from "./whatsapp";

test("the same by WhatsApp as on the web, and the reverse", async () => {
  const { t, phone, club } = await createWhatsApp();
  const coach = await asCoach(t, club.coachUserId);
  const typed = "Aoife Kelly was brilliant in goal tonight";
  takenOrThrow(await type(coach, typed));
  takenOrThrow(await record(t, coach, "one-player"));
  await phone.sendText({ phone: club.phone, text: typed });
  await phone.sendSample({ phone: club.phone, sampleId: "one-player" });
  await settle(t);
  expect((await rows.messages(t)).map(({ status }) => status)).toEqual(["duplicate", "duplicate"]);
  expect(await rows.notes(t)).toHaveLength(2);
  const told = phone.replies(club.phone).map(({ body }) => body);
  expect(told).toEqual(Array(2).fill(expect.stringMatching(/^That is a duplicate.*on the web/)));

  const texted = "Niamh Walsh was late to training again";
  await phone.sendText({ phone: club.phone, text: texted });
  await phone.sendSample({ phone: club.phone, sampleId: "three-players" });
  await settle(t);
  expect(await type(coach, texted)).toMatchObject({ outcome: "refused", reason: "duplicate" });
  expect(await record(t, coach, "three-players")).toMatchObject({ outcome: "refused", reason: "duplicate" });
});

test("an upload, when a coach has used up those of an hour; other coaches have theirs", async () => {
  const { t, coach } = await createCoach();
  await override(t, "COACH_UPLOADS_PER_HOUR", 2);
  const second = await seedClub(t, { organizationId: "org-2", clubName: "Rovers", phone: "+353861230000" });
  const ask = (of: Coach) => of.mutation(notes.generateUploadUrl, {});
  const given = { uploadId: expect.any(String), url: expect.stringContaining("/coach/recordings?upload=") };
  expect([await ask(coach), await ask(coach), await ask(coach)]).toEqual([given, given, null]);
  expect(await ask(await asCoach(t, second.coachUserId))).toEqual(given);
});
