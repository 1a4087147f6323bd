import { v } from "convex/values";
import { components } from "../_generated/api";
import { internalMutation } from "../_generated/server";
import { functionError } from "../lib/foundation/errors";

/**
 * Makes the account with this address platform staff, or no longer so. For operators:
 * `npx convex run models/grants:setPlatformStaff '{"email":"…","isPlatformStaff":true}'`.
 * Throws ConvexError `not_found` where nobody has signed up with the address.
 */
export const setPlatformStaff = internalMutation({
  args: { email: v.string(), isPlatformStaff: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { email, isPlatformStaff }) => {
    // Better Auth stores addresses in lower case.
    const where = [{ field: "email" as const, value: email.trim().toLowerCase() }];
    const account: unknown = await ctx.runQuery(components.betterAuth.adapter.findOne, {
      model: "user",
      where,
    });
    if (!account) throw functionError("not_found", "Nobody has signed up with this address.");
    await ctx.runMutation(components.betterAuth.adapter.updateOne, {
      input: { model: "user", where, update: { isPlatformStaff, updatedAt: Date.now() } },
    });
    return null;
  },
});
