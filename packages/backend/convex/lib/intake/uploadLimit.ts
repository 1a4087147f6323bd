/** An upload address takes a file from whoever has it: a coach gets so many in an hour, and no more. */
import { HOUR, RateLimiter } from "@convex-dev/rate-limiter";
import { components } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { readSettings } from "../foundation/settings";

const limiter = new RateLimiter(components.rateLimiter);

/** Takes one upload from what the coach has left; false, and nothing taken, if nothing is. */
export async function takeUpload(ctx: MutationCtx, coachUserId: Id<"users">): Promise<boolean> {
  const { COACH_UPLOADS_PER_HOUR: rate } = await readSettings(ctx.db);
  const config = { kind: "token bucket" as const, rate, period: HOUR };
  return (await limiter.limit(ctx, "coach_upload", { key: coachUserId, config })).ok;
}
