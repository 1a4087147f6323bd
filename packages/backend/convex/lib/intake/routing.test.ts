import { readSample } from "@voice-flow/provider-simulator";
import { expect, test } from "vitest";
import { seedClub, settle } from "../../../test/harness";
import { createWhatsApp, rows, say } from "../../../test/whatsapp";
import { internal } from "../../_generated/api";

const DAY_MS = 86_400_000;

/** A coach of two clubs: Grange (U12 Gold, gaelic football) and Riverside Rovers (U14 Rovers, soccer). */
async function withTwoClubs() {
  const whatsapp = await createWhatsApp();
  const { t, club } = whatsapp;
  const other = await seedClub(t, {
    organizationId: "org-riverside",
    clubName: "Riverside Rovers",
    phone: "+353861234568",
    teamName: "U14 Rovers",
    roster: [
      ["Zoe", "Farrell"],
      ["Finn", "Harte"],
    ],
  });
  await t.run(async (ctx) => {
    await ctx.db.patch("teams", other.teamId, { ageGroup: "u14", sport: "soccer" });
    const { organizationId, teamId } = other;
    await ctx.db.insert("teamCoaches", { teamId, coachUserId: club.coachUserId, organizationId });
    const grange = await ctx.db
      .query("organizations")
      .withIndex("by_organizationId", (q) => q.eq("organizationId", club.organizationId))
      .unique();
    if (grange) await ctx.db.patch("organizations", grange._id, { shortNames: ["Grange"] });
  });
  return { ...whatsapp, other };
}

type TwoClubs = Awaited<ReturnType<typeof withTwoClubs>>;

/** A recording that is heard as `transcript`; no two of them are alike. */
async function record({ t, phone, club }: TwoClubs, transcript: string) {
  const bytes = Buffer.concat([readSample("one-player"), Buffer.from(transcript)]);
  await phone.sendAudio({ phone: club.phone, bytes, contentType: "audio/ogg", transcript });
  await settle(t);
}

const clubsOfNotes = async ({ t }: TwoClubs) =>
  (await rows.artifacts(t)).map(({ organizationId }) => organizationId);

test.each([
  ["TC-WA-011", "Grange: everybody trained very well tonight", "org-grange"],
  ["TC-WA-012", "@Riverside Rovers the session went really well", "org-riverside"],
  ["TC-WA-014", "The U14 Rovers were flying it tonight", "org-riverside"],
  ["TC-WA-015", "The u12 lads worked really hard tonight", "org-grange"],
  ["TC-WA-016", "The under 14 crowd worked really hard tonight", "org-riverside"],
  ["TC-WA-018", "Great soccer session with the whole group", "org-riverside"],
  ["TC-WA-020", "Zoe Farrell was brilliant in goal today", "org-riverside"],
])("%s: %j goes to the club that it speaks of, which the ack names", async (_, text, organizationId) => {
  const whatsapp = await withTwoClubs();
  const [ack] = await say(whatsapp, text);
  expect(await clubsOfNotes(whatsapp)).toEqual([organizationId]);
  expect(ack).toMatch(organizationId === "org-grange" ? /for Grange GAA/ : /for Riverside Rovers/);
});

const OPEN = "Everybody trained very well this evening";

test("TC-WA-022: a note without a clue goes to the club of the last one, within a day", async () => {
  const whatsapp = await withTwoClubs();
  await say(whatsapp, "Grange: everybody was in great form tonight");
  await say(whatsapp, OPEN);
  expect(await clubsOfNotes(whatsapp)).toEqual(["org-grange", "org-grange"]);
  await whatsapp.t.run(async (ctx) => {
    for (const row of await ctx.db.query("conversationState").take(5)) {
      await ctx.db.patch("conversationState", row._id, { lastNoteAt: Date.now() - 1.1 * DAY_MS });
    }
  });
  const [question] = await say(whatsapp, "Everybody was tired and went home early");
  expect(question).toMatch(/which club/i);
});

test.each([
  ["TC-WA-040", "1"],
  ["TC-WA-041", "Grange GAA"],
  ["TC-WA-041", "grange"],
])("%s TC-WA-061: the answer %j takes up the note that waited, once", async (_, answer) => {
  const whatsapp = await withTwoClubs();
  const [question] = await say(whatsapp, OPEN);
  expect(question).toMatch(/1\. Grange GAA\n2\. Riverside Rovers/);
  expect(await rows.artifacts(whatsapp.t)).toEqual([]);
  const replies = await say(whatsapp, answer);
  expect(replies.filter((body) => /working on it/i.test(body))).toHaveLength(1);
  expect(await clubsOfNotes(whatsapp)).toEqual(["org-grange"]);
  expect(await rows.notes(whatsapp.t)).toMatchObject([{ transcription: OPEN }]);
  await say(whatsapp, answer);
  expect(await clubsOfNotes(whatsapp)).toEqual(["org-grange"]);
});

test("TC-WA-042: a number that is none of the clubs is asked again, and the note still waits", async () => {
  const whatsapp = await withTwoClubs();
  await say(whatsapp, OPEN);
  const [again] = await say(whatsapp, "5");
  expect(again).toMatch(/1\. Grange GAA/);
  expect(await rows.artifacts(whatsapp.t)).toEqual([]);
  await say(whatsapp, "2");
  expect(await clubsOfNotes(whatsapp)).toEqual(["org-riverside"]);
});

test("one answer takes up all notes that wait", async () => {
  const whatsapp = await withTwoClubs();
  await say(whatsapp, OPEN);
  await say(whatsapp, "Everybody was tired and went home early");
  await say(whatsapp, "2");
  expect(await clubsOfNotes(whatsapp)).toEqual(["org-riverside", "org-riverside"]);
});

test("CANCEL drops the note that waits", async () => {
  const whatsapp = await withTwoClubs();
  await say(whatsapp, OPEN);
  await say(whatsapp, "CANCEL");
  const [note] = await rows.messages(whatsapp.t);
  expect(note).toMatchObject({ status: "rejected", statusReason: "cancelled_by_coach" });
  expect(await rows.artifacts(whatsapp.t)).toEqual([]);
});

test("TC-WA-060: a note whose club nobody chose within a day is given up, and the coach is told", async () => {
  const whatsapp = await withTwoClubs();
  await say(whatsapp, OPEN);
  const [waiting] = await rows.messages(whatsapp.t);
  if (!waiting) throw new Error("No message.");
  const expire = () =>
    whatsapp.t.mutation(internal.models.conversationState.expireWaitingNote, {
      whatsappMessageId: waiting._id,
    });
  const scheduled = await whatsapp.t.run(async (ctx) =>
    ctx.db.system.query("_scheduled_functions").take(500),
  );
  const [expiry] = scheduled.filter((row) => row.name.includes("expireWaitingNote"));
  expect(expiry?.scheduledTime).toBeGreaterThan(waiting.receivedAt + 0.99 * DAY_MS);
  expect(await expire()).toBe(true);
  expect(await expire()).toBe(false);
  await settle(whatsapp.t);
  expect(await rows.messages(whatsapp.t)).toMatchObject([
    { status: "rejected", statusReason: "club_not_chosen" },
  ]);
  expect(whatsapp.phone.replies(whatsapp.club.phone).at(-1)?.body).toMatch(/send it again/i);
});

test("a recording is heard first, and goes to the club that it speaks of", async () => {
  const whatsapp = await withTwoClubs();
  await record(whatsapp, "Zoe Farrell was brilliant in goal today. She saved two penalties.");
  expect(await rows.artifacts(whatsapp.t)).toMatchObject([
    { organizationId: "org-riverside", status: "completed", orgCandidates: [{ reason: "player_name" }] },
  ]);
  expect(await rows.notes(whatsapp.t)).toMatchObject([{ organizationId: "org-riverside" }]);
  expect(whatsapp.phone.replies(whatsapp.club.phone).at(-1)?.body).toMatch(
    /for Riverside Rovers: 1 item to check/,
  );
});

test("a recording without a clue waits for the answer, and then runs to its summary", async () => {
  const whatsapp = await withTwoClubs();
  await record(whatsapp, "Everybody trained really well this evening and the spirit was great.");
  expect(await rows.artifacts(whatsapp.t)).toMatchObject([{ status: "awaiting_coach" }]);
  expect(whatsapp.phone.replies(whatsapp.club.phone).at(-1)?.body).toMatch(/which club/i);
  await say(whatsapp, "Riverside Rovers");
  expect(await rows.artifacts(whatsapp.t)).toMatchObject([
    { status: "completed", organizationId: "org-riverside" },
  ]);
});

test("WA-CMD-001: SWITCH CLUB forgets the club of the last note and makes no note", async () => {
  const whatsapp = await withTwoClubs();
  await say(whatsapp, "Grange: everybody was in great form tonight");
  await say(whatsapp, "switch club");
  expect(await clubsOfNotes(whatsapp)).toHaveLength(1);
  const [question] = await say(whatsapp, OPEN);
  expect(question).toMatch(/which club/i);
});
