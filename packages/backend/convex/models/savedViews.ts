/** Named filters and columns that a member of staff keeps. Nobody sees those of others: a view is shared as its URL. */
import { v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { functionError } from "../lib/foundation/errors";
import { type Staff, staffMutation, staffQuery } from "../lib/host/functions";
import { viewFields, viewPageValidator } from "../tables/views";

/** Of one member of staff and one page. */
const MAX_VIEWS = 50;
const MAX_NAME = 60;
const MAX_SEARCH = 2_000;
const MAX_COLUMNS = 30;

type View = Doc<"savedViews">;
type Page = View["page"];
type StaffCtx = MutationCtx & { staff: Staff };

/** The caller's own views of a page by name, at most 50. */
export const list = staffQuery({
  args: { page: viewPageValidator },
  returns: v.array(v.object({ _id: v.id("savedViews"), ...viewFields })),
  handler: async (ctx, { page }) => {
    const views = await ctx.db
      .query("savedViews")
      .withIndex("by_owner_page_name", (q) => q.eq("ownerAuthUserId", ctx.staff.authUserId).eq("page", page))
      .take(MAX_VIEWS);
    return views.map(({ _id, page, name, search, columns }) => ({ _id, page, name, search, columns }));
  },
});

/**
 * Keeps filters and columns under a name; one of the caller's with the same name is replaced. Throws ConvexError
 * `invalid_argument` for a name or filters that are empty or too long, and for a 51st view.
 */
export const save = staffMutation({
  args: viewFields,
  returns: v.id("savedViews"),
  handler: async (ctx, { page, name: typed, search, columns }) => {
    const name = usableNameOrThrow(typed);
    if (
      search.length > MAX_SEARCH ||
      columns.length > MAX_COLUMNS ||
      columns.some((c) => c.length > MAX_NAME)
    ) {
      throw functionError("invalid_argument", "These filters are too many to be kept as a view.");
    }
    const now = Date.now();
    const existing = await findByName(ctx, page, name);
    if (existing) {
      await ctx.db.patch("savedViews", existing._id, { search, columns, updatedAt: now });
      return existing._id;
    }
    const ownerAuthUserId = ctx.staff.authUserId;
    const owned = await ctx.db
      .query("savedViews")
      .withIndex("by_owner_page_name", (q) => q.eq("ownerAuthUserId", ownerAuthUserId).eq("page", page))
      .take(MAX_VIEWS);
    if (owned.length >= MAX_VIEWS) {
      throw functionError("invalid_argument", `You keep ${MAX_VIEWS} views already: delete one first.`);
    }
    const view = { ownerAuthUserId, page, name, search, columns, createdAt: now, updatedAt: now };
    return await ctx.db.insert("savedViews", view);
  },
});

/** Throws ConvexError `not_found` for a view that is not the caller's, `invalid_argument` for a name that is taken. */
export const rename = staffMutation({
  args: { viewId: v.id("savedViews"), name: v.string() },
  returns: v.null(),
  handler: async (ctx, { viewId, name: typed }) => {
    const view = await ownViewOrThrow(ctx, viewId);
    const name = usableNameOrThrow(typed);
    const other = await findByName(ctx, view.page, name);
    if (other && other._id !== viewId) {
      throw functionError("invalid_argument", "You already have a view of this name.");
    }
    await ctx.db.patch("savedViews", viewId, { name, updatedAt: Date.now() });
    return null;
  },
});

/** Throws ConvexError `not_found` for a view that is not the caller's. */
export const remove = staffMutation({
  args: { viewId: v.id("savedViews") },
  returns: v.null(),
  handler: async (ctx, { viewId }) => {
    await ownViewOrThrow(ctx, viewId);
    await ctx.db.delete("savedViews", viewId);
    return null;
  },
});

function usableNameOrThrow(typed: string): string {
  const name = typed.trim();
  if (name === "" || name.length > MAX_NAME) {
    throw functionError("invalid_argument", `Give the view a name of at most ${MAX_NAME} characters.`);
  }
  return name;
}

async function ownViewOrThrow(ctx: StaffCtx, viewId: Id<"savedViews">): Promise<View> {
  const view = await ctx.db.get("savedViews", viewId);
  if (view?.ownerAuthUserId !== ctx.staff.authUserId) throw functionError("not_found");
  return view;
}

async function findByName(ctx: StaffCtx, page: Page, name: string): Promise<View | null> {
  return await ctx.db
    .query("savedViews")
    .withIndex("by_owner_page_name", (q) =>
      q.eq("ownerAuthUserId", ctx.staff.authUserId).eq("page", page).eq("name", name),
    )
    // Not unique: an erasure of a player may have left two views with one name.
    .first();
}
