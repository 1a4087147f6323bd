/** Which model each feature uses, for the platform or one club. */
import { findModel } from "@voice-flow/domain/ai-models/known-models";
import { isPriced, MODEL_PROBLEM_SENTENCES } from "@voice-flow/domain/ai-models/model";
import {
  type AiFeature,
  aiFeatureValidator,
  aiProviderValidator,
} from "@voice-flow/domain/vocabulary/operations";
import { v } from "convex/values";
import { internalMutation, internalQuery } from "../_generated/server";
import { allModels, findModelConfig, type ModelChoice, modelChoice } from "../lib/ai/modelConfig";
import { recordChange } from "../lib/foundation/audit";
import type { DbReader, DbWriter } from "../lib/foundation/context";
import { functionError } from "../lib/foundation/errors";
import { staffMutation, staffQuery } from "../lib/host/functions";
import { usableReason } from "../lib/retry/reason";

const choiceFields = { provider: aiProviderValidator, model: v.string() };
const choiceValidator = v.object(choiceFields);
const targetFields = { feature: aiFeatureValidator, organizationId: v.optional(v.string()) };

/** The model in force for a feature, platform-wide or for one club. */
export const getConfigForFeature = staffQuery({
  args: targetFields,
  returns: choiceValidator,
  handler: async (ctx, args) => await modelChoice(ctx.db, args.feature, args.organizationId),
});

export const getConfigForFeatureInternal = internalQuery({
  args: targetFields,
  returns: choiceValidator,
  handler: async (ctx, args) => await modelChoice(ctx.db, args.feature, args.organizationId),
});

/**
 * Chooses the model of a feature for the platform, on the record. `changed` is false where it was so already. Throws
 * ConvexError `invalid_argument`, with the reason in words, for a model that may not be called for the feature.
 */
export const chooseModel = staffMutation({
  args: { feature: aiFeatureValidator, ...choiceFields, reason: v.optional(v.string()) },
  returns: v.object({ changed: v.boolean() }),
  handler: async (ctx, { feature, reason, ...choice }) => {
    const now = Date.now();
    const why = usableReason(reason);
    await checkOrThrow(ctx.db, feature, choice, now);
    const before = await modelChoice(ctx.db, feature, undefined);
    if (before.provider === choice.provider && before.model === choice.model) return { changed: false };
    await storeConfig(ctx.db, { feature, ...choice, enabled: true }, now);
    await recordChange(ctx.db, {
      kind: "ai_model_chosen",
      actor: ctx.staff,
      change: { key: feature, scope: "platform", from: before.model, to: choice.model },
      reason: why,
      now,
    });
    return { changed: true };
  },
});

/**
 * Sets the model of a feature for the platform, or for one club. Run by operators (`npx convex run`). Throws ConvexError
 * `invalid_argument` for a model that may not be called.
 */
export const setConfig = internalMutation({
  args: { ...targetFields, ...choiceFields, enabled: v.boolean() },
  returns: v.null(),
  handler: async (ctx, config) => {
    const now = Date.now();
    if (config.enabled) await checkOrThrow(ctx.db, config.feature, config, now);
    await storeConfig(ctx.db, config, now);
    return null;
  },
});

/** Whether the model may be called for the feature: it has to be known, be for it, and have a price. */
async function checkOrThrow(db: DbReader, feature: AiFeature, choice: ModelChoice, now: number) {
  const model = findModel(choice, await allModels(db));
  if (!model) {
    throw functionError(
      "invalid_argument",
      `The model "${choice.model}" is not known. Add it with its price and abilities first.`,
    );
  }
  if (model.feature !== feature) {
    throw functionError("invalid_argument", `The model "${choice.model}" is not for this feature.`);
  }
  if (!isPriced(model, now)) throw functionError("invalid_argument", MODEL_PROBLEM_SENTENCES.no_price);
}

interface Config extends ModelChoice {
  feature: AiFeature;
  organizationId?: string;
  enabled: boolean;
}

async function storeConfig(db: DbWriter, config: Config, now: number): Promise<void> {
  const { feature, provider, model, organizationId, enabled } = config;
  const scope = organizationId === undefined ? ("platform" as const) : ("organization" as const);
  const row = { feature, provider, model, organizationId, enabled, scope, updatedAt: now };
  const existing = await findModelConfig(db, feature, organizationId);
  if (existing) await db.replace("aiModelConfig", existing._id, row);
  else await db.insert("aiModelConfig", row);
}
