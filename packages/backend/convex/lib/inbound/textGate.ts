import { checkText } from "@voice-flow/domain/gates/text-gate";
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { MutationCtx } from "../../_generated/server";
import { readSettings } from "../settings";
import { type CoachMessage, moveMessageOrThrow, replyTo } from "./messageStatus";
import { say } from "./replies";

/** Refuses what is no note: marks the message and tells the sender why. Returns the reason, or null for a note. */
export async function refuseText(ctx: MutationCtx, message: CoachMessage): Promise<string | null> {
  const settings = await readSettings(ctx.db);
  const verdict = checkText(message.body, {
    minCharacters: settings.TEXT_MIN_CHARACTERS,
    minWords: settings.TEXT_MIN_WORDS,
    maxMeanWordLength: settings.TEXT_MAX_MEAN_WORD_LENGTH,
    minMeanWordLength: settings.TEXT_MIN_MEAN_WORD_LENGTH,
  });
  if (verdict.ok) return null;
  await moveMessageOrThrow(ctx.db, message, "rejected", { statusReason: verdict.reason });
  await replyTo(ctx, message, say("textRejected", replies.textRejected({ reason: verdict.reason })));
  return verdict.reason;
}
