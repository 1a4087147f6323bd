// @vitest-environment node
import { expect, test } from "vitest";
import { internal } from "../convex/_generated/api";
import { queueOutbound } from "../convex/lib/conversation/delivery/outbound";
import { moveClock } from "./clock";
import { type Backend, settle } from "./harness";
import { createWhatsApp, eventually, hurryJobs, rows, type WhatsApp } from "./whatsapp";

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** A message to the coach, beside what the pipeline says. */
const queue = ({ t, club }: WhatsApp, dedupeKey: string, body = dedupeKey) =>
  t.run(async (ctx) =>
    queueOutbound(ctx, {
      dedupeKey,
      toPhone: club.phone,
      userId: club.coachUserId,
      template: "summary",
      body,
    }),
  );

const message = async (t: Backend, dedupeKey: string) => {
  const found = (await rows.outbound(t)).find((row) => row.dedupeKey === dedupeKey);
  if (!found) throw new Error(`No message ${dedupeKey}.`);
  return found;
};

/** What is due later is run now; the clock has been moved past it. */
async function runDue(t: Backend) {
  await t.action(internal.workers.jobs.processJobs, {});
  await settle(t);
}

/** The coach has written, so that free-form messages go through. */
async function withSession(options: Parameters<typeof createWhatsApp>[0] = {}) {
  const whatsapp = await createWhatsApp(options);
  await whatsapp.phone.sendText({ phone: whatsapp.club.phone, text: "HELP" });
  await settle(whatsapp.t);
  return whatsapp;
}

const texts = ({ phone, club }: WhatsApp) =>
  phone.replies(club.phone).flatMap(({ body, status }) => (status === "failed" ? [] : [body]));

const eventsOf = ({ t }: WhatsApp) =>
  t.run(async (ctx) =>
    (await ctx.db.query("voicePipelineEvents").take(500)).filter(
      (event) => event.pipelineStage === "delivery",
    ),
  );

test("a note's messages tell in events how they fare, and how long the result took to the coach's phone", async () => {
  const whatsapp = await createWhatsApp();
  const { t, phone, club } = whatsapp;
  await phone.sendSample({ phone: club.phone, sampleId: "injury" });
  await settle(t);
  await eventually(async () => {
    const summary = (await rows.outbound(t)).find(({ template }) => template === "summary");
    expect(summary).toMatchObject({ status: "delivered", sends: 1 });
    const types = (await eventsOf(whatsapp)).filter(({ metadata }) => metadata?.template === "summary");
    expect(types.map(({ eventType }) => eventType)).toEqual([
      "message_queued",
      "message_sent",
      "message_delivered",
    ]);
  });
  const delivered = (await eventsOf(whatsapp)).filter(({ eventType }) => eventType === "message_delivered");
  // The acknowledgement is delivered too, and is no result.
  expect(delivered.filter(({ metadata }) => metadata?.timeToCoachMs !== undefined)).toMatchObject([
    { metadata: { template: "summary", timeToCoachMs: expect.any(Number) }, durationMs: expect.any(Number) },
  ]);
  await phone.read(club.phone);
  await settle(t);
  expect((await eventsOf(whatsapp)).map(({ eventType }) => eventType)).toContain("message_read");
});

test("DE-002: the provider is away for half an hour, and everything arrives afterwards, in order", async () => {
  const whatsapp = await withSession();
  const { t, simulator } = whatsapp;
  simulator.faults.set([{ kind: "server_error", target: "twilio", status: 503 }]);
  for (const name of ["first", "second", "third"]) await queue(whatsapp, name);
  await settle(t);
  for (let minutes = 0; minutes < 30; minutes += 5) {
    moveClock(5 * MINUTE);
    await runDue(t);
  }
  expect((await message(t, "first")).status).toBe("queued");
  expect(texts(whatsapp)).not.toContain("first");
  simulator.faults.clear();
  moveClock(6 * MINUTE);
  await runDue(t);
  await eventually(async () => expect(texts(whatsapp).slice(-3)).toEqual(["first", "second", "third"]));
});

test("DE-002: what cannot be sent for a day has failed, with its reason", async () => {
  const whatsapp = await withSession();
  const { t, simulator } = whatsapp;
  simulator.faults.set([{ kind: "server_error", target: "send", status: 503 }]);
  await queue(whatsapp, "lost");
  await settle(t);
  moveClock(23 * HOUR);
  await runDue(t);
  expect(await message(t, "lost")).toMatchObject({ status: "queued" });
  moveClock(2 * HOUR);
  await t.run(async (ctx) => {
    for (const inbound of await ctx.db.query("whatsappMessages").take(5)) {
      await ctx.db.patch("whatsappMessages", inbound._id, { receivedAt: Date.now() });
    }
  });
  await runDue(t);
  expect(await message(t, "lost")).toMatchObject({ status: "failed", errorCode: "twilio_20500" });
});

test("CO-020: messages to one coach leave in the order in which they were made, also after a failure", async () => {
  const whatsapp = await withSession();
  const { t, simulator } = whatsapp;
  await hurryJobs(t);
  simulator.faults.set([{ kind: "server_error", target: "send", nextCalls: 1 }]);
  const names = ["one", "two", "three", "four"];
  for (const name of names) await queue(whatsapp, name);
  await eventually(async () => {
    await settle(t);
    expect(texts(whatsapp).slice(-4)).toEqual(names);
  });
});

test("CO-020: a message that is to be sent later holds up nobody", async () => {
  const whatsapp = await withSession();
  const { t, club } = whatsapp;
  await t.run(async (ctx) =>
    queueOutbound(ctx, {
      dedupeKey: "later",
      toPhone: club.phone,
      userId: club.coachUserId,
      template: "summary",
      body: "later",
      sendAt: Date.now() + HOUR,
    }),
  );
  await queue(whatsapp, "now");
  await settle(t);
  expect(texts(whatsapp)).toContain("now");
  expect(texts(whatsapp)).not.toContain("later");
});

test("DE-003: outside the window a message waits visibly, and goes out with the coach's next message", async () => {
  const whatsapp = await withSession();
  const { t, phone, club } = whatsapp;
  moveClock(25 * HOUR);
  await queue(whatsapp, "waits");
  await settle(t);
  expect(await message(t, "waits")).toMatchObject({ status: "waiting_for_window" });
  expect(texts(whatsapp)).not.toContain("waits");
  await phone.sendText({ phone: club.phone, text: "HELP" });
  await settle(t);
  await eventually(async () => {
    expect(texts(whatsapp)).toContain("waits");
    expect(await message(t, "waits")).toMatchObject({ status: "delivered" });
  });
});

test("63018 by callback: the message is sent once more, and arrives", async () => {
  const whatsapp = await withSession();
  const { t, simulator } = whatsapp;
  simulator.delivery.set([{ kind: "undelivered", errorCode: 63018, nextMessages: 1 }]);
  await queue(whatsapp, "again");
  await eventually(async () => {
    await settle(t);
    expect(await message(t, "again")).toMatchObject({ status: "queued", resends: 1 });
  });
  moveClock(MINUTE);
  await runDue(t);
  await eventually(async () => {
    expect(await message(t, "again")).toMatchObject({ status: "delivered", sends: 2 });
  });
  expect(texts(whatsapp).filter((text) => text === "again")).toHaveLength(1);
});

test("D5: a code that does not pass ends as failed with its reason", async () => {
  const whatsapp = await withSession();
  const { t, simulator } = whatsapp;
  for (const errorCode of [63003, 63024, 63049, 63016]) {
    simulator.delivery.set([{ kind: "undelivered", errorCode }]);
    await queue(whatsapp, `code-${errorCode}`);
    await eventually(async () => {
      await settle(t);
      expect(await message(t, `code-${errorCode}`)).toMatchObject({
        status: "failed",
        errorCode: `twilio_${errorCode}`,
        failedAt: expect.any(Number),
      });
    });
  }
});

test("callbacks that are lost, reversed or repeated leave the truth", async () => {
  const whatsapp = await withSession();
  const { t, simulator } = whatsapp;
  simulator.delivery.set([{ kind: "reorder_callbacks" }, { kind: "repeat_callbacks", times: 2 }]);
  await queue(whatsapp, "reversed");
  await eventually(async () =>
    expect(await message(t, "reversed")).toMatchObject({ status: "delivered", sends: 1 }),
  );
  simulator.delivery.set([{ kind: "lose_callbacks" }]);
  await queue(whatsapp, "silent");
  await settle(t);
  await eventually(async () => expect(await message(t, "silent")).toMatchObject({ status: "sent" }));
});

test("CO-015: a coach whom the provider knows to have opted out gets nothing more until START", async () => {
  const whatsapp = await withSession();
  const { t, simulator, phone, club } = whatsapp;
  simulator.delivery.set([{ kind: "undelivered", errorCode: 21610, nextMessages: 1 }]);
  await queue(whatsapp, "unwanted");
  await eventually(async () => {
    await settle(t);
    expect(await message(t, "unwanted")).toMatchObject({ status: "failed", errorCode: "twilio_21610" });
  });
  await queue(whatsapp, "held back");
  await settle(t);
  expect(await message(t, "held back")).toMatchObject({ status: "failed", errorCode: "opted_out" });
  await phone.sendText({ phone: club.phone, text: "START" });
  await settle(t);
  await queue(whatsapp, "welcome");
  await eventually(async () => {
    await settle(t);
    expect(await message(t, "welcome")).toMatchObject({ status: "delivered" });
  });
});
