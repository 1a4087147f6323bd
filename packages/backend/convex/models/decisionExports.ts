/** Coaches' decisions as labels for `pnpm eval --labels`. For operators alone: it leaves the deployment. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction, internalMutation, internalQuery } from "../_generated/server";
import { type DecisionsPage, decisionsPage, MAX_NOTES_PER_PAGE } from "../lib/exports/decisions";

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 28;
/** What a run of a model over them costs stays small, and the answer within what a command prints. */
const MAX_NOTES = 500;

const requestFields = { organizationId: v.string(), from: v.number(), to: v.number() };

/**
 * The notes of a club with what their coaches decided, newest days last, at most 500, names replaced by handles:
 * `npx convex run models/decisionExports:exportDecisions '{"organizationId":"…","operator":"…"}' > decisions.json`.
 */
export const exportDecisions = internalAction({
  args: {
    organizationId: v.string(),
    /** Who asks, for the record. */
    operator: v.string(),
    /** Days up to now; 28 by default. */
    days: v.optional(v.number()),
  },
  returns: v.array(v.string()),
  handler: async (ctx, { organizationId, operator, days = DEFAULT_DAYS }) => {
    const to = Date.now();
    const request = { organizationId, from: to - days * DAY_MS, to };
    await ctx.runMutation(internal.models.decisionExports.recordExport, { organizationId, operator, days });
    const notes: string[] = [];
    let cursor: string | null = null;
    while (notes.length < MAX_NOTES) {
      const page: DecisionsPage = await ctx.runQuery(internal.models.decisionExports.readPage, {
        ...request,
        firstNumber: notes.length + 1,
        paginationOpts: { cursor, numItems: MAX_NOTES_PER_PAGE },
      });
      notes.push(...page.notes);
      if (page.isDone) break;
      cursor = page.continueCursor;
    }
    return notes.slice(0, MAX_NOTES);
  },
});

/** Who exported whose decisions, before anything is read. */
export const recordExport = internalMutation({
  args: { organizationId: v.string(), operator: v.string(), days: v.number() },
  returns: v.null(),
  handler: async (ctx, { organizationId, operator, days }) => {
    await ctx.db.insert("auditLog", {
      actorAuthUserId: `operator:${operator}`,
      action: "decisions_exported",
      detail: `${organizationId}, ${days} days`,
      at: Date.now(),
    });
    return null;
  },
});

export const readPage = internalQuery({
  args: { ...requestFields, firstNumber: v.number(), paginationOpts: paginationOptsValidator },
  returns: v.object({ notes: v.array(v.string()), isDone: v.boolean(), continueCursor: v.string() }),
  handler: async (ctx, { firstNumber, paginationOpts, ...request }) =>
    await decisionsPage(ctx.db, request, firstNumber, paginationOpts),
});
