/** Calls and cost per model of the providers: mergeable, sorted by model, so that equal knowledge is an equal row. */
import { type Infer, v } from "convex/values";

export const modelUsageValidator = v.object({
  model: v.string(),
  /** Calls to the model. */
  calls: v.number(),
  /** Integer micro-dollars. */
  aiCost: v.number(),
});
export type ModelUsage = Infer<typeof modelUsageValidator>;

/** Associative and commutative. The configuration bounds the number of models: a handful. */
export function mergeModelUsage(left: readonly ModelUsage[], right: readonly ModelUsage[]): ModelUsage[] {
  const sums = new Map<string, ModelUsage>();
  for (const { model, calls, aiCost } of [...left, ...right]) {
    const sum = sums.get(model);
    sums.set(model, { model, calls: calls + (sum?.calls ?? 0), aiCost: aiCost + (sum?.aiCost ?? 0) });
  }
  return [...sums.values()].sort((a, b) => (a.model < b.model ? -1 : 1));
}
