import { expect, test, vi } from "vitest";
import { type Backend, createBackend, settle } from "../../test/harness";
import { createWhatsApp, eventually, hurryJobs, rows } from "../../test/whatsapp";
import { internal } from "../_generated/api";
import { queueOutbound } from "../lib/conversation/delivery/outbound";

const COACH = "+353861234567";
const MINUTE_MS = 60_000;

/** Somebody has written to us: free-form messages go to them for a day. */
const hasWritten = (t: Backend, fromPhone = COACH) =>
  t.run(async (ctx) => {
    const receivedAt = Date.now();
    await ctx.db.insert("whatsappMessages", {
      messageSid: `SM-${fromPhone}-${receivedAt}`,
      fromPhone,
      toPhone: "+14155238886",
      kind: "text",
      body: "Hello",
      status: "completed",
      receivedAt,
      updatedAt: receivedAt,
    });
  });

/** The same at the provider. */
async function createSession() {
  const whatsapp = await createWhatsApp();
  await hasWritten(whatsapp.t);
  whatsapp.simulator.clock.openWindow(COACH);
  return whatsapp;
}

const queue = (t: Backend, dedupeKey: string, toPhone = COACH) =>
  t.run(async (ctx) =>
    queueOutbound(ctx, { dedupeKey, toPhone, template: "test", body: `Hello ${dedupeKey}` }),
  );

/** A job that nobody has scheduled: for the tests that are the worker themselves. */
async function storedJob(t: Backend, fields: { maxAttempts?: number } = {}) {
  return await t.run(async (ctx) => {
    const now = Date.now();
    const outboundMessageId = await ctx.db.insert("outboundMessages", {
      dedupeKey: "stored",
      toPhone: COACH,
      template: "test",
      body: "Hello",
      status: "queued",
      createdAt: now,
      updatedAt: now,
    });
    const jobId = await ctx.db.insert("jobs", {
      key: "stored",
      type: "send_whatsapp_message",
      payload: { type: "send_whatsapp_message", outboundMessageId },
      status: "pending",
      attempts: 0,
      maxAttempts: fields.maxAttempts ?? 5,
      nextAttemptAt: now,
      createdAt: now,
      updatedAt: now,
    });
    return { jobId, outboundMessageId };
  });
}

test("a job's key is unique for ever: asking again, also after it has succeeded, does nothing", async () => {
  const { t, phone } = await createSession();
  expect(await queue(t, "a")).not.toBeNull();
  expect(await queue(t, "a")).toBeNull();
  await settle(t);
  expect(await queue(t, "a")).toBeNull();
  await settle(t);
  expect(await rows.jobs(t)).toMatchObject([{ status: "succeeded", attempts: 1 }]);
  expect(phone.replies(COACH)).toHaveLength(1);
});

test("a message is sent, and its delivery is recorded from the provider's callbacks", async () => {
  const { t, phone } = await createSession();
  await queue(t, "a");
  await settle(t);
  await eventually(async () => {
    expect(await rows.outbound(t)).toMatchObject([{ status: "delivered" }]);
  });
  const [message] = await rows.outbound(t);
  expect(message?.providerMessageSid).toBe(phone.replies(COACH)[0]?.sid);
});

test("the provider's 500 is tried again with a delay until the message is delivered, once", async () => {
  const { t, phone, simulator } = await createSession();
  await hurryJobs(t);
  simulator.faults.set([{ kind: "server_error", target: "send", nextCalls: 2 }]);
  await queue(t, "a");
  await phone.waitForReply(COACH, { matching: "Hello a" });
  await eventually(async () => {
    expect(await rows.jobs(t)).toMatchObject([
      { status: "succeeded", attempts: 3, lastError: "twilio_20500" },
    ]);
    expect(await rows.outbound(t)).toMatchObject([{ status: "delivered" }]);
  });
  expect(phone.replies(COACH)).toHaveLength(1);
});

test("the wait that the provider asks for is respected", async () => {
  const { t, simulator } = await createSession();
  await hurryJobs(t);
  simulator.faults.set([{ kind: "rate_limit", target: "send", retryAfterSeconds: 120 }]);
  const before = Date.now();
  await queue(t, "a");
  await settle(t);
  const [job] = await rows.jobs(t);
  expect(job).toMatchObject({ status: "pending", attempts: 1, lastError: "twilio_20429" });
  expect(job?.nextAttemptAt).toBeGreaterThanOrEqual(before + 120_000);
});

test("what the provider refuses for good is tried once and marked failed", async () => {
  const { t } = await createSession();
  await hasWritten(t, "+12");
  await queue(t, "a", "+12");
  await settle(t);
  expect(await rows.jobs(t)).toMatchObject([{ status: "failed", attempts: 1, lastError: "twilio_21211" }]);
  expect(await rows.outbound(t)).toMatchObject([{ status: "failed", errorCode: "twilio_21211" }]);
});

test("two workers never hold one job", async () => {
  const t = createBackend();
  const { jobId } = await storedJob(t);
  const claims = await Promise.all([1, 2, 3].map(() => t.mutation(internal.models.jobs.claim, { jobId })));
  expect(claims.filter((claimed) => claimed !== null)).toHaveLength(1);
  expect(await t.mutation(internal.models.jobs.claimDue, {})).toEqual([]);
});

test("a lease that has run out is taken over, and the report of the one who lost it is ignored", async () => {
  const t = createBackend();
  const { jobId } = await storedJob(t);
  const lost = await t.mutation(internal.models.jobs.claim, { jobId });
  await t.run(async (ctx) => ctx.db.patch("jobs", jobId, { leaseExpiresAt: Date.now() - 1 }));
  expect(await t.mutation(internal.models.jobs.claimDue, {})).toMatchObject([{ jobId, attempt: 2 }]);
  const late = { jobId, attempt: lost?.attempt ?? 0 };
  await t.mutation(internal.models.jobs.complete, { ...late, result: "late" });
  await t.mutation(internal.models.jobs.fail, { ...late, code: "timeout", retryable: true });
  expect(await t.run(async (ctx) => ctx.db.get("jobs", jobId))).toMatchObject({
    status: "running",
    attempts: 2,
  });
});

test("a job whose last lease has run out is failed, not run for ever", async () => {
  const t = createBackend();
  const { jobId, outboundMessageId } = await storedJob(t, { maxAttempts: 1 });
  await t.mutation(internal.models.jobs.claim, { jobId });
  await t.run(async (ctx) => ctx.db.patch("jobs", jobId, { leaseExpiresAt: Date.now() - 1 }));
  expect(await t.mutation(internal.models.jobs.claimDue, {})).toEqual([]);
  const [job, message] = await t.run(async (ctx) => [
    await ctx.db.get("jobs", jobId),
    await ctx.db.get("outboundMessages", outboundMessageId),
  ]);
  expect(job).toMatchObject({ status: "failed", lastError: "lease_expired" });
  expect(message).toMatchObject({ status: "failed", errorCode: "lease_expired" });
});

test("a job is not taken before its time, and the fallback finds it when its own worker was lost", async () => {
  const { t, phone } = await createSession();
  const { jobId } = await storedJob(t);
  await t.run(async (ctx) => ctx.db.patch("jobs", jobId, { nextAttemptAt: Date.now() + MINUTE_MS }));
  expect(await t.action(internal.workers.jobs.processJobs, { jobId })).toBe(0);
  expect(await t.action(internal.workers.jobs.processJobs, {})).toBe(0);
  await t.run(async (ctx) => ctx.db.patch("jobs", jobId, { nextAttemptAt: Date.now() }));
  expect(await t.action(internal.workers.jobs.processJobs, {})).toBe(1);
  expect(phone.replies(COACH)).toHaveLength(1);
});

test("a message that the provider is known to have taken is not sent again", async () => {
  const { t, phone } = await createSession();
  const { jobId, outboundMessageId } = await storedJob(t);
  await t.mutation(internal.models.outboundMessages.recordStatus, {
    ownId: outboundMessageId,
    providerMessageSid: "SM1",
  });
  expect(await t.action(internal.workers.jobs.processJobs, { jobId })).toBe(1);
  expect(phone.replies(COACH)).toEqual([]);
  expect(await rows.jobs(t)).toMatchObject([{ status: "succeeded", result: "already_sent" }]);
});

test("TC-WA-100: missing credentials are named in the log, and the message waits for them", async () => {
  const { t } = await createSession();
  vi.stubEnv("TWILIO_ACCOUNT_SID", "");
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  await queue(t, "a");
  await settle(t);
  expect(await rows.jobs(t)).toMatchObject([
    { status: "pending", lastError: "provider_credentials_missing" },
  ]);
  expect(log.mock.calls.flat().join(" ")).toContain("TWILIO_ACCOUNT_SID");
  log.mockRestore();
});

test("a text over the provider's limit goes out in parts, in order, with nothing lost", async () => {
  const { t, phone } = await createSession();
  const lines = Array.from(
    { length: 60 },
    (_, index) => `${index + 1}. Aoife trained well and so did everybody`,
  );
  const message = { toPhone: COACH, template: "test", body: lines.join("\n") };
  await t.run(async (ctx) => queueOutbound(ctx, { dedupeKey: "long", ...message }));
  await phone.waitForReply(COACH, { matching: "60. Aoife" });
  const replies = phone.replies(COACH);
  expect(replies.length).toBe(2);
  expect(replies.map(({ body }) => body).join("\n")).toBe(lines.join("\n"));
});

test("jobs that are over go after their retention, and what they were about still happens once", async () => {
  const { t, phone } = await createSession();
  const message = { toPhone: COACH, template: "test", body: "Once" };
  const send = () => t.run(async (ctx) => queueOutbound(ctx, { dedupeKey: "once", ...message }));
  await send();
  await settle(t);
  const [sent] = await rows.jobs(t);
  if (!sent) throw new Error("Nothing was queued.");
  const longAgo = Date.now() - 31 * 24 * 60 * MINUTE_MS;
  await t.run(async (ctx) => {
    const { _id, _creationTime, ...job } = sent;
    const copy = (fields: Partial<typeof job>) => ctx.db.insert("jobs", { ...job, ...fields });
    await ctx.db.patch("jobs", _id, { updatedAt: longAgo });
    for (let index = 0; index < 15; index += 1) {
      await copy({ key: `failed-${index}`, status: "failed", updatedAt: longAgo });
    }
    await copy({ key: "recent" });
    // What waits for staff waits as long as it takes.
    await copy({ key: "held", status: "pending", nextAttemptAt: 8.64e15, updatedAt: longAgo });
    const updatedBy = { updatedBy: "test", updatedAt: 0 };
    await ctx.db.insert("platformSettings", { key: "CLEANUP_BATCH_SIZE", value: 10, ...updatedBy });
  });
  await t.mutation(internal.models.jobs.cleanupJobs, {});
  await settle(t);
  expect((await rows.jobs(t)).map(({ key }) => key).sort()).toEqual(["held", "recent"]);
  await send();
  await settle(t);
  expect(phone.replies(COACH)).toHaveLength(1);
});
