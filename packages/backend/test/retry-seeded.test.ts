// @vitest-environment node
import { expect, test, vi } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { DAY_MS, planDay } from "../convex/seed/planDay";
import { asStaff, type Backend, createBackend, settle } from "./harness";
import { useProviders } from "./providers";
import { bulkFinished } from "./retries";

useProviders();

const ARGS = {
  staff: { email: "staff@voiceflow.test", password: "watch-the-flow" },
  coach: { email: "coach@voiceflow.test", password: "send-a-note" },
  days: 1,
};

/**
 * This moment, or the same one of a day before: the last on which something had failed since the morning before. What is
 * planned depends on the date and the hour, and on a quiet day nothing fails.
 */
function lastTimeWithFailures(): number {
  for (let now = Date.now(), daysBack = 0; daysBack < 7; now -= DAY_MS, daysBack += 1) {
    const today = Math.floor(now / DAY_MS) * DAY_MS;
    const notes = [...planDay(today - DAY_MS, now), ...planDay(today, now)];
    if (notes.some(({ failure, isSilent }) => failure && !isSilent)) return now;
  }
  throw new Error("Nothing is planned to fail in a week.");
}

const artifacts = (t: Backend) => t.run((ctx) => ctx.db.query("voiceNoteArtifacts").take(500));

test("a seeded day agrees with its events, and all that failed in it can be retried at once", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const now = lastTimeWithFailures();
  await t.action(internal.seed.seed.run, { ...ARGS, now });
  await settle(t, 60_000);
  await t.mutation(internal.models.reconciliation.reconcileEvents, {});
  await settle(t, 60_000);
  const found = await staff.query(api.models.reconciliation.getReconciliation, {});
  expect(found).toMatchObject({ emittedEvents: 0, lostEvents: 0, markedArtifacts: 0, closedRetries: 0 });
  expect(found?.checkedArtifacts).toBeGreaterThan(10);

  const failed = (await artifacts(t)).filter((artifact) => artifact.status === "failed");
  expect(failed.length).toBeGreaterThan(0);
  const filter = { from: now - 3 * DAY_MS, to: now };
  const seenAt = Date.now();
  const { previewBulkRetry, retryMany } = api.models.bulkRetry;
  // Estimates come of the metrics, which follow the events by some seconds.
  await vi.waitFor(
    async () => {
      await settle(t, 60_000);
      const preview = await staff.query(previewBulkRetry, { filter, kind: "recommended", now: seenAt });
      expect(preview).toMatchObject({ count: failed.length, allowed: failed.length, refused: [] });
      expect(preview.estimatedMs).toBeGreaterThan(0);
      expect(preview.estimatedCostMicros).toBeGreaterThan(0);
    },
    { timeout: 40_000, interval: 100 },
  );
  const { bulkRetryId } = await staff.mutation(retryMany, { filter, kind: "recommended", seenAt });
  const bulk = await bulkFinished(t, staff, bulkRetryId);
  expect(bulk.counts).toMatchObject({ collected: failed.length, failed: 0, refused: 0 });
  expect((await artifacts(t)).filter((artifact) => artifact.status === "failed")).toEqual([]);
}, 90_000);
