/** The thresholds: what holds, who set it, and the record of changes. */
import {
  isSettingKey,
  orderProblems,
  resolveSettings,
  SETTING_KEYS,
  type SettingKey,
  settingProblem,
} from "@voice-flow/domain/settings";
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { carryLimits } from "../lib/ai/platformLimits";
import { recordChange } from "../lib/foundation/audit";
import type { DbReader } from "../lib/foundation/context";
import { functionError } from "../lib/foundation/errors";
import { readSettings } from "../lib/foundation/settings";
import { changePageValidator, paginateChanges } from "../lib/host/auditRows";
import { staffMutation, staffQuery } from "../lib/host/functions";
import { usableReason } from "../lib/retry/reason";

/**
 * Every setting with the value in force and, where staff have set one, who and when (ms). `ignored` = a stored value that
 * does not hold, because it is no longer allowed or contradicts another: the default holds instead.
 */
export const getSettings = staffQuery({
  args: {},
  returns: v.array(
    v.object({
      key: v.string(),
      value: v.number(),
      ignored: v.optional(v.number()),
      updatedByName: v.optional(v.string()),
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
      const value = settings[key];
      if (!row) return { key, value };
      const ignored = row.value === value ? undefined : row.value;
      return {
        key,
        value,
        ignored,
        updatedByName: row.updatedByName ?? "Staff",
        updatedAt: row.updatedAt,
      };
    });
  },
});

/**
 * Sets one setting, or lets its default hold again with `value: null`, on the record. `changed` is false where it was so
 * already. Throws ConvexError `invalid_argument` with the reason in words.
 */
export const setSetting = staffMutation({
  args: { key: v.string(), value: v.union(v.number(), v.null()), reason: v.optional(v.string()) },
  returns: v.object({ changed: v.boolean() }),
  handler: async (ctx, { key, value, reason }) => {
    if (!isSettingKey(key)) throw functionError("invalid_argument", `There is no setting "${key}".`);
    const why = usableReason(reason);
    const stored = await ctx.db
      .query("platformSettings")
      .withIndex("by_key", (q) => q.eq("key", key))
      .unique();
    if ((stored?.value ?? null) === value) return { changed: false };
    await checkOrThrow(ctx.db, key, value);
    const before = await readSettings(ctx.db);
    const now = Date.now();
    if (value === null) {
      if (stored) await ctx.db.delete("platformSettings", stored._id);
    } else {
      const { authUserId, name } = ctx.staff;
      const row = { key, value, updatedBy: authUserId, updatedByName: name, updatedAt: now };
      if (stored) await ctx.db.replace("platformSettings", stored._id, row);
      else await ctx.db.insert("platformSettings", row);
    }
    await carryLimits(ctx, before, await readSettings(ctx.db), now);
    await recordChange(ctx.db, {
      kind: "setting_changed",
      actor: ctx.staff,
      change: { key, from: stored?.value ?? null, to: value },
      reason: why,
      now,
    });
    return { changed: true };
  },
});

/** Whether the value may hold, alone and with the others. */
async function checkOrThrow(db: DbReader, key: SettingKey, value: number | null): Promise<void> {
  const problem = value === null ? undefined : settingProblem(key, value);
  if (problem) throw functionError("invalid_argument", problem.message);
  const { [key]: _previous, ...others } = await readSettings(db);
  const next = resolveSettings(value === null ? others : { ...others, [key]: value });
  const [contradiction] = [...next.problems, ...orderProblems(next.settings)];
  if (contradiction) throw functionError("invalid_argument", contradiction.message);
}

/** Changes of all settings, newest first, at most 50 a page. */
export const listChanges = staffQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: changePageValidator,
  handler: async (ctx, { paginationOpts }) =>
    await paginateChanges(ctx.db, "setting_changed", paginationOpts),
});
