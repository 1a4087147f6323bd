/**
 * Erasing a player: off the rosters at once, and then step by step out of every note, message and remark. A step is one
 * bounded transaction of the chain. An hour after the first pass a second one looks at the recent notes and
 * messages again: those that were under way during the first. With its end the name is nowhere any more.
 */

import { foldText } from "@voice-flow/domain/names/normalize";
import { DAY_MS, HOUR_MS } from "@voice-flow/domain/time";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { ERASURE_PHASES, type ErasureNames } from "../../tables/privacy";
import { type ChainStep, startChain } from "../foundation/chain";
import type { DbReader } from "../foundation/context";
import { functionError } from "../foundation/errors";
import { erasureNames } from "./names";
import { PHASES } from "./phases";

export type Erasure = Doc<"playerErasures">;

/** All players of a club, to know which names are shared. */
const MAX_PLAYERS = 3_000;
const MAX_LINKS = 500;
/** By then the sweep has ended whatever was under way. */
const SECOND_PASS_AFTER_MS = HOUR_MS;
/** Its key is the id of the erasure. */
export const ERASURE_CHAIN = "player-erasure";

/** The row's new name; the row stays, since what is counted points to it. */
const ANONYMOUS = { firstName: "Erased", lastName: "player" };

export interface ErasureRequest {
  playerId: Id<"players">;
  /** Better Auth's id, or `operator`. */
  requestedBy: string;
  requestedByName?: string;
  /** What was typed to confirm; it must be the player's name. */
  typedName?: string;
}

/** Everything that tells who is meant: what the player is called, and what of it is nobody else's. */
export async function namesOfPlayer(db: DbReader, player: Doc<"players">): Promise<ErasureNames> {
  const others = await db
    .query("players")
    .withIndex("by_organizationId", (q) => q.eq("organizationId", player.organizationId))
    .take(MAX_PLAYERS);
  const aliases = await aliasesOf(db, player._id);
  return erasureNames(
    player,
    others.filter(({ _id }) => _id !== player._id),
    aliases.map(({ rawText }) => rawText),
  );
}

export const aliasesOf = (db: DbReader, playerId: Id<"players">) =>
  db
    .query("coachPlayerAliases")
    .withIndex("by_resolvedEntityId", (q) => q.eq("resolvedEntityId", playerId))
    .take(MAX_LINKS);

export const teamLinksOf = (db: DbReader, playerId: Id<"players">) =>
  db
    .query("teamPlayers")
    .withIndex("by_playerId", (q) => q.eq("playerId", playerId))
    .take(MAX_LINKS);

export const erasureOf = (db: DbReader, playerId: Id<"players">): Promise<Erasure | null> =>
  db
    .query("playerErasures")
    .withIndex("by_playerId", (q) => q.eq("playerId", playerId))
    .unique();

/**
 * Begins the erasure, or returns the one that there is. Throws ConvexError `not_found`, and `invalid_argument` where the
 * typed name is another one.
 */
export async function beginErasure(
  ctx: MutationCtx,
  { playerId, requestedBy, requestedByName, typedName }: ErasureRequest,
  now: number,
): Promise<Id<"playerErasures">> {
  const player = await ctx.db.get("players", playerId);
  if (!player) throw functionError("not_found");
  const existing = await erasureOf(ctx.db, playerId);
  if (existing) return existing._id;
  const { organizationId, firstName, lastName } = player;
  if (typedName !== undefined && foldText(typedName) !== foldText(`${firstName} ${lastName}`)) {
    throw functionError("invalid_argument", "That is not the player's name. Type it as it is shown.");
  }
  const erasureId = await ctx.db.insert("playerErasures", {
    playerId,
    organizationId,
    requestedBy,
    requestedByName,
    status: "running",
    names: await namesOfPlayer(ctx.db, player),
    pass: 1,
    phase: ERASURE_PHASES[0],
    cursor: null,
    nextStepAt: now,
    notesErased: 0,
    textsErased: 0,
    startedAt: now,
  });
  await leaveRosters(ctx, playerId);
  await ctx.db.patch("players", playerId, ANONYMOUS);
  await ctx.db.insert("auditLog", {
    actorAuthUserId: requestedBy,
    action: "player_erased",
    detail: playerId,
    at: now,
  });
  await startChain(ctx, ERASURE_CHAIN, { key: erasureId, now });
  return erasureId;
}

async function leaveRosters(ctx: MutationCtx, playerId: Id<"players">): Promise<void> {
  for (const link of await teamLinksOf(ctx.db, playerId)) await ctx.db.delete("teamPlayers", link._id);
  await forgetAliases(ctx, playerId);
}

async function forgetAliases(ctx: MutationCtx, playerId: Id<"players">): Promise<void> {
  for (const alias of await aliasesOf(ctx.db, playerId)) await ctx.db.delete("coachPlayerAliases", alias._id);
}

/** One step of the erasure's chain. Nothing is left to do for an erasure that has ended. */
export async function stepErasureOf(ctx: MutationCtx, erasureId: string, now: number): Promise<ChainStep> {
  const id = ctx.db.normalizeId("playerErasures", erasureId);
  const erasure = id && (await ctx.db.get("playerErasures", id));
  if (erasure?.status !== "running" || !erasure.names) return { rows: 0, cursor: null };
  const { playerId, names, phase, cursor, pass } = erasure;
  // Notes and messages are looked at again from a day before the erasure on.
  const since = pass === 1 ? 0 : erasure.startedAt - DAY_MS;
  const done = await PHASES[phase](ctx, { erasure, subject: { playerId, names }, cursor, since, now });
  const rows = done.notes + done.texts;
  const total = {
    notesErased: erasure.notesErased + done.notes,
    textsErased: erasure.textsErased + done.texts,
  };
  const continueWith = async (changes: Partial<Erasure>, delayMs = 0): Promise<ChainStep> => {
    await ctx.db.patch("playerErasures", erasure._id, { ...total, ...changes, nextStepAt: now + delayMs });
    return { rows, cursor: "more", delayMs };
  };
  if (done.cursor !== null) return await continueWith({ cursor: done.cursor });
  const next = ERASURE_PHASES[ERASURE_PHASES.indexOf(phase) + 1];
  if (next) return await continueWith({ phase: next, cursor: null });
  const again = { pass: 2, phase: ERASURE_PHASES[0], cursor: null };
  if (pass === 1) return await continueWith(again, SECOND_PASS_AFTER_MS);
  await forgetAliases(ctx, playerId);
  await ctx.db.patch("playerErasures", erasure._id, {
    ...total,
    names: undefined,
    status: "completed",
    finishedAt: now,
  });
  return { rows, cursor: null };
}

/** The chain gave up: the record says so until staff start it again. */
export async function markErasureGivenUp(ctx: MutationCtx, erasureId: string): Promise<void> {
  const id = ctx.db.normalizeId("playerErasures", erasureId);
  const erasure = id && (await ctx.db.get("playerErasures", id));
  if (erasure?.status === "running") await ctx.db.patch("playerErasures", erasure._id, { status: "gave_up" });
}

/** Continues an erasure that gave up, from the step that failed. False for any other. */
export async function resumeErasureOf(ctx: MutationCtx, erasure: Erasure, now: number): Promise<boolean> {
  if (erasure.status !== "gave_up") return false;
  await ctx.db.patch("playerErasures", erasure._id, { status: "running", nextStepAt: now });
  await startChain(ctx, ERASURE_CHAIN, { key: erasure._id, now });
  return true;
}
