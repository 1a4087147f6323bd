/** What is to be done about a message whose job has come up. */
import { sendModeAt } from "@voice-flow/domain/delivery/window";
import { DAY_MS } from "@voice-flow/domain/time";
import { type Infer, v } from "convex/values";
import { internal } from "../../../_generated/api";
import type { Doc } from "../../../_generated/dataModel";
import type { MutationCtx } from "../../../_generated/server";
import { readSettings } from "../../foundation/settings";
import { freeFormContent, templateContent } from "./contents";
import { moveOutboundMessage } from "./moveOutbound";
import { firstToSend } from "./sendQueue";
import { lastInboundAt } from "./sessionWindow";

export const sendStepValidator = v.union(
  v.object({ next: v.literal("nothing"), result: v.string() }),
  /** An earlier message to the same person goes first. ms */
  v.object({ next: v.literal("later"), heldUntil: v.number() }),
  v.object({
    next: v.literal("send"),
    toPhone: v.string(),
    content: v.union(
      v.object({ kind: v.literal("text"), body: v.string() }),
      v.object({
        kind: v.literal("content"),
        contentSid: v.string(),
        variables: v.record(v.string(), v.string()),
      }),
    ),
  }),
);
export type SendStep = Infer<typeof sendStepValidator>;

/** The earlier message wakes this one when it has left; this is for what is lost. ms */
const LOOK_AGAIN_MS = 60_000;

/** It goes out with the coach's next message, if one comes while it still means anything. */
async function waitForWindow(ctx: MutationCtx, message: Doc<"outboundMessages">, now: number): Promise<void> {
  const waiting = await moveOutboundMessage(ctx, message, { type: "wait_for_window" }, now);
  if (!waiting) return;
  const { WINDOW_WAIT_DAYS } = await readSettings(ctx.db);
  await ctx.scheduler.runAt(now + WINDOW_WAIT_DAYS * DAY_MS, internal.models.outboundMessages.expireWaiting, {
    outboundMessageId: message._id,
    queuedTimes: waiting.queuedTimes ?? 1,
  });
}

/** A repeated attempt must not say a thing twice: only what is queued and was not taken yet is sent. */
export async function beginSend(
  ctx: MutationCtx,
  message: Doc<"outboundMessages">,
  now: number,
): Promise<SendStep> {
  if (message.status !== "queued") return { next: "nothing", result: `already_${message.status}` };
  const first = await firstToSend(ctx.db, message.toPhone, now);
  if (first && first._id !== message._id) return { next: "later", heldUntil: now + LOOK_AGAIN_MS };
  const template = templateContent(message);
  const { toPhone } = message;
  switch (sendModeAt(await lastInboundAt(ctx.db, message), template !== null, now)) {
    case "free_form":
      return { next: "send", toPhone, content: freeFormContent(message) };
    case "template":
      return { next: "send", toPhone, content: template ?? freeFormContent(message) };
    case "wait":
      await waitForWindow(ctx, message, now);
      return { next: "nothing", result: "waiting_for_window" };
  }
}
