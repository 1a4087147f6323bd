/** Clean-up in bounded steps: an incident goes with its story and its runs, a delivery after a while. */
import { DAY_MS } from "@voice-flow/domain/metrics/rollup";
import type { Settings } from "@voice-flow/domain/settings";
import type { DbWriter } from "../foundation/context";

/** Incidents of one step. Each has up to 1,000 runs, which go first. */
const INCIDENTS = 20;
const PARTS = 500;

/** Deletes a batch; `done` when nothing is left that is too old. */
export async function cleanUpAlerts(
  db: DbWriter,
  settings: Settings,
  now: number,
): Promise<{ deleted: number; done: boolean }> {
  const alerts = await db
    .query("voicePipelineAlerts")
    .withIndex("by_status_and_resolvedAt", (q) =>
      q.eq("status", "resolved").lt("resolvedAt", now - settings.ALERT_RETENTION_DAYS * DAY_MS),
    )
    .take(INCIDENTS);
  let left = PARTS;
  let deleted = 0;
  for (const { _id: alertId } of alerts) {
    const runs = await db
      .query("voicePipelineAlertRuns")
      .withIndex("by_alertId_and_at", (q) => q.eq("alertId", alertId))
      .take(left);
    for (const run of runs) await db.delete("voicePipelineAlertRuns", run._id);
    left -= runs.length;
    const steps = await db
      .query("voicePipelineAlertSteps")
      .withIndex("by_alertId_and_at", (q) => q.eq("alertId", alertId))
      .take(left);
    for (const step of steps) await db.delete("voicePipelineAlertSteps", step._id);
    left -= steps.length;
    if (left === 0) return { deleted, done: false };
    await db.delete("voicePipelineAlerts", alertId);
    deleted += 1;
  }
  const deliveries = await db
    .query("alertWebhookDeliveries")
    .withIndex("by_createdAt", (q) => q.lt("createdAt", now - settings.JOB_RETENTION_DAYS * DAY_MS))
    .take(PARTS);
  for (const delivery of deliveries) await db.delete("alertWebhookDeliveries", delivery._id);
  return { deleted, done: alerts.length < INCIDENTS && deliveries.length < PARTS };
}
