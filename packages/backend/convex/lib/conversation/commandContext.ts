/** What an answer of a coach is worked on with. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { QuestionOf } from "./questions";

/** An inbound message of a coach we know. */
export type CoachMessage = Doc<"whatsappMessages"> & { userId: Id<"users"> };

export interface CommandContext {
  ctx: MutationCtx;
  message: CoachMessage;
  coachUserId: Id<"users">;
  /** ms */
  now: number;
  summary?: QuestionOf<"summary">;
  transcript?: QuestionOf<"transcript">;
  club?: QuestionOf<"club">;
}
