/** Recorded changes as the settings page lists them, with the names of clubs and coaches. */
import { flagScopeValidator } from "@voice-flow/domain/vocabulary/operations";
import { type PaginationOptions, paginationResultValidator } from "convex/server";
import { type Infer, v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import { auditChangeValidator } from "../../tables/monitoring";
import { type ChangeKind, changeKindValidator } from "../foundation/audit";
import type { DbReader } from "../foundation/context";
import { nameLookup } from "./nameLookup";

const MAX_PAGE = 50;

export const changeRowValidator = v.object({
  _id: v.id("auditLog"),
  kind: changeKindValidator,
  /** ms */
  at: v.number(),
  by: v.string(),
  key: v.string(),
  scope: v.optional(flagScopeValidator),
  /** Of the organisation or the coach; absent for the platform, null for one that is gone. */
  scopeName: v.optional(v.union(v.string(), v.null())),
  from: auditChangeValidator.fields.from,
  to: auditChangeValidator.fields.to,
  reason: v.optional(v.string()),
});
export type ChangeRow = Infer<typeof changeRowValidator>;
export const changePageValidator = paginationResultValidator(changeRowValidator);

/** The changes of one kind, newest first, at most 50 a page. */
export async function paginateChanges(db: DbReader, kind: ChangeKind, paginationOpts: PaginationOptions) {
  const found = await db
    .query("auditLog")
    .withIndex("by_action_and_at", (q) => q.eq("action", kind))
    .order("desc")
    .paginate({ ...paginationOpts, numItems: Math.min(Math.max(1, paginationOpts.numItems), MAX_PAGE) });
  const names = nameLookup(db);
  const rows = await Promise.all(found.page.map((row) => changeRow(row, kind, names)));
  return { ...found, page: rows.filter((row) => row !== null) };
}

async function changeRow(
  row: Doc<"auditLog">,
  kind: ChangeKind,
  names: ReturnType<typeof nameLookup>,
): Promise<ChangeRow | null> {
  // Rows of older versions say what was changed in words alone.
  if (!row.change) return null;
  const { key, scope, organizationId, userId, from, to } = row.change;
  const scopeName = organizationId
    ? ((await names.clubName(organizationId)) ?? null)
    : userId
      ? ((await names.coachName(userId)) ?? null)
      : undefined;
  const by = row.actorName ?? "Staff";
  return { _id: row._id, kind, at: row.at, by, key, scope, scopeName, from, to, reason: row.detail };
}
