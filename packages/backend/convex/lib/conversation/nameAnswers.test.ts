import { expect, test } from "vitest";
import { settle } from "../../../test/harness";
import { createWhatsApp, say, type WhatsApp } from "../../../test/whatsapp";

const drafts = ({ t }: WhatsApp) => t.run(async (ctx) => ctx.db.query("insightDrafts").take(100));
const statuses = async (whatsapp: WhatsApp) => (await drafts(whatsapp)).map((draft) => draft.status);

/** A coach whose note speaks of "Alex", of whom there are two. */
async function withTwoAlexes() {
  const whatsapp = await createWhatsApp();
  await whatsapp.phone.sendSample({ phone: whatsapp.club.phone, sampleId: "two-alexes" });
  await settle(whatsapp.t);
  return whatsapp;
}

test("TC-WA-084 ER-002: a name that two players have is listed in the summary with both", async () => {
  const whatsapp = await withTwoAlexes();
  const summary = whatsapp.phone.replies(whatsapp.club.phone).at(-1)?.body;
  expect(summary).toMatch(/1\. .* – who is "Alex"\?.* a\) Alex \w+ \(U12 Gold\) b\) Alex \w+ \(U12 Gold\)/);
  expect(await drafts(whatsapp)).toEqual([]);
});

test("ER-006 ER-007: Alex = Alex Murphy links the player, drafts what waited, and is remembered", async () => {
  const whatsapp = await withTwoAlexes();
  const [reply] = await say(whatsapp, "Alex = Alex Murphy");
  expect(reply).toMatch(/"Alex" is Alex Murphy/);
  expect(reply).toMatch(/Still waiting.*1\. .* – Alex Murphy: /s);
  const playerId = whatsapp.club.playerId("Alex Murphy");
  expect(await drafts(whatsapp)).toMatchObject([{ playerId, status: "pending" }]);
  const aliases = await whatsapp.t.run(async (ctx) => ctx.db.query("coachPlayerAliases").take(5));
  expect(aliases).toMatchObject([{ coachUserId: whatsapp.club.coachUserId, resolvedEntityId: playerId }]);
  await say(whatsapp, "CONFIRM");
  expect(await statuses(whatsapp)).toEqual(["applied"]);

  await say(whatsapp, "Alex scored four goals from play today.");
  const [, second] = await drafts(whatsapp);
  expect(second).toMatchObject({ playerId });
});

test("a name that nobody on the teams has leaves the question open and says so", async () => {
  const whatsapp = await withTwoAlexes();
  expect((await say(whatsapp, "Alex = Zebedee Quirke")).join()).toMatch(
    /no one player called "Zebedee Quirke"/,
  );
  expect(await drafts(whatsapp)).toEqual([]);
  expect((await say(whatsapp, "Alex = Alex Keane")).join()).toMatch(/Alex Keane/);
});

test("Alex = nobody keeps nothing of what was said about Alex", async () => {
  const whatsapp = await withTwoAlexes();
  expect(await say(whatsapp, "Alex = nobody")).toHaveLength(1);
  expect(await drafts(whatsapp)).toEqual([]);
});
