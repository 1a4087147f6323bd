/** From which confidence a club's drafts are applied without asking, topic by topic, and the calibration of it. */
import { claimTopicValidator } from "@voice-flow/domain/vocabulary/notes";
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { recordChange } from "../lib/foundation/audit";
import { functionError } from "../lib/foundation/errors";
import { readSettings } from "../lib/foundation/settings";
import { changePageValidator, paginateChanges } from "../lib/host/auditRows";
import { staffMutation, staffQuery } from "../lib/host/functions";
import { findOrganization } from "../lib/host/people";
import { CALIBRATED_TOPICS, findThreshold, isInForce, readCalibrated } from "../lib/pipeline/thresholds";
import { usableReason } from "../lib/retry/reason";
import { startJob } from "./metricsJobs";

/** Begins the daily calibration: a few clubs a transaction, at most one step a topic and day. */
export const adjustThresholds = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => await startJob(ctx, "adjust-insight-thresholds", Date.now()),
});

/**
 * Every topic that a club may apply without asking, with the threshold (0–1) in force for it; `calibrated` = what the last
 * move of the calibration rests on, where it has moved it (`changedAt` in ms). Throws ConvexError `not_found`.
 */
export const listForOrganization = staffQuery({
  args: { organizationId: v.string() },
  returns: v.array(
    v.object({
      topic: claimTopicValidator,
      autoApply: v.boolean(),
      threshold: v.number(),
      calibrated: v.optional(v.object({ applied: v.number(), undone: v.number(), changedAt: v.number() })),
    }),
  ),
  handler: async (ctx, { organizationId }) => {
    const club = await findOrganization(ctx.db, organizationId);
    if (!club) throw functionError("not_found");
    const { AUTO_APPLY_THRESHOLD: base } = await readSettings(ctx.db);
    const calibrated = await readCalibrated(ctx.db, organizationId, base);
    return CALIBRATED_TOPICS.map((topic) => {
      const row = calibrated.get(topic);
      return {
        topic,
        autoApply: club.autoApplyTopics.includes(topic),
        threshold: row?.threshold ?? base,
        calibrated: row && { applied: row.applied, undone: row.undone, changedAt: row.changedAt },
      };
    });
  },
});

/** Lets the setting hold again for a topic of a club; the calibration starts anew. `changed` is false where it held already. */
export const resetThreshold = staffMutation({
  args: { organizationId: v.string(), topic: claimTopicValidator, reason: v.optional(v.string()) },
  returns: v.object({ changed: v.boolean() }),
  handler: async (ctx, { organizationId, topic, reason }) => {
    const why = usableReason(reason);
    const row = await findThreshold(ctx.db, organizationId, topic);
    if (!row) return { changed: false };
    const { AUTO_APPLY_THRESHOLD: base } = await readSettings(ctx.db);
    await ctx.db.delete("autoApplyThresholds", row._id);
    if (!isInForce(row, base)) return { changed: false };
    await recordChange(ctx.db, {
      kind: "auto_apply_changed",
      actor: ctx.staff,
      change: { key: topic, scope: "organization", organizationId, from: row.threshold, to: null },
      reason: why,
      now: Date.now(),
    });
    return { changed: true };
  },
});

/**
 * Topics that were switched (`from` and `to` are booleans) and thresholds that were moved (numbers), in all clubs, newest
 * first, at most 50 a page.
 */
export const listChanges = staffQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: changePageValidator,
  handler: async (ctx, { paginationOpts }) =>
    await paginateChanges(ctx.db, "auto_apply_changed", paginationOpts),
});
