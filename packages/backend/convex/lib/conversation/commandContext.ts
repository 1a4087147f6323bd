/** What an answer of a coach is worked on with. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { NoteTimes } from "./noteTimes";

/** An inbound message of a coach we know. */
export type CoachMessage = Doc<"whatsappMessages"> & { userId: Id<"users"> };

export interface AnswerContext {
  ctx: MutationCtx;
  message: CoachMessage;
  userId: Id<"users">;
  times: NoteTimes;
  /** ms: when it is handled, which may be long after it was received. */
  now: number;
}
