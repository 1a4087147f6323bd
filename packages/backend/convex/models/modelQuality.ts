/** How good the models are, judged by what coaches do with their claims. */
import { v } from "convex/values";
import { staffQuery } from "../lib/host/functions";
import { modelQualityValidator, readModelQuality } from "../lib/metrics/modelQuality";
import { metricsRangeValidator } from "../tables/metrics";

/** Per model and prompt version in a range that ends `now`. No `organizationId` = the platform. */
export const getModelQuality = staffQuery({
  args: { range: metricsRangeValidator, now: v.number(), organizationId: v.optional(v.string()) },
  returns: modelQualityValidator,
  handler: async (ctx, { range, now, organizationId }) =>
    await readModelQuality(ctx.db, { range, now, organizationId }),
});
