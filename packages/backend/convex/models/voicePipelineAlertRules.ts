/** The rules of alerts: built in, with thresholds that staff change and rehearse. There is one rule per condition. */
import { alertTypeValidator, ruleDefinition } from "@voice-flow/domain/alerts/registry";
import { RULE_NUMBER_FIELDS } from "@voice-flow/domain/alerts/rule-words";
import { v } from "convex/values";
import { literals } from "convex-helpers/validators";
import { alertRuleValidator } from "../lib/alerts/gather";
import { rehearsalValidator, rehearse } from "../lib/alerts/rehearsal";
import { applyRuleChanges, editableFields, ruleChangesValidator } from "../lib/alerts/ruleChanges";
import { findRuleOrThrow, overrideOf, readRules, withOverride } from "../lib/alerts/rules";
import { findScope } from "../lib/alerts/scopeRows";
import { functionError } from "../lib/foundation/errors";
import { readSettings } from "../lib/foundation/settings";
import { staffMutation, staffQuery } from "../lib/host/functions";

/**
 * Every rule as it is in force (`rule`) and as the settings have it (`builtIn`); times in ms. `fields` are those that
 * `updateRule` takes for it, with their bounds. `failedAt`: the rule itself failed at the platform's last check.
 */
export const listRules = staffQuery({
  args: {},
  returns: v.array(
    v.object({
      ruleId: alertTypeValidator,
      title: v.string(),
      suggestion: v.string(),
      enabled: v.boolean(),
      rule: alertRuleValidator,
      builtIn: alertRuleValidator,
      fields: v.array(
        v.object({
          field: literals(...RULE_NUMBER_FIELDS),
          min: v.number(),
          max: v.number(),
          integer: v.boolean(),
        }),
      ),
      rehearsable: v.boolean(),
      updatedAt: v.optional(v.number()),
      updatedByName: v.optional(v.string()),
      failedAt: v.optional(v.number()),
      /** The name of the error. */
      failure: v.optional(v.string()),
    }),
  ),
  handler: async (ctx) => {
    const platform = await findScope(ctx.db, "platform");
    return (await readRules(ctx.db)).map(({ rule, builtIn, enabled, override }) => {
      const { title, suggestion, rehearsable } = ruleDefinition(rule.type);
      const memory = platform?.rules.find(({ type }) => type === rule.type);
      return {
        ruleId: rule.type,
        title,
        suggestion,
        enabled,
        rule,
        builtIn,
        fields: editableFields(builtIn),
        rehearsable,
        updatedAt: override?.updatedAt,
        updatedByName: override?.updatedByName,
        failedAt: memory?.failedAt,
        failure: memory?.failure,
      };
    });
  },
});

/**
 * Changes what is given; `null` makes a field follow the settings again. It holds from the next health check on. Throws
 * ConvexError `invalid_argument` with the reason.
 */
export const updateRule = staffMutation({
  args: { ruleId: alertTypeValidator, changes: ruleChangesValidator },
  returns: v.null(),
  handler: async (ctx, { ruleId, changes }) => {
    const { builtIn, override } = await findRuleOrThrow(ctx.db, ruleId);
    const result = applyRuleChanges(builtIn, overrideOf(override), changes);
    if (!result.ok) throw functionError("invalid_argument", result.message);
    const now = Date.now();
    const { authUserId, name } = ctx.staff;
    const row = {
      ...result.override,
      type: ruleId,
      updatedBy: authUserId,
      updatedByName: name,
      updatedAt: now,
    };
    if (override) await ctx.db.replace("voicePipelineAlertRules", override._id, row);
    else await ctx.db.insert("voicePipelineAlertRules", row);
    await ctx.db.insert("auditLog", {
      actorAuthUserId: authUserId,
      action: "alert_rule_changed",
      detail: `${ruleId} ${JSON.stringify(changes)}`,
      at: now,
    });
    return null;
  },
});

/**
 * How often the rule would have fired for the platform with these changes, and as it is, in the 7 and 30 days before
 * `now` (ms, rounded by the caller to minutes or more). Judged hour by hour; null for a rule that metrics tell nothing
 * of. Throws ConvexError `invalid_argument` with the reason.
 */
export const rehearseRule = staffQuery({
  args: { ruleId: alertTypeValidator, changes: ruleChangesValidator, now: v.number() },
  returns: v.union(v.null(), rehearsalValidator),
  handler: async (ctx, { ruleId, changes, now }) => {
    const { builtIn, rule, override } = await findRuleOrThrow(ctx.db, ruleId);
    const result = applyRuleChanges(builtIn, overrideOf(override), changes);
    if (!result.ok) throw functionError("invalid_argument", result.message);
    if (!ruleDefinition(ruleId).rehearsable) return null;
    const changed = withOverride(builtIn, result.override);
    return await rehearse(ctx.db, rule, changed, await readSettings(ctx.db), now);
  },
});
