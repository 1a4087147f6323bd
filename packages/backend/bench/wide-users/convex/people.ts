import { v } from "convex/values";
import { internalMutation, internalQuery } from "../../../convex/_generated/server";
import { findBilling, findProfile } from "../../../convex/lib/host/people";
import { findConversation } from "../../../convex/lib/pipeline/clubMemory";

const PAGE = 500;

/** Users as they were before the split: every other one with a club, every third with an account. */
export const createWide = internalMutation({
  args: { from: v.number(), to: v.number() },
  returns: v.null(),
  handler: async (ctx, { from, to }) => {
    for (let index = from; index < to; index += 1) {
      await ctx.db.insert("users", {
        phone: `+35386${String(index).padStart(7, "0")}`,
        roles: ["coach"],
        firstName: `First${index}`,
        lastName: `Last${index}`,
        timezone: "Europe/Dublin",
        ...(index % 2 === 0 ? { lastOrganizationId: "org", lastNoteAt: index } : {}),
        ...(index % 3 === 0 ? { billingCustomerId: `cus_${index}`, subscriptionStatus: "active" } : {}),
        createdAt: index,
        updatedAt: index,
      });
    }
    return null;
  },
});

/** A page of what the product reads of every user, as one text to compare, and how many rows of the split there are so far. */
export const read = internalQuery({
  args: { cursor: v.union(v.string(), v.null()) },
  returns: v.object({ people: v.array(v.string()), cursor: v.union(v.string(), v.null()) }),
  handler: async (ctx, { cursor }) => {
    const { page, isDone, continueCursor } = await ctx.db.query("users").paginate({ cursor, numItems: PAGE });
    const people = await Promise.all(
      page.map(async ({ _id }) => {
        const profile = await findProfile(ctx.db, _id);
        const billing = await findBilling(ctx.db, _id);
        const conversation = await findConversation(ctx.db, _id);
        return [
          profile?.firstName,
          profile?.lastName,
          billing?.billingCustomerId,
          billing?.subscriptionStatus,
          conversation?.lastOrganizationId,
          conversation?.lastNoteAt,
        ].join("|");
      }),
    );
    return { people, cursor: isDone ? null : continueCursor };
  },
});

/** Rows of one narrow table, a page at a time: how many, and of how many users. */
export const count = internalQuery({
  args: {
    table: v.union(v.literal("userProfiles"), v.literal("billingAccounts"), v.literal("conversationState")),
    cursor: v.union(v.string(), v.null()),
  },
  returns: v.object({ userIds: v.array(v.string()), cursor: v.union(v.string(), v.null()) }),
  handler: async (ctx, { table, cursor }) => {
    const { page, isDone, continueCursor } = await ctx.db.query(table).paginate({ cursor, numItems: PAGE });
    return { userIds: page.map(({ userId }) => userId), cursor: isDone ? null : continueCursor };
  },
});
