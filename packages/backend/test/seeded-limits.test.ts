// @vitest-environment node
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { asStaff, createBackend, settle } from "./harness";
import { useProviders } from "./providers";

useProviders();

const DAY_MS = 86_400_000;

test("the limits of today have counted what was seeded of today", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const now = Date.now();
  await t.action(internal.seed.seed.run, {
    staff: { email: "staff@voiceflow.test", password: "watch-the-flow" },
    coach: { email: "coach@voiceflow.test", password: "send-a-note" },
    days: 2,
    now,
  });
  await settle(t, 60_000);
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const calls = await t.run(async (ctx) => ctx.db.query("aiUsageLog").collect());
  const notes = await t.run(async (ctx) => ctx.db.query("voiceNoteArtifacts").collect());
  const spent = calls.filter(({ timestamp }) => timestamp >= today).reduce((sum, { cost }) => sum + cost, 0);
  expect(spent).toBeGreaterThan(0);
  const { limits } = await staff.query(api.models.rateLimits.getRateLimits, { now });
  const used = Object.fromEntries(limits.map((row) => [row.limit, row.used]));
  expect(used.cost_per_day).toBe(spent);
  expect(used.messages_per_day).toBe(notes.filter(({ createdAt }) => createdAt >= today).length);
}, 90_000);
