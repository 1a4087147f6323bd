/** Reads of Better Auth's own tables that need nothing of its server, which is slow to load. */
import { v } from "convex/values";
import { query } from "./_generated/server";

/** The account of a session that isn't over; null where it is, or was ended by signing out. */
export const findSignedIn = query({
  args: { sessionId: v.string(), userId: v.string() },
  returns: v.union(
    v.null(),
    v.object({ userId: v.string(), name: v.string(), email: v.string(), isPlatformStaff: v.boolean() }),
  ),
  handler: async (ctx, args) => {
    const sessionId = ctx.db.normalizeId("session", args.sessionId);
    const session = sessionId && (await ctx.db.get("session", sessionId));
    // The hour counts here: whoever has let a session run out isn't let in by a page that was left open.
    if (!session || session.userId !== args.userId || session.expiresAt <= Date.now()) return null;
    const userId = ctx.db.normalizeId("user", args.userId);
    const user = userId && (await ctx.db.get("user", userId));
    if (!user) return null;
    const { name, email, isPlatformStaff } = user;
    return { userId: user._id, name, email, isPlatformStaff: isPlatformStaff === true };
  },
});
