/** SNOOZE: questions come again later, within the time in which the provider delivers. */

import { type SnoozeSpan, snoozeUntil } from "@voice-flow/domain/conversation/snooze";
import { isOpenQuestion } from "@voice-flow/domain/conversation/states";
import { buildMessageKey } from "@voice-flow/domain/keys/message-key";
import { replies } from "@voice-flow/domain/messages/catalogue";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { readSettings } from "../foundation/settings";
import { timeZoneOf } from "../host/timeZone";
import { clubReply, sendTranscriptQuestion } from "./askedQuestions";
import type { AnswerContext } from "./commandContext";
import { readOpen } from "./nextOpen";
import { noteTimesFor } from "./noteTimes";
import { patchQuestion, type Question, questionOrThrow } from "./questions";
import { type Reply, say } from "./replies";
import { sendReply } from "./sendReply";
import { sendSummary } from "./summaries";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DEFAULT_MS = 2 * HOUR_MS;
/** A message may be answered freely for 24 h; what is due shortly before might be late. */
const WINDOW_MS = 23.5 * HOUR_MS;

export async function putOff(
  context: AnswerContext,
  questionIds: readonly string[],
  span: SnoozeSpan,
): Promise<Reply> {
  const { ctx, message, userId, times, now } = context;
  const settings = await readSettings(ctx.db);
  const { at, isCapped } = snoozeUntil(span, {
    from: message.receivedAt,
    timeZone: await timeZoneOf(ctx.db, userId),
    defaultMs: DEFAULT_MS,
    minMs: settings.SNOOZE_MIN_MINUTES * MINUTE_MS,
    maxMs: Math.min(settings.SNOOZE_MAX_HOURS * HOUR_MS, WINDOW_MS),
  });
  const ids = questionIds.flatMap((id) => ctx.db.normalizeId("coachQuestions", id) ?? []);
  const questions = await Promise.all(ids.map((id) => questionOrThrow(ctx.db, id)));
  for (const question of questions) await putOffOne(ctx, question, Math.max(at, now), now);
  const { items, questions: open } = await readOpen(ctx.db, userId, now);
  const isOther = (id: Id<"coachQuestions">): boolean => !ids.includes(id);
  const others =
    items.filter(({ questionId }) => isOther(questionId)).length +
    open.filter(({ _id, kind }) => kind !== "summary" && isOther(_id)).length;
  const most = Math.max(0, ...questions.map(({ timesSnoozed }) => timesSnoozed + 1));
  const notes = await times.ofNotes(questions.flatMap(({ artifactIds }) => artifactIds));
  const timesLeft = Math.max(0, settings.SNOOZE_MAX_COUNT - most);
  return say("snoozed", replies.snoozed({ notes, time: times.at(at), isCapped, timesLeft, others }));
}

async function putOffOne(ctx: MutationCtx, question: Question, at: number, now: number): Promise<void> {
  const timesSnoozed = question.timesSnoozed + 1;
  await patchQuestion(ctx.db, question, { timesSnoozed, snoozedUntil: at }, now);
  await ctx.scheduler.runAt(at, internal.models.conversationState.remindOfQuestion, {
    questionId: question._id,
    timesSnoozed,
  });
}

/** Asks again when a snooze is over, unless it was answered or put off again meanwhile. Returns whether it did. */
export async function remindOf(
  ctx: MutationCtx,
  questionId: Id<"coachQuestions">,
  timesSnoozed: number,
  now: number,
): Promise<boolean> {
  const question = await questionOrThrow(ctx.db, questionId);
  if (!isOpenQuestion(question.state) || question.timesSnoozed !== timesSnoozed) return false;
  await patchQuestion(ctx.db, question, { snoozedUntil: undefined }, now);
  return await askOnceMore(ctx, question, { occasion: `snooze-${timesSnoozed}`, isReminder: true }, now);
}

/** Sends the question again in a message of its own. */
export async function askOnceMore(
  ctx: MutationCtx,
  question: Question,
  occasion: { occasion: string; isReminder?: boolean },
  now: number,
): Promise<boolean> {
  const [artifactId] = question.artifactIds;
  switch (question.kind) {
    case "summary":
      return await sendSummary(ctx, question._id, occasion, now);
    case "transcript": {
      const artifact = artifactId ? await ctx.db.get("voiceNoteArtifacts", artifactId) : null;
      if (artifact?.status !== "awaiting_coach") return false;
      return await sendTranscriptQuestion(ctx, question, artifact, occasion.occasion, now);
    }
    case "club": {
      const user = await ctx.db.get("users", question.userId);
      if (!user?.phone) return false;
      const reply = await clubReply(ctx, question, await noteTimesFor(ctx.db, question.userId, now));
      const dedupeKey = buildMessageKey({
        about: "question",
        id: question._id,
        purpose: "asked",
        occasion: occasion.occasion,
      });
      const to = { dedupeKey, toPhone: user.phone, userId: question.userId };
      return (await sendReply(ctx, reply, to)) !== null;
    }
  }
}
