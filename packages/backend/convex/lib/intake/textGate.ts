import { checkText } from "@voice-flow/domain/gates/text-gate";
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { Settings } from "@voice-flow/domain/settings";
import type { TextGateReason } from "@voice-flow/domain/vocabulary/gates";
import type { MutationCtx } from "../../_generated/server";
import type { CoachMessage } from "../conversation/commandContext";
import { say } from "../conversation/replies";
import { readSettings } from "../foundation/settings";
import { replyTo, settleMessageOrThrow } from "./messageStatus";

/** Why a text is no note, or null if it is one. The same for every channel. */
export function judgeText(text: string, settings: Settings): TextGateReason | null {
  const verdict = checkText(text, settings);
  return verdict.ok ? null : verdict.reason;
}

/** Refuses what is no note: marks the message and tells the sender why. Returns the reason, or null for a note. */
export async function refuseText(ctx: MutationCtx, message: CoachMessage): Promise<string | null> {
  const reason = judgeText(message.body, await readSettings(ctx.db));
  if (!reason) return null;
  await settleMessageOrThrow(ctx.db, message, "refused", { statusReason: reason });
  const [kind] = message.unused ?? [];
  const reply = kind
    ? say("unsupportedMessage", replies.unsupportedMessage({ kind }))
    : say("textRejected", replies.textRejected({ reason }));
  await replyTo(ctx, message, reply);
  return reason;
}
