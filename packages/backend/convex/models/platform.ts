import { v } from "convex/values";
import { findAccount } from "../lib/host/account";
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
    const account = await findAccount(ctx);
    if (!account) return { kind: "signed_out" as const };
    const { authUserId, ...shown } = account;
    const coach = await findCoachByAccount(ctx.db, authUserId);
    return { kind: "signed_in" as const, ...shown, isCoach: coach !== null };
  },
});
