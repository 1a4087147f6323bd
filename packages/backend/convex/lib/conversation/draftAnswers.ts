/** Answers to a summary: CONFIRM, CANCEL, R, SNOOZE. Numbers are those of the summary that was shown last. */
import { replies } from "@voice-flow/domain/messages/catalogue";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import { readSettings } from "../foundation/settings";
import { confirmDrafts, rejectDrafts } from "../pipeline/decideDrafts";
import { queueSummary } from "./coachMessages";
import type { CommandContext } from "./commandContext";
import { SPACING_MS } from "./delivery/outbound";
import { nothingPending } from "./nothingPending";
import { openQuestion } from "./questions";
import { type Reply, say } from "./replies";

const draftOf = ({ summary }: CommandContext, number: number): Id<"insightDrafts"> | undefined =>
  summary?.draftIds[number - 1];

/** Draft ids by the numbers that the coach was shown. The grammar has checked that every number is known. */
const draftsOf = (context: CommandContext, numbers: readonly number[]): Id<"insightDrafts">[] =>
  numbers.flatMap((number) => draftOf(context, number) ?? []);

async function pendingNumbers({ ctx, summary }: CommandContext): Promise<number[]> {
  const drafts = await Promise.all((summary?.draftIds ?? []).map((id) => ctx.db.get("insightDrafts", id)));
  return drafts.flatMap((draft, index) => (draft?.status === "pending" ? [index + 1] : []));
}

export async function confirmNumbers(context: CommandContext, numbers: readonly number[]): Promise<Reply> {
  const { ctx, coachUserId, now } = context;
  const decided = await confirmDrafts(ctx, { coachUserId, draftIds: draftsOf(context, numbers), now });
  const done = new Set(decided.filter(({ outcome }) => outcome === "applied").map(({ draftId }) => draftId));
  const confirmed = numbers.filter((number) => {
    const draftId = draftOf(context, number);
    return draftId !== undefined && done.has(draftId);
  });
  if (confirmed.length === 0) return await nothingPending(context, "confirm");
  const remaining = await pendingNumbers(context);
  if (remaining.length === 0) await sendWhatWasLeftOut(context);
  return say("confirmed", replies.confirmed({ confirmed, remaining }));
}

export async function cancelSummary(context: CommandContext): Promise<Reply> {
  const { ctx, coachUserId, now } = context;
  const draftIds = draftsOf(context, await pendingNumbers(context));
  const decided = await rejectDrafts(ctx, { coachUserId, draftIds, now });
  const count = decided.filter(({ outcome }) => outcome === "rejected").length;
  if (count === 0) return await nothingPending(context, "cancel");
  await sendWhatWasLeftOut(context);
  return say("cancelled", replies.cancelled({ count }));
}

/** A long note has more drafts than one message shows: the others come when these are answered. */
async function sendWhatWasLeftOut(context: CommandContext): Promise<void> {
  const artifact = await artifactOf(context);
  const left = artifact
    ? await context.ctx.db
        .query("insightDrafts")
        .withIndex("by_artifactId_and_status", (q) =>
          q.eq("artifactId", artifact._id).eq("status", "pending"),
        )
        .first()
    : null;
  if (!artifact || !left) return;
  const occasion = context.message.messageSid;
  // The answer comes first.
  await queueSummary(context.ctx, artifact, { occasion, sendAt: context.now + SPACING_MS });
}

/** Null: the summary itself is the answer. */
export async function sendSummaryAgain(context: CommandContext): Promise<Reply | null> {
  const artifact = await artifactOf(context);
  if (!artifact) return await nothingPending(context, "summary");
  await queueSummary(context.ctx, artifact, {
    occasion: context.message.messageSid,
    isReminder: true,
    timesSnoozed: context.summary?.timesSnoozed,
  });
  return null;
}

export async function snoozeSummary(context: CommandContext, durationMs: number): Promise<Reply> {
  const { ctx, coachUserId, now, summary } = context;
  if (!summary) return await nothingPending(context, "snooze");
  const timesSnoozed = summary.timesSnoozed + 1;
  await openQuestion(ctx.db, coachUserId, { ...summary, timesSnoozed }, now);
  await ctx.scheduler.runAt(now + durationMs, internal.models.conversationState.remindOfSummary, {
    coachUserId,
    artifactId: summary.artifactId,
    timesSnoozed,
  });
  const { SNOOZE_MAX_COUNT } = await readSettings(ctx.db);
  return say("snoozed", replies.snoozed({ durationMs, timesLeft: SNOOZE_MAX_COUNT - timesSnoozed }));
}

async function artifactOf({ ctx, summary }: CommandContext): Promise<Doc<"voiceNoteArtifacts"> | null> {
  return summary ? await ctx.db.get("voiceNoteArtifacts", summary.artifactId) : null;
}
