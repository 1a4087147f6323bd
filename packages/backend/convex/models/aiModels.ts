/** The AI models with their prices and abilities: what the product knows from the start, and what staff have made of it. */
import { findModel } from "@voice-flow/domain/ai-models/known-models";
import {
  type AiModel,
  aiModelFields,
  changesOfModel,
  MODEL_PROBLEM_SENTENCES,
  modelPriceValidator,
  problemOfModel,
  withPrices,
} from "@voice-flow/domain/ai-models/model";
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { allModels, MAX_STORED_MODELS } from "../lib/ai/modelConfig";
import { type Actor, recordChange } from "../lib/foundation/audit";
import type { DbReader, DbWriter } from "../lib/foundation/context";
import { functionError } from "../lib/foundation/errors";
import { changePageValidator, paginateChanges } from "../lib/host/auditRows";
import { staffMutation, staffQuery } from "../lib/host/functions";
import { usableReason } from "../lib/retry/reason";

/** Every model that is known; whoever shows it tells from its prices whether it may be called. */
export const list = staffQuery({
  args: {},
  returns: v.array(
    v.object({
      ...aiModelFields,
      /** Who changed it last, and when (ms); absent for one that is as the product brought it. */
      updatedByName: v.optional(v.string()),
      updatedAt: v.optional(v.number()),
    }),
  ),
  handler: async (ctx) => {
    const models = await allModels(ctx.db);
    const rows = await ctx.db.query("aiModels").withIndex("by_provider_and_model").take(MAX_STORED_MODELS);
    return models.map((model) => {
      const row = rows.find((each) => each.provider === model.provider && each.model === model.model);
      return { ...model, updatedByName: row?.updatedByName, updatedAt: row?.updatedAt };
    });
  },
});

const { prices: _prices, ...describedFields } = aiModelFields;

/**
 * Adds a model, or changes what is known of one, on the record. Prices are added: earlier prices stay, since they
 * explain what notes have cost. Throws ConvexError `invalid_argument` with the reason in words.
 */
export const save = staffMutation({
  args: { ...describedFields, newPrices: v.array(modelPriceValidator), reason: v.string() },
  returns: v.object({ changed: v.boolean() }),
  handler: async (ctx, { newPrices, reason, ...described }) => {
    const now = Date.now();
    const why = usableReason(reason);
    if (!why) throw functionError("invalid_argument", "Say why, for the record.");
    const before = await known(ctx.db, described);
    const after: AiModel = { ...described, prices: withPrices(before?.prices ?? [], newPrices) };
    const problem = problemOfModel(after, now);
    if (problem) throw functionError("invalid_argument", MODEL_PROBLEM_SENTENCES[problem]);
    if (before && before.feature !== after.feature) {
      throw functionError("invalid_argument", "A model keeps the feature that it is for.");
    }
    const changes = changesOfModel(before, after);
    if (changes.length === 0) return { changed: false };
    await store(ctx, after, now);
    for (const { what, from, to } of changes) {
      await recordChange(ctx.db, {
        kind: "ai_model_changed",
        actor: ctx.staff,
        change: { key: `${after.model}: ${what}`, from, to },
        reason: why,
        now,
      });
    }
    return { changed: true };
  },
});

/** By its exact name: a dated one becomes a model of its own. */
async function known(
  db: DbReader,
  wanted: Pick<AiModel, "provider" | "model">,
): Promise<AiModel | undefined> {
  const found = findModel(wanted, await allModels(db));
  return found?.model === wanted.model ? found : undefined;
}

async function store(ctx: { db: DbWriter; staff: Actor }, model: AiModel, now: number): Promise<void> {
  const { authUserId: updatedBy, name: updatedByName } = ctx.staff;
  const row = { ...model, updatedBy, updatedByName, updatedAt: now };
  const stored = await ctx.db
    .query("aiModels")
    .withIndex("by_provider_and_model", (q) => q.eq("provider", model.provider).eq("model", model.model))
    .unique();
  if (stored) return await ctx.db.replace("aiModels", stored._id, row);
  const rows = await ctx.db.query("aiModels").withIndex("by_provider_and_model").take(MAX_STORED_MODELS);
  if (rows.length >= MAX_STORED_MODELS) {
    throw functionError("invalid_argument", `At most ${MAX_STORED_MODELS} models can be kept.`);
  }
  await ctx.db.insert("aiModels", row);
}

/** Choices of models, newest first, at most 50 a page. */
export const listChoices = staffQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: changePageValidator,
  handler: async (ctx, { paginationOpts }) =>
    await paginateChanges(ctx.db, "ai_model_chosen", paginationOpts),
});

/** Changes of prices and abilities, newest first, at most 50 a page. */
export const listChanges = staffQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: changePageValidator,
  handler: async (ctx, { paginationOpts }) =>
    await paginateChanges(ctx.db, "ai_model_changed", paginationOpts),
});
