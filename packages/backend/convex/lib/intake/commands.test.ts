import { expect, test } from "vitest";
import { seedClub, settle } from "../../../test/harness";
import { createWhatsApp, rows, say, type WhatsApp } from "../../../test/whatsapp";
import { internal } from "../../_generated/api";

const HOUR_MS = 3_600_000;

/** A coach with the summary of a note with three drafts. */
async function withSummary() {
  const whatsapp = await createWhatsApp();
  await whatsapp.phone.sendSample({ phone: whatsapp.club.phone, sampleId: "three-players" });
  await settle(whatsapp.t);
  expect(await statuses(whatsapp)).toEqual(["pending", "pending", "pending"]);
  return whatsapp;
}

const drafts = ({ t }: WhatsApp) => t.run(async (ctx) => ctx.db.query("insightDrafts").take(100));
const statuses = async (whatsapp: WhatsApp) => (await drafts(whatsapp)).map((draft) => draft.status);

test.each(["CONFIRM", "yes", "Y", "ok", "Okay 👍", "confirm."])(
  "WC-001 WC-002 WC-009 WA-CMD-009: %s confirms all drafts of the summary",
  async (text) => {
    const whatsapp = await withSummary();
    const [reply] = await say(whatsapp, text);
    expect(reply).toMatch(/3/);
    expect(await statuses(whatsapp)).toEqual(["applied", "applied", "applied"]);
    const insights = await whatsapp.t.run(async (ctx) => ctx.db.query("voiceNoteInsights").take(10));
    expect(insights).toHaveLength(3);
    // The command is no note.
    expect(await rows.artifacts(whatsapp.t)).toHaveLength(1);
  },
);

/** The numbers of the items that were saved. */
async function applied({ t }: WhatsApp): Promise<number[]> {
  const items = await t.run(async (ctx) => ctx.db.query("coachItems").take(100));
  return items.flatMap(({ number, state }) => (state === "saved" ? [number] : [])).sort((x, y) => x - y);
}

test.each([
  ["CONFIRM 1,3", [1, 3]],
  ["confirm 2", [2]],
  ["CONFIRM 2-3", [2, 3]],
  ["confirm 1 and 2", [1, 2]],
])("%s confirms exactly these", async (text, numbers) => {
  const whatsapp = await withSummary();
  await say(whatsapp, text);
  expect(await applied(whatsapp)).toEqual(numbers);
});

test("CONFIRM with a number that was not shown is an error and confirms nothing, not even the others", async () => {
  const whatsapp = await withSummary();
  const [reply] = await say(whatsapp, "CONFIRM 1,9");
  expect(reply).toMatch(/9/);
  expect(await statuses(whatsapp)).toEqual(["pending", "pending", "pending"]);
});

test("CONFIRM a second time says that nothing waits, and saves nothing twice", async () => {
  const whatsapp = await withSummary();
  await say(whatsapp, "CONFIRM");
  const [reply, ...more] = await say(whatsapp, "CONFIRM");
  expect(reply).toMatch(/Nothing is waiting.*Saved already: 1\. /s);
  expect(more).toEqual([]);
  expect(await whatsapp.t.run(async (ctx) => ctx.db.query("voiceNoteInsights").take(10))).toHaveLength(3);
});

test("what is left after a partial CONFIRM keeps its number", async () => {
  const whatsapp = await withSummary();
  await say(whatsapp, "CONFIRM 2");
  await say(whatsapp, "CONFIRM 3");
  expect(await applied(whatsapp)).toEqual([2, 3]);
  const [reply] = await say(whatsapp, "CONFIRM 2");
  expect(reply).toMatch(/2/);
  expect(await applied(whatsapp)).toEqual([2, 3]);
});

test.each(["CANCEL", "no", "N"])("WC-005 WC-006: %s rejects the drafts and says so", async (text) => {
  const whatsapp = await withSummary();
  const replies = await say(whatsapp, text);
  expect(replies).toHaveLength(1);
  expect(await statuses(whatsapp)).toEqual(["rejected", "rejected", "rejected"]);
  expect((await say(whatsapp, "CONFIRM")).join()).toMatch(/Nothing is waiting.*Dropped already: 1\. /s);
  expect(await statuses(whatsapp)).toEqual(["rejected", "rejected", "rejected"]);
});

test("WC-010: a sentence that begins like a command is a note", async () => {
  const whatsapp = await withSummary();
  await say(whatsapp, "Confirmed that Niamh was great in goal today");
  expect(await rows.artifacts(whatsapp.t)).toHaveLength(2);
  expect(await statuses(whatsapp)).not.toContain("applied");
});

test("WA-CMD-004: R sends the summary again, with the same numbers", async () => {
  const whatsapp = await withSummary();
  const items = (body: string | undefined) => body?.match(/^\d+\. .*$/gm);
  const first = items(whatsapp.phone.replies(whatsapp.club.phone).at(-1)?.body);
  expect(first).toHaveLength(3);
  for (const word of ["R", "r"]) {
    const replies = await say(whatsapp, word);
    expect(replies.map(items)).toEqual([first]);
  }
  await say(whatsapp, "CONFIRM 1");
  expect(await applied(whatsapp)).toEqual([1]);
});

test("WA-CMD-002: HELP explains the words and makes no note", async () => {
  const whatsapp = await createWhatsApp();
  const [reply] = await say(whatsapp, "help");
  expect(reply).toMatch(/CONFIRM/);
  expect(reply).toMatch(/CANCEL/);
  expect(await rows.artifacts(whatsapp.t)).toEqual([]);
});

test.each(["CONFIRM", "no", "R", "SNOOZE", "RETRY"])(
  "%s without anything that waits gets a sensible answer and makes no note",
  async (text) => {
    const whatsapp = await createWhatsApp();
    expect(await say(whatsapp, text)).toHaveLength(1);
    expect(await rows.artifacts(whatsapp.t)).toEqual([]);
    expect(await rows.messages(whatsapp.t)).toMatchObject([
      { status: "completed", statusReason: "command_nothing_open" },
    ]);
  },
);

const scheduledReminders = ({ t }: WhatsApp) =>
  t.run(async (ctx) =>
    (await ctx.db.system.query("_scheduled_functions").take(1000)).filter((row) =>
      row.name.includes("remindOfQuestion"),
    ),
  );

test("WA-CMD-010: SNOOZE sends the summary again when the time is over, at most three times", async () => {
  const whatsapp = await withSummary();
  const { t } = whatsapp;
  const before = Date.now();
  expect(await say(whatsapp, "SNOOZE 2H")).toHaveLength(1);
  const [reminder] = await scheduledReminders(whatsapp);
  expect(reminder?.scheduledTime).toBeGreaterThanOrEqual(before + 2 * HOUR_MS);
  expect(reminder?.scheduledTime).toBeLessThan(before + 2 * HOUR_MS + 60_000);

  const [args] = reminder?.args ?? [];
  const sentBefore = whatsapp.phone.replies(whatsapp.club.phone).length;
  expect(await t.mutation(internal.models.conversationState.remindOfQuestion, args)).toBe(true);
  await settle(t);
  expect(whatsapp.phone.replies(whatsapp.club.phone).at(sentBefore)?.body).toMatch(/^Reminder.*^1\./ms);

  await say(whatsapp, "SNOOZE");
  await say(whatsapp, "SNOOZE 30m");
  expect(await scheduledReminders(whatsapp)).toHaveLength(3);
  await say(whatsapp, "SNOOZE");
  expect(await scheduledReminders(whatsapp)).toHaveLength(3);
  // What was put off as often as it may be does not offer it any more.
  const [again] = await say(whatsapp, "R");
  expect(again).toMatch(/1\./);
  expect(again).not.toContain("SNOOZE");
});

test("a reminder that is due after the answer says nothing", async () => {
  const whatsapp = await withSummary();
  await say(whatsapp, "SNOOZE 1H");
  const [reminder] = await scheduledReminders(whatsapp);
  await say(whatsapp, "CONFIRM");
  const [args] = reminder?.args ?? [];
  expect(await whatsapp.t.mutation(internal.models.conversationState.remindOfQuestion, args)).toBe(false);
});

test("an equals sign without an open name is a note", async () => {
  const whatsapp = await createWhatsApp();
  await say(whatsapp, "Emma scored = 4/5 frees in training today");
  expect(await rows.notes(whatsapp.t)).toHaveLength(1);
});

test("a coach decides on their own drafts alone", async () => {
  const whatsapp = await withSummary();
  const other = await seedClub(whatsapp.t, { organizationId: "org-other", phone: "+353861234568" });
  await whatsapp.phone.sendText({ phone: other.phone, text: "CONFIRM" });
  await settle(whatsapp.t);
  expect(await statuses(whatsapp)).toEqual(["pending", "pending", "pending"]);
});
