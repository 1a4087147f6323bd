/** Messages to people: stored first, sent by a job, moved forward by the provider's callbacks. */
import { changeStatus, OUTBOUND_TABLE } from "@voice-flow/domain/state-machine/status-tables";
import type { OutboundStatus } from "@voice-flow/domain/vocabulary/messaging";
import type { Doc, Id } from "../../../_generated/dataModel";
import type { MutationCtx } from "../../../_generated/server";
import type { MessageButton } from "../../../tables/messaging";
import type { DbWriter } from "../../foundation/context";
import { ensureUniqueJob, outboundJobKey } from "../../foundation/idempotency";
import { optedOutAt } from "../optOut";
import { markSeen } from "../seen";

/** The provider refuses a WhatsApp body of more characters (its error 21617). */
export const MAX_BODY_LENGTH = 1600;
/** ms between messages that must arrive in order: each is sent by a job of its own. */
export const SPACING_MS = 1500;

export interface OutboundRequest {
  /** Unique per intention; the same key again sends nothing. */
  dedupeKey: string;
  /** E.164 */
  toPhone: string;
  userId?: Id<"users">;
  artifactId?: Id<"voiceNoteArtifacts">;
  /** Key of the message catalogue. */
  template: string;
  body: string;
  /** What of the conversation the coach sees in it. */
  shows?: Doc<"outboundMessages">["shows"];
  buttons?: MessageButton[];
  /** ms; sent as soon as possible without it. */
  sendAt?: number;
}

/**
 * Stores the message and the job that sends it; a long one in parts. The first part carries what it shows. Returns its
 * id, or null if the key was used before.
 */
export async function queueOutbound(
  ctx: MutationCtx,
  request: OutboundRequest,
): Promise<Id<"outboundMessages"> | null> {
  const existing = await ctx.db
    .query("outboundMessages")
    .withIndex("by_dedupeKey", (q) => q.eq("dedupeKey", request.dedupeKey))
    .unique();
  if (existing) return null;
  const now = Date.now();
  const { sendAt = now, shows, buttons, ...message } = request;
  // Nothing goes to a coach who wrote STOP but the answer to it. The message stays on record as not sent.
  const isStopped =
    request.userId !== undefined &&
    request.template !== "stopped" &&
    (await optedOutAt(ctx.db, request.userId)) !== undefined;
  const unsent = isStopped && { status: "failed" as const, errorCode: "opted_out", failedAt: now };
  let first: Id<"outboundMessages"> | null = null;
  for (const [index, body] of splitBody(request.body).entries()) {
    const dedupeKey = index === 0 ? request.dedupeKey : `${request.dedupeKey}#${index + 1}`;
    const outboundMessageId = await ctx.db.insert("outboundMessages", {
      ...message,
      ...(index === 0 && { shows, buttons }),
      dedupeKey,
      body,
      status: "queued",
      createdAt: now,
      updatedAt: now,
      ...unsent,
    });
    first ??= outboundMessageId;
    if (isStopped) continue;
    await ensureUniqueJob(ctx, {
      key: outboundJobKey(dedupeKey),
      payload: { type: "send_whatsapp_message", outboundMessageId },
      now,
      runAt: sendAt + index * SPACING_MS,
    });
  }
  return first;
}

/** Parts of at most `MAX_BODY_LENGTH`, cut between lines, or between words where one line is too long. */
export function splitBody(body: string): string[] {
  const parts: string[] = [];
  let rest = body;
  while (rest.length > MAX_BODY_LENGTH) {
    const head = rest.slice(0, MAX_BODY_LENGTH + 1);
    const cut = [head.lastIndexOf("\n"), head.lastIndexOf(" ")].find((at) => at > MAX_BODY_LENGTH / 2);
    const end = cut ?? wholeCharacters(rest, MAX_BODY_LENGTH);
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^[\n ]/, "");
  }
  return [...parts, rest];
}

/** Never between the two halves of a character outside the basic plane. */
const wholeCharacters = (text: string, length: number): number =>
  /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;

/** Moves a message forward; a step back, or one that repeats, changes its status not at all. */
export async function moveOutboundMessage(
  db: DbWriter,
  outboundMessageId: Id<"outboundMessages">,
  to: OutboundStatus,
  fields: { providerMessageSid?: string; errorCode?: string } = {},
): Promise<void> {
  const message = await db.get("outboundMessages", outboundMessageId);
  if (!message) return;
  const change = changeStatus(OUTBOUND_TABLE, message.status, to);
  const now = Date.now();
  const providerMessageSid = message.providerMessageSid ?? fields.providerMessageSid;
  const changes = {
    ...(providerMessageSid ? { providerMessageSid } : {}),
    ...(change.ok ? { status: change.status } : {}),
    ...(change.ok && fields.errorCode ? { errorCode: fields.errorCode } : {}),
    ...(providerMessageSid && message.acceptedAt === undefined ? { acceptedAt: now } : {}),
    ...(to === "delivered" && message.deliveredAt === undefined ? { deliveredAt: now } : {}),
    ...(to === "read" && message.readAt === undefined ? { readAt: now } : {}),
    ...(to === "failed" && message.failedAt === undefined ? { failedAt: now } : {}),
    updatedAt: now,
  };
  await db.patch("outboundMessages", outboundMessageId, changes);
  if (to === "delivered" || to === "read") await markSeen(db, { ...message, ...changes }, now, now);
}
