import type { MutationCtx } from "../../_generated/server";
import { readSettings } from "../settings";
import type { CoachMessage } from "./handleMessage";
import { moveMessageOrThrow, replyTo } from "./messageStatus";
import { replies } from "./replies";

/** Refuses what is no note: marks the message and tells the sender why. Returns the reason, or null for a note. */
export async function refuseText(ctx: MutationCtx, message: CoachMessage): Promise<string | null> {
  const settings = await readSettings(ctx.db);
  const text = message.body.trim();
  const words = text.split(/\s+/).length;
  if (text.length >= settings.TEXT_MIN_CHARACTERS && words >= settings.TEXT_MIN_WORDS) return null;
  const reason = text === "" ? "empty" : "too_short";
  await moveMessageOrThrow(ctx.db, message, "rejected", { statusReason: reason });
  await replyTo(ctx, message, replies.tooShort());
  return reason;
}
