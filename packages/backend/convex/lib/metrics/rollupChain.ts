/**
 * Who starts the roll-up worker. Runs follow one another in a chain while events come; the chain says until when it
 * will go on, and whoever logs an event only reads that. Nothing on the event path writes it.
 */
import { internal } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader } from "../foundation/context";

/** For how long a chain goes on after events were last seen, ms. */
const LEASE_MS = 5_000;
/** A chain that ends sooner than this may have made its last run before the event is committed. */
const MARGIN_MS = 1_000;

const findChain = async (db: DbReader): Promise<Doc<"voicePipelineRollupChain"> | null> =>
  await db.query("voicePipelineRollupChain").first();

const goesOn = (chain: Doc<"voicePipelineRollupChain"> | null, now: number): boolean =>
  chain !== null && chain.activeUntil > now + MARGIN_MS;

/** Called where events are logged: one small document is read, and nothing is written. */
export async function wakeRollUp(ctx: Pick<MutationCtx, "db" | "scheduler">, now: number): Promise<void> {
  if (goesOn(await findChain(ctx.db), now)) return;
  await ctx.scheduler.runAfter(0, internal.models.voicePipelineRollup.startRollUp, {});
}

/** Starts a chain unless one goes on. The first run gathers events for `debounceMs`. */
export async function startChain(ctx: MutationCtx, debounceMs: number, now: number): Promise<void> {
  const chain = await findChain(ctx.db);
  if (goesOn(chain, now)) return;
  const next = { chainId: `${now}-${Math.random().toString(36).slice(2)}`, activeUntil: now + LEASE_MS };
  if (chain) await ctx.db.replace("voicePipelineRollupChain", chain._id, next);
  else await ctx.db.insert("voicePipelineRollupChain", next);
  const { chainId } = next;
  await ctx.scheduler.runAfter(debounceMs, internal.models.voicePipelineRollup.rollUp, { chainId });
}

/** False for a run of a chain that another one has followed. */
export const isCurrentChain = async (db: DbReader, chainId: string): Promise<boolean> =>
  (await findChain(db))?.chainId === chainId;

/** Schedules the next run: at once while there is more, later while the chain goes on. */
export async function continueChain(
  ctx: MutationCtx,
  result: { events: number; caughtUp: boolean },
  debounceMs: number,
  now: number,
): Promise<void> {
  const chain = await findChain(ctx.db);
  if (!chain) return;
  const { chainId } = chain;
  let { activeUntil } = chain;
  // Rarely, so that those who log events rarely read a row that changes under them.
  if (result.events > 0 && activeUntil - now < LEASE_MS / 2) {
    activeUntil = now + LEASE_MS;
    await ctx.db.patch("voicePipelineRollupChain", chain._id, { activeUntil });
  }
  if (result.caughtUp && now >= activeUntil) return;
  const delay = result.caughtUp ? debounceMs : 0;
  await ctx.scheduler.runAfter(delay, internal.models.voicePipelineRollup.rollUp, { chainId });
}
