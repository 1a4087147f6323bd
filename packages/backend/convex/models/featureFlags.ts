/** Feature flags: what is set where, what is in force for whom and why, and who changed it. */
import {
  FEATURE_FLAG_KEYS,
  FEATURE_FLAGS,
  featureFlagKeyValidator,
  flagLevelValidator,
  levelStateValidator,
  variableStateValidator,
} from "@voice-flow/domain/flags/flags";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { changePageValidator, paginateChanges } from "../lib/host/auditRows";
import { changeFlag, findFlagRow, readFlag, variableState } from "../lib/host/featureFlags";
import { staffMutation, staffQuery } from "../lib/host/functions";
import { nameLookup } from "../lib/host/nameLookup";
import { usableReason } from "../lib/retry/reason";

const MAX_PAGE = 50;

const targetValidator = v.union(
  v.object({ scope: v.literal("platform") }),
  v.object({ scope: v.literal("organization"), organizationId: v.string() }),
  v.object({ scope: v.literal("user"), userId: v.id("users") }),
);

/** Every flag with its variable and its row for the platform (null = none); times in ms. */
export const listFlags = staffQuery({
  args: {},
  returns: v.array(
    v.object({
      key: featureFlagKeyValidator,
      title: v.string(),
      whenOn: v.string(),
      whenOff: v.string(),
      variable: v.string(),
      variableState: variableStateValidator,
      platform: v.union(
        v.null(),
        v.object({ enabled: v.boolean(), updatedByName: v.string(), updatedAt: v.number() }),
      ),
    }),
  ),
  handler: async (ctx) =>
    await Promise.all(
      FEATURE_FLAG_KEYS.map(async (key) => {
        const row = await findFlagRow(ctx.db, key, { scope: "platform" });
        const platform = row && {
          enabled: row.enabled,
          updatedByName: row.updatedByName,
          updatedAt: row.updatedAt,
        };
        return { key, ...FEATURE_FLAGS[key], variableState: variableState(key), platform };
      }),
    ),
});

/** The rows of a flag for organisations, or for coaches, newest first, at most 50 a page. `name` is null for one that is gone. */
export const listOverrides = staffQuery({
  args: {
    key: featureFlagKeyValidator,
    scope: v.union(v.literal("organization"), v.literal("user")),
    paginationOpts: paginationOptsValidator,
  },
  returns: paginationResultValidator(
    v.object({
      _id: v.id("featureFlags"),
      target: targetValidator,
      name: v.union(v.string(), v.null()),
      enabled: v.boolean(),
      updatedByName: v.string(),
      updatedAt: v.number(),
    }),
  ),
  handler: async (ctx, { key, scope, paginationOpts }) => {
    const found = await ctx.db
      .query("featureFlags")
      .withIndex("by_featureKey_and_scope", (q) => q.eq("featureKey", key).eq("scope", scope))
      .order("desc")
      .paginate({ ...paginationOpts, numItems: Math.min(Math.max(1, paginationOpts.numItems), MAX_PAGE) });
    const names = nameLookup(ctx.db);
    const page = await Promise.all(
      found.page.map(async ({ _id, organizationId, userId, enabled, updatedByName, updatedAt }) => {
        const shown = { _id, enabled, updatedByName, updatedAt };
        if (organizationId !== undefined) {
          const target = { scope: "organization" as const, organizationId };
          return [{ ...shown, target, name: (await names.clubName(organizationId)) ?? null }];
        }
        if (userId === undefined) return [];
        const target = { scope: "user" as const, userId };
        return [{ ...shown, target, name: (await names.coachName(userId)) ?? null }];
      }),
    );
    return { ...found, page: page.flat() };
  },
});

/** The value in force for an organisation, a coach, or both, with what every level says, the strongest first. */
export const explainFlag = staffQuery({
  args: {
    key: featureFlagKeyValidator,
    organizationId: v.optional(v.string()),
    userId: v.optional(v.id("users")),
  },
  returns: v.object({
    enabled: v.boolean(),
    decidedBy: flagLevelValidator,
    levels: v.array(v.object({ level: flagLevelValidator, state: levelStateValidator })),
  }),
  handler: async (ctx, { key, ...subject }) => {
    const { enabled, decidedBy, levels } = await readFlag(ctx.db, key, subject);
    return { enabled, decidedBy, levels: [...levels] };
  },
});

/**
 * Switches a flag on or off for the platform, an organisation or a coach; `enabled: null` takes the row away, so that the
 * next level decides. `changed` is false where it was so already. Throws ConvexError `not_found`, `invalid_argument`.
 */
export const setFlag = staffMutation({
  args: {
    key: featureFlagKeyValidator,
    target: targetValidator,
    enabled: v.union(v.boolean(), v.null()),
    reason: v.optional(v.string()),
  },
  returns: v.object({ changed: v.boolean() }),
  handler: async (ctx, { reason, ...change }) => ({
    changed: await changeFlag(ctx.db, {
      ...change,
      actor: ctx.staff,
      reason: usableReason(reason),
      now: Date.now(),
    }),
  }),
});

/** Changes of all flags, newest first, at most 50 a page. */
export const listChanges = staffQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: changePageValidator,
  handler: async (ctx, { paginationOpts }) =>
    await paginateChanges(ctx.db, "feature_flag_changed", paginationOpts),
});

/**
 * The same as `setFlag` for operators, of the platform alone:
 * `npx convex run models/featureFlags:setForPlatform '{"key":"voice_notes_v2","enabled":true}'`.
 */
export const setForPlatform = internalMutation({
  args: { key: featureFlagKeyValidator, enabled: v.union(v.boolean(), v.null()) },
  returns: v.object({ changed: v.boolean() }),
  handler: async (ctx, change) => ({
    changed: await changeFlag(ctx.db, {
      ...change,
      target: { scope: "platform" },
      actor: { authUserId: "operator", name: "An operator" },
      now: Date.now(),
    }),
  }),
});
