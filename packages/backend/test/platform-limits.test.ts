// @vitest-environment node
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { admit, admitted, DOLLAR, eventTypes, override, settleCall, spend } from "./costs";
import { asStaff, type Backend, createBackend, settle } from "./harness";
import { previewOf, retryNow } from "./retries";
import { arrived, createWhatsApp, rows } from "./whatsapp";

const { getRateLimits } = api.models.rateLimits;
const CLUBS = ["org-1", "org-2", "org-3"];

async function limitsOf(t: Backend) {
  const staff = await asStaff(t);
  const { limits, held } = await staff.query(getRateLimits, { now: Date.now() });
  const of = (name: string) => limits.find(({ limit }) => limit === name);
  return { held, of };
}

test("what the platform may spend in an hour is divided, and used to the last part before anything is refused", async () => {
  const t = createBackend();
  await override(t, "RATE_LIMIT_COST_PER_HOUR", 40 * DOLLAR);
  for (let call = 0; call < 16; call += 1) {
    await spend(t, `call-${call}`, 2.5 * DOLLAR, { organizationId: CLUBS[call % 3] });
  }
  expect((await limitsOf(t)).of("cost_per_hour")).toMatchObject({ used: 40 * DOLLAR, left: 0 });
  expect(await admit(t, "over", 1)).toEqual({ allowed: false, code: "rate_limited" });
  expect(await admit(t, "over again", 1)).toEqual({ allowed: false, code: "rate_limited" });
  await settle(t);
  expect(await eventTypes(t, /^rate_limit/)).toEqual(["rate_limit_hit"]);
  const { of } = await limitsOf(t);
  expect(of("cost_per_hour")?.hitAt).toBeGreaterThan(0);
  // What the hour refused has not been taken from the day.
  expect(of("cost_per_day")).toMatchObject({ used: 40 * DOLLAR });
});

test("a call is counted with its bound while it is under way, and with its cost afterwards", async () => {
  const t = createBackend();
  const used = async () => (await limitsOf(t)).of("cost_per_day")?.used;
  const ticket = await admitted(t, "a", 900);
  expect(await used()).toBe(900);
  await settleCall(t, "a", ticket, 20);
  expect(await used()).toBe(20);
  const dearer = await admitted(t, "b", 10);
  await settleCall(t, "b", dearer, 30);
  expect(await used()).toBe(50);
});

test("a limit that is changed keeps what its window has used, and one that was raised lets calls through at once", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const setLimit = (dollars: number) =>
    staff.mutation(api.models.settings.setSetting, {
      key: "RATE_LIMIT_COST_PER_HOUR",
      value: dollars * DOLLAR,
    });
  const hour = async () => {
    const { rate = 0, used = 0, left = 0 } = (await limitsOf(t)).of("cost_per_hour") ?? {};
    return [rate, used, left].map((money) => money / DOLLAR);
  };
  await setLimit(2);
  await spend(t, "a", 1.5 * DOLLAR);
  const underWay = await admitted(t, "b", 0.5 * DOLLAR);
  expect(await admit(t, "c", DOLLAR)).toMatchObject({ allowed: false });
  // Of several parts now.
  await setLimit(43);
  expect(await hour()).toEqual([43, 2, 41]);
  expect(await admit(t, "c", DOLLAR)).toMatchObject({ allowed: true });
  expect(await hour()).toEqual([43, 3, 40]);
  // What was admitted under the old limit gives back under the new one.
  await settleCall(t, "b", underWay, 0.1 * DOLLAR);
  expect(await hour()).toEqual([43, 2.6, 40.4]);
  // Below what is used already, and back to what it was earlier in the window: nothing is forgotten, or counted twice.
  await setLimit(2);
  expect(await hour()).toEqual([2, 2, 0]);
  expect(await admit(t, "d", 1)).toMatchObject({ allowed: false });
  await setLimit(3);
  await setLimit(43);
  expect(await hour()).toEqual([43, 2, 41]);
});

test("what a refused budget or breaker stops takes nothing from the limits", async () => {
  const t = createBackend();
  await t.run(async (ctx) => {
    await ctx.db.insert("aiServiceHealth", {
      provider: "openai",
      circuitBreakerState: "open",
      recentFailures: [],
      openedAt: Date.now(),
      updatedAt: Date.now(),
    });
  });
  expect(await admit(t, "a", 500)).toEqual({ allowed: false, code: "circuit_open" });
  expect((await limitsOf(t)).of("cost_per_hour")?.used).toBe(0);
});

const NOTES = ["Aoife", "Niamh", "Cian", "Caoimhe"].map((name) => `${name} was brilliant in goal tonight.`);

test("messages over the limit are kept, marked, told of once, and taken up when there is room", async () => {
  const whatsapp = await createWhatsApp();
  const { t, phone, club } = whatsapp;
  await override(t, "RATE_LIMIT_MESSAGES_PER_HOUR", 1);
  for (const text of NOTES) await phone.sendText({ phone: club.phone, text });
  await settle(t);
  const messages = await rows.messages(t);
  expect(messages.map(({ status }) => status).sort()).toEqual(["completed", "held", "held", "held"]);
  expect(messages.filter(({ statusReason }) => statusReason === "held_platform_limit")).toHaveLength(3);
  const told = (await rows.outbound(t)).filter(({ template }) => template === "messageHeld");
  expect(told).toHaveLength(1);
  expect(await eventTypes(t, /^rate_limit/)).toEqual(["rate_limit_hit"]);
  expect((await limitsOf(t)).held).toEqual({ count: 3, more: false });

  const waiting = (await rows.jobs(t)).filter(({ status }) => status === "pending");
  // In ten minutes, or when the hour is over; within a minute of it.
  const nextHour = Math.ceil(Date.now() / 3_600_000) * 3_600_000;
  for (const job of waiting) {
    const due = Math.min(nextHour, job.updatedAt + 600_000);
    expect(job.nextAttemptAt).toBeGreaterThanOrEqual(due - 1_000);
    expect(job.nextAttemptAt).toBeLessThan(due + 60_000);
    expect(job.maxAttempts - job.attempts).toBe(5);
  }
  // The window is over: here its limit is another one, which counts anew.
  await t.run(async (ctx) => {
    const row = await ctx.db
      .query("platformSettings")
      .withIndex("by_key", (q) => q.eq("key", "RATE_LIMIT_MESSAGES_PER_HOUR"))
      .unique();
    if (row) await ctx.db.patch("platformSettings", row._id, { value: 1_000 });
    for (const { _id } of waiting) await ctx.db.patch("jobs", _id, { nextAttemptAt: Date.now() });
  });
  await t.action(internal.workers.jobs.processJobs, {});
  await settle(t);
  expect((await rows.messages(t)).map(({ status }) => status)).toEqual(NOTES.map(() => "completed"));
  expect((await rows.artifacts(t)).map(({ status }) => status)).toEqual(NOTES.map(() => "completed"));
});

test("commands neither wait for a limit of messages nor count for it", async () => {
  const { t, phone, club } = await createWhatsApp();
  await override(t, "RATE_LIMIT_MESSAGES_PER_HOUR", 1);
  await phone.sendText({ phone: club.phone, text: "HELP" });
  await phone.sendText({ phone: club.phone, text: "Aoife Kelly was brilliant in goal tonight." });
  await arrived(t);
  expect((await limitsOf(t)).of("messages_per_hour")).toMatchObject({ used: 1, left: 0 });
  await phone.sendText({ phone: club.phone, text: "CONFIRM" });
  await phone.sendText({ phone: club.phone, text: "Niamh Walsh was late again tonight." });
  await settle(t);
  expect((await rows.messages(t)).map(({ statusReason }) => statusReason)).toEqual([
    "command_help",
    undefined,
    "command_decide",
    "held_platform_limit",
  ]);
});

test("a retry is refused before it begins while the limit of cost has no room, and allowed as soon as it has", async () => {
  const { t, phone, club } = await createWhatsApp();
  await override(t, "RATE_LIMIT_COST_PER_HOUR", DOLLAR);
  const ticket = await admitted(t, "under way", DOLLAR);
  await phone.sendText({ phone: club.phone, text: "Aoife was brilliant in goal tonight." });
  await settle(t);
  const [note] = await rows.artifacts(t);
  if (!note) throw new Error("A note was expected.");
  expect(note.error?.code).toBe("rate_limited");
  const staff = await asStaff(t);
  const plan = () => previewOf(t, staff, note._id, "retryClaimsExtraction");
  expect(await plan()).toMatchObject({
    allowed: false,
    code: "cost_limit_reached",
    message: expect.stringContaining("AI cost limit for the hour is reached"),
    availableAt: Math.ceil(Date.now() / 3_600_000) * 3_600_000,
  });
  expect(await retryNow(t, staff, note._id, "retryClaimsExtraction")).toMatchObject({
    success: false,
    code: "cost_limit_reached",
  });
  await settleCall(t, "under way", ticket, 0);
  expect(await plan()).toMatchObject({ allowed: true });
  expect(await retryNow(t, staff, note._id, "retryClaimsExtraction")).toMatchObject({ success: true });
  await settle(t);
  expect((await rows.artifacts(t))[0]?.status).toBe("completed");
});

test("a limit that refuses a call is told as reached, although no part of it is quite used up", async () => {
  const t = createBackend();
  await override(t, "RATE_LIMIT_COST_PER_HOUR", 10 * DOLLAR);
  for (const call of ["a", "b"]) await admitted(t, call, 4.9 * DOLLAR);
  expect(await admit(t, "c", 0.2 * DOLLAR)).toEqual({ allowed: false, code: "rate_limited" });
  await t.mutation(internal.models.platformCostAlerts.checkCostAlerts, {});
  await settle(t);
  const alerts = await t.run((ctx) => ctx.db.query("platformCostAlerts").collect());
  expect(alerts.map(({ alertType, period }) => [alertType, period])).toEqual([
    ["platform_cost_exceeded", "hourly"],
  ]);
});
