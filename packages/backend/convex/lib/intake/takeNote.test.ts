import { expect, test } from "vitest";
import { type Backend, settle } from "../../../test/harness";
import { createWhatsApp, rows, type WhatsApp } from "../../../test/whatsapp";

const NOTE = "Aoife Kelly was brilliant in goal today.";
const MINUTE_MS = 60_000;

const bodies = ({ phone, club }: WhatsApp) => phone.replies(club.phone).map(({ body }) => body);

async function send({ t, phone, club }: WhatsApp, text: string) {
  await phone.sendText({ phone: club.phone, text });
  await settle(t);
}

const storedFiles = (t: Backend) => t.run(async (ctx) => ctx.db.system.query("_storage").take(10));

test.each([
  ["QG-001", "", "empty"],
  ["QG-002", "hi", "too_short"],
  ["QG-003", "ok now", "too_few_words"],
  ["QG-004", "asdfghjklqwertyuiopzx", "not_language"],
  ["WA-QUALITY-002", "7", "too_short"],
])("%s: the text %j is refused as %s, with a reply and no note", async (_, text, statusReason) => {
  const whatsapp = await createWhatsApp();
  await send(whatsapp, text);
  expect(await rows.messages(whatsapp.t)).toMatchObject([{ status: "rejected", statusReason }]);
  expect(bodies(whatsapp)).toHaveLength(1);
  expect(await rows.notes(whatsapp.t)).toEqual([]);
});

test.each([
  ["QG-006", "Emma trained very well today. Seán was a bit tired."],
  ["QG-007", "go on Emma"],
  ["WA-QUALITY-001", "Caoimhe and Tadhg were flying it at the sliotar drills"],
  ["WA-QUALITY-002", `Niamh trained well. ${"She kept going in the rain. ".repeat(30)}`],
])("%s: %j is taken as a note", async (_, text) => {
  const whatsapp = await createWhatsApp();
  await send(whatsapp, text);
  expect(await rows.notes(whatsapp.t)).toHaveLength(1);
});

/** Lets time pass for the messages that are there. */
async function age(t: Backend, byMs: number) {
  await t.run(async (ctx) => {
    for (const message of await ctx.db.query("whatsappMessages").take(10)) {
      await ctx.db.patch("whatsappMessages", message._id, { receivedAt: message.receivedAt - byMs });
    }
  });
}

test("DD-001: the same text after ten seconds is a duplicate, and the reply says what became of the first", async () => {
  const whatsapp = await createWhatsApp();
  await send(whatsapp, NOTE);
  await age(whatsapp.t, 10_000);
  await send(whatsapp, `${NOTE} `);
  const [first, second] = await rows.messages(whatsapp.t);
  expect(second).toMatchObject({ status: "duplicate", duplicateOf: first?._id });
  expect(await rows.notes(whatsapp.t)).toHaveLength(1);
  expect(bodies(whatsapp).at(-1)).toMatch(/duplicate.*summary/is);
});

test("DD-002: the same text after six minutes is a note", async () => {
  const whatsapp = await createWhatsApp();
  await send(whatsapp, NOTE);
  await age(whatsapp.t, 6 * MINUTE_MS);
  await send(whatsapp, NOTE);
  expect(await rows.notes(whatsapp.t)).toHaveLength(2);
});

test("the same text twice at once is one note, whichever job runs first", async () => {
  const whatsapp = await createWhatsApp();
  const { phone, club, t } = whatsapp;
  await Promise.all([1, 2].map(() => phone.sendText({ phone: club.phone, text: NOTE })));
  await settle(t);
  expect((await rows.messages(t)).map(({ status }) => status).sort()).toEqual(["completed", "duplicate"]);
  expect(await rows.notes(t)).toHaveLength(1);
});

test("DD-003 DD-004: different texts at once, and a text before a recording, are all notes", async () => {
  const whatsapp = await createWhatsApp();
  const { phone, club, t } = whatsapp;
  await Promise.all([
    phone.sendText({ phone: club.phone, text: NOTE }),
    phone.sendText({ phone: club.phone, text: "Niamh Walsh missed training again today." }),
    phone.sendSample({ phone: club.phone, sampleId: "one-player" }),
  ]);
  await settle(t);
  expect(await rows.notes(t)).toHaveLength(3);
});

test("the same recording twice within two minutes is one note, and its file is not kept twice", async () => {
  const whatsapp = await createWhatsApp();
  const { phone, club, t } = whatsapp;
  for (const sampleId of ["one-player", "one-player", "injury"]) {
    await phone.sendSample({ phone: club.phone, sampleId });
    await settle(t);
  }
  expect((await rows.messages(t)).map(({ status }) => status)).toEqual([
    "completed",
    "duplicate",
    "completed",
  ]);
  expect(await storedFiles(t)).toHaveLength(2);
});

test("what was refused does not block a second try", async () => {
  const whatsapp = await createWhatsApp();
  await send(whatsapp, "hi");
  await send(whatsapp, "hi");
  expect((await rows.messages(whatsapp.t)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});
