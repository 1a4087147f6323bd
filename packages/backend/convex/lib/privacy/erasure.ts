/**
 * Erasing a player: off the rosters at once, and then step by step out of every note, message and remark. A step is one
 * bounded transaction that schedules the next. An hour after the first pass a second one looks at the recent notes and
 * messages again: those that were under way during the first. With its end the name is nowhere any more.
 */

import { foldText } from "@voice-flow/domain/names/normalize";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { ERASURE_PHASES, type ErasureNames } from "../../tables/privacy";
import type { DbReader } from "../foundation/context";
import { functionError } from "../foundation/errors";
import { erasureNames } from "./names";
import { PHASES } from "./phases";

export type Erasure = Doc<"playerErasures">;

/** All players of a club, to know which names are shared. */
const MAX_PLAYERS = 3_000;
const MAX_LINKS = 500;
/** By then the sweep has ended whatever was under way. */
const SECOND_PASS_AFTER_MS = 3_600_000;
/** Late enough for the chain to have gone on by itself. */
const LOST_AFTER_MS = 600_000;
const TENDED_AT_ONCE = 20;

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
    step: 1,
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
  await ctx.scheduler.runAfter(0, internal.models.privacy.stepErasure, { erasureId, step: 1 });
  return erasureId;
}

async function leaveRosters(ctx: MutationCtx, playerId: Id<"players">): Promise<void> {
  for (const link of await teamLinksOf(ctx.db, playerId)) await ctx.db.delete("teamPlayers", link._id);
  await forgetAliases(ctx, playerId);
}

async function forgetAliases(ctx: MutationCtx, playerId: Id<"players">): Promise<void> {
  for (const alias of await aliasesOf(ctx.db, playerId)) await ctx.db.delete("coachPlayerAliases", alias._id);
}

/** Does the step with this number and schedules the next. A step that was done, or is not due yet in order, does nothing. */
export async function stepErasureOf(
  ctx: MutationCtx,
  { erasureId, step }: { erasureId: Id<"playerErasures">; step: number },
  now: number,
): Promise<void> {
  const erasure = await ctx.db.get("playerErasures", erasureId);
  if (erasure?.status !== "running" || erasure.step !== step || !erasure.names) return;
  const { playerId, names, phase, cursor, pass } = erasure;
  // Notes and messages are looked at again from a day before the erasure on.
  const since = pass === 1 ? 0 : erasure.startedAt - 86_400_000;
  const done = await PHASES[phase](ctx, { erasure, subject: { playerId, names }, cursor, since, now });
  const total = {
    notesErased: erasure.notesErased + done.notes,
    textsErased: erasure.textsErased + done.texts,
  };
  if (done.cursor !== null) return await goOn(ctx, erasure, { ...total, cursor: done.cursor }, now);
  const next = ERASURE_PHASES[ERASURE_PHASES.indexOf(phase) + 1];
  if (next) return await goOn(ctx, erasure, { ...total, phase: next, cursor: null }, now);
  if (pass === 1) {
    const again = { ...total, pass: 2, phase: ERASURE_PHASES[0], cursor: null };
    return await goOn(ctx, erasure, again, now + SECOND_PASS_AFTER_MS);
  }
  await forgetAliases(ctx, playerId);
  await ctx.db.patch("playerErasures", erasureId, {
    ...total,
    names: undefined,
    status: "completed",
    finishedAt: now,
  });
}

async function goOn(
  ctx: MutationCtx,
  erasure: Erasure,
  changes: Partial<Pick<Erasure, "phase" | "cursor" | "pass" | "notesErased" | "textsErased">>,
  at: number,
): Promise<void> {
  const step = erasure.step + 1;
  await ctx.db.patch("playerErasures", erasure._id, { ...changes, step, nextStepAt: at });
  await ctx.scheduler.runAt(at, internal.models.privacy.stepErasure, { erasureId: erasure._id, step });
}

/** Starts lost steps again. Returns their number. */
export async function tendErasuresOf(ctx: MutationCtx, now: number): Promise<number> {
  const lost = await ctx.db
    .query("playerErasures")
    .withIndex("by_status_and_nextStepAt", (q) =>
      q.eq("status", "running").lt("nextStepAt", now - LOST_AFTER_MS),
    )
    .take(TENDED_AT_ONCE);
  for (const { _id: erasureId, step } of lost) {
    await ctx.scheduler.runAfter(0, internal.models.privacy.stepErasure, { erasureId, step });
  }
  return lost.length;
}
