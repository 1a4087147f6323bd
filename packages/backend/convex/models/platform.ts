import { v } from "convex/values";
import { authComponent } from "../auth";
import { anyoneQuery } from "../lib/host/functions";
import { findCoachByAccount } from "../lib/host/people";

/** Who is looking: pages decide by it what to show; the functions behind them check again. */
export const getViewer = anyoneQuery({
  args: {},
  returns: v.union(
    v.object({ kind: v.literal("signed_out") }),
    v.object({
      kind: v.literal("signed_in"),
      name: v.string(),
      email: v.string(),
      isPlatformStaff: v.boolean(),
      /** May send notes at `/coach/notes`. */
      isCoach: v.boolean(),
    }),
  ),
  handler: async (ctx) => {
    const user = await authComponent.safeGetAuthUser(ctx);
    if (!user) return { kind: "signed_out" as const };
    return {
      kind: "signed_in" as const,
      name: user.name,
      email: user.email,
      isPlatformStaff: user.isPlatformStaff === true,
      isCoach: (await findCoachByAccount(ctx.db, user._id)) !== null,
    };
  },
});
