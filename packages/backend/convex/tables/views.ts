import { defineTable } from "convex/server";
import { v } from "convex/values";
import { literals } from "convex-helpers/validators";

/** Pages whose filters can be kept under a name. */
export const viewPageValidator = literals("artifacts");

export const viewFields = {
  page: viewPageValidator,
  name: v.string(),
  /** The filters as they stand in the page's URL, without "?". */
  search: v.string(),
  /** The page's columns that are shown, by their names there. */
  columns: v.array(v.string()),
};

export const viewTables = {
  /** Named filters and columns of one member of staff. Written and read by `models/savedViews`, for their owner alone. */
  savedViews: defineTable({
    ...viewFields,
    /** Better Auth's id. */
    ownerAuthUserId: v.string(),
    createdAt: v.number(),
    updatedAt: v.number(),
  }).index("by_owner_page_name", ["ownerAuthUserId", "page", "name"]),
};
