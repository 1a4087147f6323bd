/** What a conversation owes after a while: the summary that was put off, the note whose club nobody chose. */
import { replies } from "@voice-flow/domain/messages/catalogue";
import { IN_FLIGHT_STATUSES } from "@voice-flow/domain/vocabulary/pipeline";
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { queueSummary, sayAboutArtifact } from "../lib/conversation/coachMessages";
import { questionOf } from "../lib/conversation/questions";
import { say } from "../lib/conversation/replies";
import { AWAITING_CLUB, moveMessageOrThrow, replyTo } from "../lib/intake/messageStatus";
import { findConversation } from "../lib/pipeline/clubMemory";

/** Sends a summary again when its snooze is over, unless it was answered, put off again or superseded meanwhile. */
export const remindOfSummary = internalMutation({
  args: {
    coachUserId: v.id("users"),
    artifactId: v.id("voiceNoteArtifacts"),
    timesSnoozed: v.number(),
  },
  returns: v.boolean(),
  handler: async (ctx, { coachUserId, artifactId, timesSnoozed }) => {
    const conversation = await findConversation(ctx.db, coachUserId);
    const summary = questionOf(conversation?.openQuestions ?? [], "summary");
    if (summary && summary.artifactId === artifactId && summary.timesSnoozed !== timesSnoozed) return false;
    const artifact = await ctx.db.get("voiceNoteArtifacts", artifactId);
    const stillPending = await ctx.db
      .query("insightDrafts")
      .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifactId).eq("status", "pending"))
      .first();
    if (!artifact || !stillPending) return false;
    return await queueSummary(ctx, artifact, {
      occasion: `snooze-${timesSnoozed}`,
      isReminder: true,
      timesSnoozed,
    });
  },
});

/** A coach whose note takes long hears, once, that it is not lost. Returns whether there was need. */
export const sayStillProcessing = internalMutation({
  args: { artifactId: v.id("voiceNoteArtifacts") },
  returns: v.boolean(),
  handler: async (ctx, { artifactId }) => {
    const artifact = await ctx.db.get("voiceNoteArtifacts", artifactId);
    if (!artifact || !IN_FLIGHT_STATUSES.some((status) => status === artifact.status)) return false;
    const reply = say("stillProcessing", replies.stillProcessing({}));
    return await sayAboutArtifact(ctx, artifact, "still_processing", reply);
  },
});

/** A note that still waits for its club when the time is over is given up, and the coach is told. */
export const expireWaitingNote = internalMutation({
  args: { whatsappMessageId: v.id("whatsappMessages") },
  returns: v.boolean(),
  handler: async (ctx, { whatsappMessageId }) => {
    const message = await ctx.db.get("whatsappMessages", whatsappMessageId);
    if (message?.status !== "processing" || message.statusReason !== AWAITING_CLUB) return false;
    await moveMessageOrThrow(ctx.db, message, "rejected", { statusReason: "club_not_chosen" });
    await replyTo(ctx, message, say("clubQuestionExpired", replies.clubQuestionExpired()), "expired");
    return true;
  },
});
