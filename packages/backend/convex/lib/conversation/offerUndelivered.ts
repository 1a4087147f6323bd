/** A question whose message never arrived is offered again when its coach writes: then the provider delivers again. */
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { isOnTheWay } from "./nextOpen";
import { askOnceMore } from "./putOff";
import { openQuestionsOf } from "./questions";

/** More come with the next message, or are listed by R. */
const MAX_OFFERED = 3;

/** `occasion` tells the coach's messages apart. Returns how many were sent again. */
export async function offerUndelivered(
  ctx: MutationCtx,
  userId: Id<"users">,
  occasion: string,
  now: number,
): Promise<number> {
  let offered = 0;
  for (const question of await openQuestionsOf(ctx.db, userId, now)) {
    if (offered === MAX_OFFERED) break;
    const isUnseen =
      question.shownAt === undefined && !question.isOnPage && question.outboundMessageId !== undefined;
    if (!isUnseen || (question.snoozedUntil ?? 0) > now || (await isOnTheWay(ctx.db, question, now)))
      continue;
    if (await askOnceMore(ctx, question, { occasion: `again:${occasion}` }, now)) offered += 1;
  }
  return offered;
}
