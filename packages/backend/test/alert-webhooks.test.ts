import { createHmac } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { afterEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { isPublicAddress } from "../convex/lib/alerts/publicAddress";
import { webhookUrlProblem } from "../convex/lib/alerts/webhookUrl";
import { CHECK_MS, checkScope, storeFailure } from "./alert-rows";
import { asStaff, type Backend, createBackend, settle } from "./harness";
import { serve } from "./http-server";
import { eventually, hurryJobs } from "./whatsapp";

const NOW = Math.floor(Date.now() / CHECK_MS) * CHECK_MS;
const SECRET = "a-secret-of-enough-characters";

afterEach(() => vi.unstubAllEnvs());

/** A receiver on this machine that answers with these statuses, then with 204. */
async function receiver(...statuses: number[]) {
  vi.stubEnv("ALERT_WEBHOOK_ALLOW_LOOPBACK", "true");
  vi.stubEnv("SITE_URL", "https://voice.example.com");
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  const url = await serve(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
    response.writeHead(statuses.shift() ?? 204).end("A text that must not be kept");
  });
  return { url: `${url}/hook`, received };
}

async function withWebhook(
  t: Backend,
  url: string,
  severities: ("low" | "medium" | "high" | "critical")[] = ["medium"],
) {
  const staff = await asStaff(t);
  const webhookId = await staff.mutation(api.models.alertWebhooks.saveWebhook, {
    url,
    secret: SECRET,
    severities,
    enabled: true,
  });
  return { staff, webhookId };
}

/** Opens an incident of medium severity. */
async function openIncident(t: Backend) {
  await storeFailure(t, NOW, { errorCode: "events_disagree" });
  await checkScope(t, NOW);
  const alert = await t.run(async (ctx) => ctx.db.query("voicePipelineAlerts").first());
  if (!alert) throw new Error("No incident was opened.");
  return alert._id;
}

test("an incident is told to the webhooks of its severity, signed with the secret over time and body", async () => {
  const t = createBackend();
  const { url, received } = await receiver();
  const { staff, webhookId } = await withWebhook(t, url);
  await withWebhook(t, url, ["critical"]);
  const alertId = await openIncident(t);
  await settle(t);
  expect(received).toHaveLength(1);
  const [message] = received;
  if (!message) return;
  expect(JSON.parse(message.body)).toMatchObject({
    event: "alert.opened",
    alertId,
    type: "EVENTS_DISAGREE",
    severity: "medium",
    status: "open",
    sentence: "The events of 1 note don't match their state, normally none.",
    url: `https://voice.example.com/platform/voice-monitoring/alerts?alert=${alertId}`,
  });
  const [, timestamp, signature] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(message.headers["x-voice-flow-signature"])) ?? [];
  const expected = createHmac("sha256", SECRET).update(`${timestamp}.${message.body}`).digest("hex");
  expect(signature).toBe(expected);
  expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60);
  expect(await staff.query(api.models.alertWebhooks.listDeliveries, { webhookId })).toMatchObject([
    { step: "opened", alertId, status: "succeeded", attempts: 1 },
  ]);
});

test("a receiver that is down is tried again, and the incident does not wait for it", async () => {
  const t = createBackend();
  await hurryJobs(t);
  const { url, received } = await receiver(500, 503);
  const { staff, webhookId } = await withWebhook(t, url);
  await openIncident(t);
  expect(await t.run(async (ctx) => ctx.db.query("voicePipelineAlerts").collect())).toHaveLength(1);
  await eventually(async () => {
    expect(await staff.query(api.models.alertWebhooks.listDeliveries, { webhookId })).toMatchObject([
      { status: "succeeded", attempts: 3, lastError: "http_503" },
    ]);
  });
  expect(new Set(received.map(({ headers }) => headers["x-voice-flow-delivery"])).size).toBe(1);
  await settle(t);
});

test("a receiver that refuses is not asked again; redirects are not followed", async () => {
  const t = createBackend();
  const { url, received } = await receiver(302, 410);
  const { staff, webhookId } = await withWebhook(t, url);
  await openIncident(t);
  await settle(t);
  await checkScope(t, NOW + 20 * CHECK_MS);
  await checkScope(t, NOW + 21 * CHECK_MS);
  await settle(t);
  expect(received.map(({ body }) => JSON.parse(body).event)).toEqual(["alert.opened", "alert.resolved"]);
  expect(await staff.query(api.models.alertWebhooks.listDeliveries, { webhookId })).toMatchObject([
    { step: "resolved", status: "failed", attempts: 1, lastError: "http_410" },
    { step: "opened", status: "failed", attempts: 1, lastError: "http_302" },
  ]);
});

test("telling of the same step twice sends one message; a webhook that was removed gets none", async () => {
  const t = createBackend();
  const { url, received } = await receiver();
  const { staff, webhookId } = await withWebhook(t, url);
  const alertId = await openIncident(t);
  const again = { alertId, step: "opened", at: NOW } as const;
  await t.mutation(internal.models.alertWebhooks.tellWebhooks, again);
  await settle(t);
  expect(received).toHaveLength(1);
  await staff.mutation(api.models.alertWebhooks.testWebhook, { webhookId });
  await staff.mutation(api.models.alertWebhooks.deleteWebhook, { webhookId });
  await settle(t);
  expect(received).toHaveLength(1);
  expect(await staff.query(api.models.alertWebhooks.listWebhooks, {})).toEqual([]);
});

test("a secret is in no answer, no audit and no log; an edit without one keeps it", async () => {
  const t = createBackend();
  const said = [vi.spyOn(console, "log"), vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
  const { url, received } = await receiver();
  const { staff, webhookId } = await withWebhook(t, `${url}?token=of-the-path`);
  const { listWebhooks, saveWebhook, listDeliveries, testWebhook } = api.models.alertWebhooks;
  await staff.mutation(saveWebhook, { webhookId, url, severities: ["high"], enabled: false });
  await staff.mutation(testWebhook, { webhookId });
  await settle(t);
  expect(received.map(({ body }) => JSON.parse(body).event)).toEqual(["test"]);
  const stored = await t.run(async (ctx) => ctx.db.get("alertWebhooks", webhookId));
  expect(stored?.secret).toBe(SECRET);
  const shown = JSON.stringify([
    await staff.query(listWebhooks, {}),
    await staff.query(listDeliveries, { webhookId }),
    await t.run(async (ctx) => ctx.db.query("auditLog").collect()),
    said.flatMap((spy) => spy.mock.calls),
  ]);
  expect(shown).toContain("127.0.0.1");
  expect(shown).not.toContain(SECRET);
  expect(shown).not.toContain("of-the-path");
  for (const spy of said) spy.mockRestore();
});

test("a webhook needs a public https address, a secret and a severity", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const good = {
    url: "https://hooks.example.com/x",
    secret: SECRET,
    severities: ["high" as const],
    enabled: true,
  };
  const save = (changed: Partial<typeof good>) =>
    staff.mutation(api.models.alertWebhooks.saveWebhook, { ...good, ...changed });
  await expect(save({ url: "http://hooks.example.com" })).rejects.toThrow(/https/);
  await expect(save({ secret: "short" })).rejects.toThrow(/16 to 200/);
  await expect(save({ severities: [] })).rejects.toThrow(/severity/);
  for (let count = 0; count < 10; count += 1) await save({});
  await expect(save({})).rejects.toThrow(/at most 10/);
});

test("without the switch this machine is never called, even by a row that names it", async () => {
  const t = createBackend();
  const { url, received } = await receiver();
  const { staff, webhookId } = await withWebhook(t, url);
  vi.stubEnv("ALERT_WEBHOOK_ALLOW_LOOPBACK", "");
  await openIncident(t);
  await settle(t);
  expect(received).toEqual([]);
  expect(await staff.query(api.models.alertWebhooks.listDeliveries, { webhookId })).toMatchObject([
    { status: "failed", lastError: "address_not_allowed" },
  ]);
});

describe("addresses", () => {
  test.each([
    "http://hooks.example.com",
    "ftp://hooks.example.com",
    "https://10.0.0.1/x",
    "https://8.8.8.8/x",
    "https://0x7f000001/",
    "https://2130706433/",
    "https://[::1]/",
    "https://localhost/",
    "https://localhost./",
    "https://metadata.google.internal/",
    "https://printer.local/",
    "https://intranet/",
    "https://user:pass@hooks.example.com/",
    "hooks.example.com",
    "",
  ])("%s is refused", (url) => {
    expect(webhookUrlProblem(url, false)).toBeTypeOf("string");
  });

  test("a public one is taken; this machine only with the switch, and no other machine with it", () => {
    expect(webhookUrlProblem("https://hooks.example.com:8443/a?b=c", false)).toBeUndefined();
    expect(webhookUrlProblem("http://127.0.0.1:4000/", true)).toBeUndefined();
    expect(webhookUrlProblem("http://192.168.0.1/", true)).toBeTypeOf("string");
    expect(webhookUrlProblem("https://127.0.0.1.example.com/", true)).toBeUndefined();
    expect(webhookUrlProblem("http://127.0.0.1.example.com/", true)).toBeTypeOf("string");
  });

  test.each([
    ["93.184.216.34", true],
    ["2606:2800:220:1::1", true],
    ["127.0.0.1", false],
    ["10.1.2.3", false],
    ["172.20.0.1", false],
    ["192.168.1.1", false],
    ["169.254.169.254", false],
    ["100.64.0.1", false],
    ["0.0.0.0", false],
    ["255.255.255.255", false],
    ["::1", false],
    ["::ffff:10.0.0.1", false],
    ["fd00::1", false],
    ["fe80::1", false],
    ["2002:7f00:1::", false],
    ["64:ff9b::7f00:1", false],
  ])("a name that resolves to %s is called: %s", (address, called) => {
    expect(isPublicAddress(address)).toBe(called);
  });
});
