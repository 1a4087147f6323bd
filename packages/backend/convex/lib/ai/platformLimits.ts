/**
 * The platform's own limits, counted by the rate limiter's component in windows of whole hours and days (UTC). A limit is
 * divided into parts, so that notes at the same time rarely meet on one; what a part has no room for is taken from
 * another one, so that nothing is refused that any part has room for, and a limit is never passed.
 */
import { calculateRateLimit, RateLimiter } from "@convex-dev/rate-limiter";
import {
  COST_LIMITS,
  type CostLimitUsed,
  limitWindowStart,
  RATE_LIMIT_DEFINITIONS,
  RATE_LIMITS,
  type RateLimit,
  rateLimitValidator,
} from "@voice-flow/domain/costs/limits";
import { rateLimitEvent } from "@voice-flow/domain/events/system";
import type { Settings } from "@voice-flow/domain/settings";
import { type Infer, v } from "convex/values";
import { components } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import type { DbReader } from "../foundation/context";
import { emitSystemEvent } from "../foundation/events";

const limiter = new RateLimiter(components.rateLimiter);

const MOST_PARTS = 8;
/** More than an extraction can cost; a bound above it has only a recording of nearly two megabytes. */
const DEAR_CALL = 250_000;
/** A part must have room for several of what is counted. */
const LEAST_PART = { messages: 25, "micro-dollars": 20 * DEAR_CALL } as const;

/** What was taken, for giving it back. */
export const takenValidator = v.object({
  limit: rateLimitValidator,
  part: v.number(),
  windowStart: v.number(),
  count: v.number(),
});
export type Taken = Infer<typeof takenValidator>;

export type TakeResult =
  | { ok: true; taken: Taken[] }
  /** `availableAt`: ms, when the window is over. */
  | { ok: false; limit: RateLimit; availableAt: number };

const partsOf = (limit: RateLimit, rate: number): number =>
  Math.min(MOST_PARTS, Math.max(1, Math.floor(rate / LEAST_PART[RATE_LIMIT_DEFINITIONS[limit].unit])));

/** Parts of whole numbers that add up to the limit. Its rate is in the key: `carryLimits` brings the count of another rate. */
function optionsOf(limit: RateLimit, rate: number, part: number) {
  const parts = partsOf(limit, rate);
  const ofPart = Math.floor(rate / parts) + (part < rate % parts ? 1 : 0);
  const period = RATE_LIMIT_DEFINITIONS[limit].periodMs;
  return {
    key: `${rate}:${part}`,
    config: { kind: "fixed window" as const, rate: ofPart, period, start: 0 },
  };
}

const rateOf = (limit: RateLimit, settings: Settings): number =>
  settings[RATE_LIMIT_DEFINITIONS[limit].setting];

/** Takes `count` from each of the limits, or nothing from any. The first refusal in a window is told. */
export async function takeFromLimits(
  ctx: MutationCtx,
  limits: readonly RateLimit[],
  count: number,
  settings: Settings,
  now: number,
): Promise<TakeResult> {
  const taken: Taken[] = [];
  for (const limit of limits) {
    const one = await takeFromLimit(ctx, limit, rateOf(limit, settings), count, now);
    if (one) {
      taken.push(one);
      continue;
    }
    for (const earlier of taken) await adjustTaken(ctx, earlier, 0, settings, now);
    const windowStart = limitWindowStart(limit, now);
    await recordHit(ctx, limit, rateOf(limit, settings), windowStart, now);
    return { ok: false, limit, availableAt: windowStart + RATE_LIMIT_DEFINITIONS[limit].periodMs };
  }
  return { ok: true, taken };
}

async function takeFromLimit(
  ctx: MutationCtx,
  limit: RateLimit,
  rate: number,
  count: number,
  now: number,
): Promise<Taken | undefined> {
  const windowStart = limitWindowStart(limit, now);
  // Messages are never given back: once there is no room, there is none until the window is over.
  const final = RATE_LIMIT_DEFINITIONS[limit].unit === "messages";
  if (final && (await findHit(ctx.db, limit, rate, windowStart))) return undefined;
  const parts = partsOf(limit, rate);
  const first = Math.floor(Math.random() * parts);
  for (let step = 0; step < parts; step += 1) {
    const part = (first + step) % parts;
    const options = optionsOf(limit, rate, part);
    // The component throws for what could never be had.
    if (count > options.config.rate) continue;
    const { ok } = await limiter.limit(ctx, limit, { ...options, count });
    if (ok) return { limit, part, windowStart, count };
  }
  return undefined;
}

/** Makes of what was taken what was used. In a later window it is over: nothing is given back or added. */
export async function adjustTaken(
  ctx: MutationCtx,
  { limit, part: taken, windowStart, count }: Taken,
  used: number,
  settings: Settings,
  now: number,
): Promise<void> {
  if (used === count || limitWindowStart(limit, now) !== windowStart) return;
  const rate = rateOf(limit, settings);
  // Of a limit that was changed meanwhile there may be fewer parts.
  const part = taken % partsOf(limit, rate);
  // A negative count gives back; `reserve` lets what was used beyond be counted although there is no room.
  await limiter.limit(ctx, limit, { ...optionsOf(limit, rate, part), count: used - count, reserve: true });
}

/** After a change of settings: what a window has used under the old limit is used under the new one too. */
export async function carryLimits(
  ctx: MutationCtx,
  before: Settings,
  after: Settings,
  now: number,
): Promise<void> {
  for (const limit of RATE_LIMITS) {
    const [old, rate] = [rateOf(limit, before), rateOf(limit, after)];
    if (rate === old) continue;
    const parts = Array.from({ length: partsOf(limit, rate) }, (_, part) => optionsOf(limit, rate, part));
    const rooms = await roomOfParts(ctx, limit, old, now);
    const used = rooms.map((room, part) => optionsOf(limit, old, part).config.rate - room);
    // To the part that calls under way report to; what it has no room for goes to the others.
    const counts = parts.map((_, part) =>
      used.filter((__, each) => each % parts.length === part).reduce(sum, 0),
    );
    let beyond = parts.reduce(
      (over, { config }, part) => over + Math.max(0, (counts[part] ?? 0) - config.rate),
      0,
    );
    for (const [part, options] of parts.entries()) {
      // The same limit may have held earlier in this window.
      await limiter.reset(ctx, limit, { key: options.key });
      const own = Math.min(options.config.rate, counts[part] ?? 0);
      const count = Math.min(options.config.rate, own + beyond);
      beyond -= count - own;
      if (count > 0) await limiter.limit(ctx, limit, { ...options, count });
    }
  }
}

const sum = (a: number, b: number): number => a + b;

const findHit = async (
  db: DbReader,
  limit: RateLimit,
  rate: number,
  windowStart: number,
): Promise<Doc<"rateLimits"> | null> =>
  await db
    .query("rateLimits")
    .withIndex("by_limit_window_rate", (q) =>
      q.eq("limit", limit).eq("windowStart", windowStart).eq("rate", rate),
    )
    .first();

/** One row and one event per limit and window, however many are refused. */
async function recordHit(
  ctx: MutationCtx,
  limit: RateLimit,
  rate: number,
  windowStart: number,
  now: number,
): Promise<void> {
  if (await findHit(ctx.db, limit, rate, windowStart)) return;
  await ctx.db.insert("rateLimits", { limit, windowStart, rate, hitAt: now });
  await emitSystemEvent(ctx, rateLimitEvent(`${limit}@${rate}`, windowStart, now));
}

export interface LimitState {
  limit: RateLimit;
  rate: number;
  used: number;
  left: number;
  windowEnd: number;
  /** When something was first refused in this window; ms. */
  hitAt?: number;
}

/** What is used and left of a limit at `now`, ms. Calls under way count with what they may cost at most. */
export async function readLimit(
  ctx: QueryCtx,
  limit: RateLimit,
  settings: Settings,
  now: number,
): Promise<LimitState> {
  const rate = rateOf(limit, settings);
  const windowStart = limitWindowStart(limit, now);
  const left = (await roomOfParts(ctx, limit, rate, now)).reduce(sum, 0);
  const hitAt = (await findHit(ctx.db, limit, rate, windowStart))?.hitAt;
  const windowEnd = windowStart + RATE_LIMIT_DEFINITIONS[limit].periodMs;
  return { limit, rate, used: Math.max(0, rate - left), left, windowEnd, hitAt };
}

/** What each part of a limit has left at `now`, ms. */
async function roomOfParts(ctx: QueryCtx, limit: RateLimit, rate: number, now: number): Promise<number[]> {
  const rooms: number[] = [];
  for (let part = 0; part < partsOf(limit, rate); part += 1) {
    const options = optionsOf(limit, rate, part);
    const { value, ts } = await limiter.getValue(ctx, limit, options);
    rooms.push(Math.max(0, calculateRateLimit({ value, ts }, options.config, Math.max(now, ts)).value));
  }
  return rooms;
}

/**
 * The limit of what calls cost that has refused one in the window of `now` (ms) and has had no room for another since; the
 * one that lasts longer, if both have. One document of each while neither has.
 */
export async function readCostLimitUsed(
  ctx: QueryCtx,
  settings: Settings,
  now: number,
): Promise<CostLimitUsed | undefined> {
  let used: CostLimitUsed | undefined;
  for (const limit of COST_LIMITS) {
    const rate = rateOf(limit, settings);
    const windowStart = limitWindowStart(limit, now);
    if (!(await findHit(ctx.db, limit, rate, windowStart))) continue;
    // Calls that were under way give back what they did not use; a limit below a dear call may be whole again.
    const enough = Math.min(DEAR_CALL, optionsOf(limit, rate, 0).config.rate);
    if (Math.max(...(await roomOfParts(ctx, limit, rate, now))) >= enough) continue;
    const availableAt = windowStart + RATE_LIMIT_DEFINITIONS[limit].periodMs;
    if (!used || availableAt > used.availableAt) used = { limit, availableAt };
  }
  return used;
}
