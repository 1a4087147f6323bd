import {
  isSettingKey,
  orderProblems,
  resolveSettings,
  SETTING_KEYS,
  settingProblem,
} from "@voice-flow/domain/settings";
import { v } from "convex/values";
import { functionError } from "../lib/errors";
import { staffMutation, staffQuery } from "../lib/functions";
import { readSettings } from "../lib/settings";

/** Every setting with the value in force and, where staff changed it, who and when (ms). */
export const getSettings = staffQuery({
  args: {},
  returns: v.array(
    v.object({
      key: v.string(),
      value: v.number(),
      updatedBy: v.optional(v.string()),
      updatedAt: v.optional(v.number()),
    }),
  ),
  handler: async (ctx) => {
    const settings = await readSettings(ctx.db);
    const rows = await ctx.db
      .query("platformSettings")
      .withIndex("by_key")
      .take(SETTING_KEYS.length * 2);
    const stored = new Map(rows.map((row) => [row.key, row]));
    return SETTING_KEYS.map((key) => {
      const row = stored.get(key);
      return { key, value: settings[key], updatedBy: row?.updatedBy, updatedAt: row?.updatedAt };
    });
  },
});

/** Overrides one setting, or takes the override back with `value: null`. Throws ConvexError `invalid_argument` with the reason. */
export const setSetting = staffMutation({
  args: { key: v.string(), value: v.union(v.number(), v.null()) },
  returns: v.null(),
  handler: async (ctx, { key, value }) => {
    if (!isSettingKey(key)) throw functionError("invalid_argument", `There is no setting "${key}".`);
    const problem = value === null ? undefined : settingProblem(key, value);
    if (problem) throw functionError("invalid_argument", problem.message);
    const { [key]: _previous, ...others } = await readSettings(ctx.db);
    const next = resolveSettings(value === null ? others : { ...others, [key]: value });
    const [contradiction] = [...next.problems, ...orderProblems(next.settings)];
    if (contradiction) throw functionError("invalid_argument", contradiction.message);
    const stored = await ctx.db
      .query("platformSettings")
      .withIndex("by_key", (q) => q.eq("key", key))
      .unique();
    const now = Date.now();
    if (value === null) {
      if (stored) await ctx.db.delete("platformSettings", stored._id);
    } else {
      const row = { key, value, updatedBy: ctx.staff.authUserId, updatedAt: now };
      if (stored) await ctx.db.replace("platformSettings", stored._id, row);
      else await ctx.db.insert("platformSettings", row);
    }
    await ctx.db.insert("auditLog", {
      actorAuthUserId: ctx.staff.authUserId,
      action: "setting_changed",
      detail: value === null ? `${key} = default` : `${key} = ${value}`,
      at: now,
    });
    return null;
  },
});
