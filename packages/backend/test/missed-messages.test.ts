// @vitest-environment node
/** DE-007: a webhook that never came is found in the provider's list, and its message is taken up once. */
import { expect, test } from "vitest";
import { internal } from "../convex/_generated/api";
import { type Backend, settle } from "./harness";
import { createWhatsApp, rows } from "./whatsapp";

const NOTE = "Aoife Kelly was brilliant in goal today.";
const GRACE_MS = 4 * 60_000;

const look = (t: Backend) => t.action(internal.models.missedMessages.catchUpMessages, {});
const heartbeat = (t: Backend) =>
  t.run(async (ctx) =>
    ctx.db
      .query("heartbeats")
      .withIndex("by_name", (q) => q.eq("name", "catch-up-messages"))
      .unique(),
  );

/** What is sent now came so long ago that no webhook is expected any more. */
async function createLate() {
  const whatsapp = await createWhatsApp();
  whatsapp.simulator.clock.advance(-GRACE_MS);
  return whatsapp;
}

test("DE-007: text and recordings that were missed become notes, once, received when the provider received them", async () => {
  const whatsapp = await createLate();
  const { phone, club, simulator, t } = whatsapp;
  const sentAt = simulator.clock.now();
  await phone.sendText({ phone: club.phone, text: NOTE, deliveries: 0 });
  await phone.sendSample({ phone: club.phone, sampleId: "injury", deliveries: 0 });
  expect(await rows.messages(t)).toEqual([]);
  expect(await look(t)).toEqual({ takenUp: 2 });
  await settle(t);
  const messages = await rows.messages(t);
  expect(messages).toMatchObject([
    { kind: "text", outcome: "note", isCaughtUp: true, body: NOTE },
    { kind: "audio", outcome: "note", isCaughtUp: true },
  ]);
  expect(Math.abs((messages[0]?.receivedAt ?? 0) - sentAt)).toBeLessThan(2_000);
  expect(await rows.notes(t)).toHaveLength(2);
  expect(await look(t)).toEqual({ takenUp: 0 });
  await settle(t);
  expect(await rows.messages(t)).toHaveLength(2);
  expect(await heartbeat(t)).toMatchObject({ lastOk: true, lastRows: 0 });
});

test("what came by its webhook is not taken up again, and what was just sent is left to its webhook", async () => {
  const whatsapp = await createWhatsApp();
  const { phone, club, simulator, t } = whatsapp;
  await phone.sendText({ phone: club.phone, text: NOTE, deliveries: 0 });
  expect(await look(t)).toEqual({ takenUp: 0 });
  simulator.clock.advance(-GRACE_MS);
  await phone.sendText({ phone: club.phone, text: "Niamh Walsh missed training again today." });
  await settle(t);
  expect(await look(t)).toEqual({ takenUp: 0 });
  expect(await rows.messages(t)).toHaveLength(1);
});

test("a webhook that comes after all changes nothing", async () => {
  const { phone, club, t } = await createLate();
  const { messageSid } = await phone.sendText({ phone: club.phone, text: NOTE, deliveries: 0 });
  await look(t);
  await phone.sendText({ phone: club.phone, text: NOTE, messageSid });
  await settle(t);
  expect(await rows.messages(t)).toHaveLength(1);
});

test("while the provider is away nothing is passed over: the next run begins where the last good one ended", async () => {
  const { phone, club, simulator, t } = await createLate();
  await look(t);
  // The last good run was an hour ago, and the message came long before what two runs look at in common.
  await t.run(async (ctx) => {
    const row = await ctx.db.query("inboundCatchUp").first();
    if (row) await ctx.db.patch("inboundCatchUp", row._id, { checkedUntil: Date.now() - 60 * 60_000 });
  });
  simulator.clock.advance(-30 * 60_000);
  await phone.sendSample({ phone: club.phone, sampleId: "injury", deliveries: 0 });
  simulator.faults.set([{ kind: "server_error", target: "list", status: 503 }]);
  expect(await look(t)).toEqual({ takenUp: 0 });
  expect(await heartbeat(t)).toMatchObject({ lastOk: false, lastError: "http_503" });
  simulator.faults.clear();
  expect(await look(t)).toEqual({ takenUp: 1 });
  await settle(t);
  expect(await rows.messages(t)).toMatchObject([{ outcome: "note" }]);
});

test("more than a page is read to its end, and what is known is left alone", async () => {
  const { phone, club, t } = await createLate();
  const [missed, ...known] = await Promise.all(
    Array.from({ length: 205 }, (_, index) =>
      phone.sendText({ phone: club.phone, text: `help ${index}`, deliveries: 0 }),
    ),
  );
  await t.run(async (ctx) => {
    for (const { messageSid } of known) {
      await ctx.db.insert("whatsappMessages", {
        messageSid,
        fromPhone: club.phone,
        toPhone: "+14155238886",
        kind: "text",
        body: "",
        status: "completed",
        outcome: "command",
        receivedAt: 0,
        updatedAt: 0,
      });
    }
  });
  expect(await look(t)).toEqual({ takenUp: 1 });
  const taken = await t.run(async (ctx) =>
    ctx.db
      .query("whatsappMessages")
      .withIndex("by_messageSid", (q) => q.eq("messageSid", missed?.messageSid ?? ""))
      .unique(),
  );
  expect(taken).toMatchObject({ isCaughtUp: true });
  expect(await heartbeat(t)).toMatchObject({ lastOk: true, lastSteps: 2 });
});
