/** Stores what came in a webhook: every part of it once, under the provider's id. */
import { partId, planMessage } from "@voice-flow/domain/inbound/plan-message";
import type { InboundForm } from "@voice-flow/domain/inbound/read-form";
import { replies } from "@voice-flow/domain/messages/catalogue";
import { isUsernameId, type SenderAddress } from "@voice-flow/domain/phones";
import { v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { releaseWaiting } from "../conversation/delivery/releaseWaiting";
import { say } from "../conversation/replies";
import type { DbReader } from "../foundation/context";
import { functionError } from "../foundation/errors";
import { ensureUniqueJob, twilioJobKey } from "../foundation/idempotency";
import { readSettings } from "../foundation/settings";
import { findCoachByAddress, organizationsOfCoach, rememberUsernameId } from "../host/people";
import { replyTo, settleMessageOrThrow, storeMessage } from "./messageStatus";

const HOUR_MS = 3_600_000;

export const inboundFormFields = {
  messageSid: v.string(),
  fromPhone: v.string(),
  senderPhone: v.optional(v.string()),
  toPhone: v.string(),
  body: v.string(),
  media: v.array(v.object({ url: v.string(), contentType: v.string() })),
  messageType: v.optional(v.string()),
  quotedMessageSid: v.optional(v.string()),
  buttonPayload: v.optional(v.string()),
  buttonText: v.optional(v.string()),
  optOutType: v.optional(v.string()),
};

/** @param receivedAt when the provider took it, ms, where that is not now. Returns false where it was known already. */
export async function recordForm(
  ctx: MutationCtx,
  form: InboundForm,
  now: number,
  caughtUp?: { receivedAt: number },
): Promise<boolean> {
  if (await isKnown(ctx.db, form.messageSid)) return false;
  const sender: SenderAddress = { address: form.fromPhone, phone: form.senderPhone };
  const coach = await findCoachByAddress(ctx.db, sender);
  if (coach) await rememberUsernameId(ctx.db, coach, sender, now);
  await releaseWaiting(ctx, [form.fromPhone, ...(coach?.phone ? [coach.phone] : [])], now);
  const [club, ...otherClubs] = coach ? await organizationsOfCoach(ctx.db, coach._id) : [];
  const { media, body, messageType, ...message } = form;
  const ids: Id<"whatsappMessages">[] = [];
  for (const [index, part] of planMessage({ body, media, messageType }).entries()) {
    const id = await storeMessage(
      ctx.db,
      {
        ...message,
        messageSid: partId(form.messageSid, index),
        kind: part.kind,
        body: part.body,
        ...(part.unused.length > 0 ? { unused: [...part.unused] } : {}),
        mediaUrl: part.media?.url,
        mediaContentType: part.media?.contentType,
        userId: coach?._id,
        organizationId: otherClubs.length === 0 ? club?.organizationId : undefined,
        ...(caughtUp ? { isCaughtUp: true } : {}),
        receivedAt: caughtUp?.receivedAt ?? now,
      },
      now,
    );
    ids.push(id);
    if (coach) await enqueueHandling(ctx, partId(form.messageSid, index), id, now);
  }
  if (!coach) await leaveUnmatched(ctx, ids, sender, now);
  return true;
}

const enqueueHandling = async (
  ctx: MutationCtx,
  storedSid: string,
  whatsappMessageId: Id<"whatsappMessages">,
  now: number,
) =>
  await ensureUniqueJob(ctx, {
    key: twilioJobKey(storedSid),
    payload: { type: "process_inbound_message", whatsappMessageId },
    now,
  });

export const isKnown = async (db: DbReader, messageSid: string): Promise<boolean> =>
  (await db
    .query("whatsappMessages")
    .withIndex("by_messageSid", (q) => q.eq("messageSid", messageSid))
    .unique()) !== null;

async function leaveUnmatched(
  ctx: MutationCtx,
  ids: readonly Id<"whatsappMessages">[],
  { address, phone }: SenderAddress,
  now: number,
): Promise<void> {
  const statusReason = !phone && isUsernameId(address) ? "unknown_username" : "unknown_sender";
  let first: Doc<"whatsappMessages"> | undefined;
  for (const id of ids) {
    const stored = await ctx.db.get("whatsappMessages", id);
    if (!stored) throw functionError("not_found");
    await settleMessageOrThrow(ctx.db, stored, "unmatched", { statusReason });
    first ??= stored;
  }
  if (!first || !(await mayAnswerStranger(ctx.db, address, now))) return;
  const reply =
    statusReason === "unknown_username"
      ? say("unknownUsername", replies.unknownUsername())
      : say("unknownSender", replies.unknownSender());
  await replyTo(ctx, first, reply);
}

/** We answer a stranger, but not for ever: at the other end may be a machine that answers. */
async function mayAnswerStranger(db: DbReader, fromPhone: string, now: number): Promise<boolean> {
  const { UNKNOWN_SENDER_REPLIES_PER_HOUR: most } = await readSettings(db);
  const lastHour = await db
    .query("whatsappMessages")
    .withIndex("by_fromPhone_and_receivedAt", (q) =>
      q.eq("fromPhone", fromPhone).gt("receivedAt", now - HOUR_MS),
    )
    .take(most + 1);
  return lastHour.length <= most;
}
