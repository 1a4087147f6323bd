/** One inbound message, in one transaction: command, note, question or refusal. */
import type { Outcome } from "@voice-flow/domain/conversation/outcome";
import { OUTCOME_OF_REPLY } from "@voice-flow/domain/labels/inbound";
import { replies } from "@voice-flow/domain/messages/catalogue";
import { isUnusedKind, type UnusedKind } from "@voice-flow/domain/vocabulary/inbound";
import { type Infer, v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { CoachMessage } from "../conversation/commandContext";
import { offerUndelivered } from "../conversation/offerUndelivered";
import { ASKED_ABOUT, askedAboutBefore, readReply } from "../conversation/readConversation";
import { say } from "../conversation/replies";
import { readSettings } from "../foundation/settings";
import { organizationsOfCoach } from "../host/people";
import { runCommand } from "./commands";
import { heldStepValidator, holdMessage } from "./hold";
import { AWAITING_CLUB, replyTo, settleMessageOrThrow } from "./messageStatus";
import { refuseWithoutClub, takeTextNote } from "./takeNote";

/** What the job has to do after the transaction. `result` is a stable word. */
export const inboundStepValidator = v.union(
  v.object({ next: v.literal("nothing"), result: v.string() }),
  heldStepValidator,
  v.object({
    next: v.literal("download"),
    mediaUrl: v.string(),
    maxBytes: v.number(),
    timeoutMs: v.number(),
  }),
);
export type InboundStep = Infer<typeof inboundStepValidator>;

const done = (result: string): InboundStep => ({ next: "nothing", result });

export async function handleMessage(
  ctx: MutationCtx,
  stored: Doc<"whatsappMessages">,
  now: number,
): Promise<InboundStep> {
  const { status, userId } = stored;
  // A failed one too: staff may handle it again.
  if (status !== "received" && status !== "held" && status !== "processing" && status !== "failed")
    return done(`already_${status}`);
  // Its note failed, and is retried as a note.
  if (status === "failed" && stored.artifactId) return done("has_note");
  // A note that waits for the choice of its club is not handled again by a job that runs twice.
  if (stored.statusReason === AWAITING_CLUB) return done(AWAITING_CLUB);
  if (!userId) return done("unknown_sender");
  const held =
    status === "received" || status === "held"
      ? await holdMessage(ctx, { ...stored, userId }, now)
      : undefined;
  if (held) return held;
  await settleMessageOrThrow(ctx.db, stored, "in_progress", { statusReason: undefined });
  const message = { ...stored, status: "processing" as const, userId };
  if (isUnusedKind(message.kind)) return done(await refuseKind(ctx, message, message.kind));
  if (message.kind === "audio") {
    // Nobody could do anything with the recording.
    if ((await organizationsOfCoach(ctx.db, userId)).length === 0)
      return done(await refuseWithoutClub(ctx, message));
    const settings = await readSettings(ctx.db);
    return {
      next: "download",
      mediaUrl: message.mediaUrl ?? "",
      maxBytes: settings.MEDIA_MAX_BYTES,
      timeoutMs: settings.MEDIA_DOWNLOAD_TIMEOUT_SECONDS * 1000,
    };
  }
  const outcome = optOutOf(message) ?? (await readReply(ctx.db, message));
  const result = await handleText(ctx, message, outcome, now);
  await offerUndelivered(ctx, userId, message.messageSid, now);
  return done(result);
}

/** Twilio tells STOP and START in other words too, which an account may have chosen. */
function optOutOf({ optOutType }: CoachMessage): Outcome | undefined {
  switch (optOutType?.toUpperCase()) {
    case "STOP":
      return { kind: "stop" };
    case "START":
      return { kind: "start" };
    case "HELP":
      return { kind: "help" };
    default:
      return undefined;
  }
}

async function refuseKind(ctx: MutationCtx, message: CoachMessage, kind: UnusedKind): Promise<string> {
  await settleMessageOrThrow(ctx.db, message, "refused", { statusReason: "unsupported_media" });
  await replyTo(ctx, message, say("unsupportedMessage", replies.unsupportedMessage({ kind })));
  return "unsupported_media";
}

async function handleText(
  ctx: MutationCtx,
  message: CoachMessage,
  outcome: Outcome,
  now: number,
): Promise<string> {
  if (outcome.kind === "note") return await takeTextNote(ctx, message, now);
  if (outcome.kind === "note_after_all") {
    const before = await askedAboutBefore(ctx.db, message);
    return await takeTextNote(ctx, { ...message, body: before?.body ?? message.body }, now);
  }
  await runCommand(ctx, message, outcome, now);
  const [kind] = message.unused ?? [];
  if (kind)
    await replyTo(ctx, message, say("unsupportedMessage", replies.unsupportedMessage({ kind })), "unused");
  const isAskedAbout = outcome.kind === "ask" && outcome.problem.type === "not_understood";
  const statusReason = isAskedAbout ? ASKED_ABOUT : `command_${outcome.kind}`;
  await settleMessageOrThrow(ctx.db, message, OUTCOME_OF_REPLY[outcome.kind], { statusReason });
  return statusReason;
}
