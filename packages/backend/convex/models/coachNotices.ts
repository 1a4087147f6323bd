/** Tells coaches what the pipeline has for them. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { deliverNotice } from "../lib/conversation/notices";
import { coachNoticeValidator } from "../lib/pipeline/notices";

export const deliver = internalMutation({
  args: { notice: coachNoticeValidator },
  returns: v.null(),
  handler: async (ctx, { notice }) => {
    await deliverNotice(ctx, notice, Date.now());
    return null;
  },
});
