// @vitest-environment node
import { expect, test, vi } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { asStaff, type Backend, createBackend, settle } from "./harness";
import { useProviders } from "./providers";
import { bulkFinished } from "./retries";

useProviders();

const DAY_MS = 86_400_000;
const ARGS = {
  staff: { email: "staff@voiceflow.test", password: "watch-the-flow" },
  coach: { email: "coach@voiceflow.test", password: "send-a-note" },
  days: 1,
};

const artifacts = (t: Backend) => t.run((ctx) => ctx.db.query("voiceNoteArtifacts").take(500));

test("a seeded day agrees with its events, and all that failed in it can be retried at once", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const now = Date.now();
  await t.action(internal.models.seed.run, { ...ARGS, now });
  await settle(t, 60_000);
  await t.mutation(internal.models.reconciliation.reconcileEvents, {});
  await settle(t, 60_000);
  const found = await staff.query(api.models.reconciliation.getReconciliation, {});
  expect(found).toMatchObject({ emittedEvents: 0, lostEvents: 0, markedArtifacts: 0, closedRetries: 0 });
  expect(found?.checkedArtifacts).toBeGreaterThan(10);

  const failed = (await artifacts(t)).filter((artifact) => artifact.status === "failed");
  expect(failed.length).toBeGreaterThan(0);
  const filter = { from: now - 3 * DAY_MS, to: now + DAY_MS };
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
