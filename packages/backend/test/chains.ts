/** Chains of steps in tests: without their pauses, and with steps that are lost. */
import { internal } from "../convex/_generated/api";
import type { Backend } from "./harness";

export const chainOf = (t: Backend, name: string, key = "") =>
  t.run(async (ctx) =>
    ctx.db
      .query("chains")
      .withIndex("by_name_and_key", (q) => q.eq("name", name).eq("key", key))
      .unique(),
  );

/** Runs the chain's steps one after another, without waiting for their times, until it ends. */
export async function finishChain(t: Backend, name: string, key = "") {
  for (;;) {
    const chain = await chainOf(t, name, key);
    if (chain?.status !== "running") return chain;
    await t.mutation(internal.models.chains.runStep, { chainId: chain._id, step: chain.step });
  }
}

/** The next step never comes: nothing runs under its number, and its time is long over. */
export async function loseStep(t: Backend, name: string, key = "") {
  const chain = await chainOf(t, name, key);
  if (!chain) throw new Error(`No chain ${name} of ${key}.`);
  await t.run((ctx) => ctx.db.patch("chains", chain._id, { step: chain.step + 1, nextStepAt: 1 }));
}
