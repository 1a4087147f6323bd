/** Messages to people: stored first, sent by a job, moved forward by the provider's callbacks. */
import type { Doc, Id } from "../../../_generated/dataModel";
import type { MutationCtx } from "../../../_generated/server";
import type { MessageButton } from "../../../tables/messaging";
import type { DbReader } from "../../foundation/context";
import { optedOutAt } from "../optOut";
import { emitDeliveryEvents } from "./deliveryEvents";
import { enqueueSend } from "./sendQueue";

/** The provider refuses a WhatsApp body of more characters (its error 21617). */
export const MAX_BODY_LENGTH = 1600;

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
  /** The first message with the result of its notes. */
  isResult?: boolean;
  /** ms; sent as soon as possible without it. */
  sendAt?: number;
}

/**
 * Stores the message and the job that sends it; a long one in parts, which leave in order. The last part carries what the
 * message shows and its buttons: it has been seen when its end has. Returns the id of that part, or null if the key was
 * used before.
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
  const isStopped = await isHeldBack(ctx.db, request);
  const { shows, buttons, isResult, ...common } = request;
  const parts = splitBody(request.body);
  let lastId: Id<"outboundMessages"> | null = null;
  for (const [index, body] of parts.entries()) {
    const dedupeKey = index === 0 ? request.dedupeKey : `${request.dedupeKey}#${index + 1}`;
    const isLast = index === parts.length - 1;
    const part = { ...common, ...(isLast ? { shows, buttons, isResult } : {}), dedupeKey, body };
    lastId = await storeOutbound(ctx, part, isStopped, now);
  }
  return lastId;
}

/** Nothing goes to a coach who wrote STOP but the answer to it. */
async function isHeldBack(db: DbReader, { userId, template }: OutboundRequest): Promise<boolean> {
  if (userId === undefined || template === "stopped") return false;
  return (await optedOutAt(db, userId)) !== undefined;
}

/** A message that is held back stays on record as not sent. */
async function storeOutbound(
  ctx: MutationCtx,
  { sendAt, ...message }: OutboundRequest,
  isStopped: boolean,
  now: number,
): Promise<Id<"outboundMessages">> {
  const id = await ctx.db.insert("outboundMessages", {
    ...message,
    ...(sendAt !== undefined && sendAt > now ? { sendAt } : {}),
    status: "queued",
    createdAt: now,
    updatedAt: now,
    ...(isStopped ? { status: "failed", errorCode: "opted_out", failedAt: now } : {}),
  });
  const stored = await ctx.db.get("outboundMessages", id);
  if (!stored) return id;
  await emitDeliveryEvents(ctx, stored, stored, [isStopped ? "failed" : "queued"], now);
  if (!isStopped) await enqueueSend(ctx, stored, sendAt ?? now, now);
  return id;
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
