/** Answers to a summary: CONFIRM, CANCEL, R, SNOOZE. Numbers are those of the summary that was shown last. */
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import { queueSummary } from "../coachMessages";
import { openQuestion } from "../conversation";
import { confirmDrafts, type DecidedDraft, rejectDrafts } from "../pipeline/decideDrafts";
import type { CommandContext } from "./commands";
import { type Reply, replies } from "./replies";

const countOf = (decided: readonly DecidedDraft[], outcome: DecidedDraft["outcome"]): number =>
  decided.filter((draft) => draft.outcome === outcome).length;

/** Draft ids by the numbers that the coach was shown. The grammar has checked that every number is known. */
function draftsOf(context: CommandContext, numbers: readonly number[]): Id<"insightDrafts">[] {
  return numbers.flatMap((number) => context.summary?.draftIds[number - 1] ?? []);
}

async function pendingNumbers({ ctx, summary }: CommandContext): Promise<number[]> {
  const drafts = await Promise.all((summary?.draftIds ?? []).map((id) => ctx.db.get("insightDrafts", id)));
  return drafts.flatMap((draft, index) => (draft?.status === "pending" ? [index + 1] : []));
}

export async function confirmNumbers(context: CommandContext, numbers: readonly number[]): Promise<Reply> {
  const { ctx, coachUserId, now } = context;
  const draftIds = draftsOf(context, numbers);
  const decided = await confirmDrafts(ctx, { coachUserId, draftIds, now });
  return replies.confirmed(countOf(decided, "applied"), await pendingNumbers(context));
}

export async function cancelSummary(context: CommandContext): Promise<Reply> {
  const { ctx, coachUserId, now } = context;
  const draftIds = draftsOf(context, await pendingNumbers(context));
  const decided = await rejectDrafts(ctx, { coachUserId, draftIds, now });
  return replies.rejected(countOf(decided, "rejected"));
}

/** Null: the summary itself is the answer. */
export async function sendSummaryAgain(context: CommandContext): Promise<Reply | null> {
  const { ctx, message, summary } = context;
  const artifact = await artifactOf(context);
  if (!artifact) return replies.nothingPending("summary");
  await queueSummary(ctx, artifact, {
    occasion: message.messageSid,
    timesSnoozed: summary?.timesSnoozed ?? 0,
  });
  return null;
}

export async function snoozeSummary(context: CommandContext, durationMs: number): Promise<Reply> {
  const { ctx, coachUserId, now, summary } = context;
  if (!summary) return replies.nothingPending("snooze");
  const timesSnoozed = summary.timesSnoozed + 1;
  const until = now + durationMs;
  await openQuestion(ctx.db, coachUserId, { ...summary, timesSnoozed }, now);
  await ctx.scheduler.runAt(until, internal.models.conversationState.remindOfSummary, {
    coachUserId,
    artifactId: summary.artifactId,
    timesSnoozed,
  });
  return replies.snoozed(durationMs);
}

async function artifactOf({ ctx, summary }: CommandContext): Promise<Doc<"voiceNoteArtifacts"> | null> {
  return summary ? await ctx.db.get("voiceNoteArtifacts", summary.artifactId) : null;
}
