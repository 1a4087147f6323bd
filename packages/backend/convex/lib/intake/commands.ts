/** What a coach's short replies do. Every command is answered; what it decides and the answer are one transaction. */
import type { Command, SnoozeProblem } from "@voice-flow/domain/grammar/context";
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { MutationCtx } from "../../_generated/server";
import type { CoachMessage, CommandContext } from "../conversation/commandContext";
import { cancelSummary, confirmNumbers, sendSummaryAgain, snoozeSummary } from "../conversation/draftAnswers";
import { answerNames, repeatNameQuestion } from "../conversation/nameAnswers";
import { nothingPending } from "../conversation/nothingPending";
import { openQuestionsAt, questionOf } from "../conversation/questions";
import { type Reply, say } from "../conversation/replies";
import { answerTranscript } from "../conversation/transcriptAnswers";
import { readSettings } from "../foundation/settings";
import { runsV2 } from "../host/featureFlags";
import { organizationsOfCoach } from "../host/people";
import { findConversation, forgetClub } from "../pipeline/clubMemory";
import { answerClub, cancelWaitingNotes, repeatClubQuestion } from "./clubAnswers";
import { replyTo } from "./messageStatus";

type CoachCommand = Exclude<Command, { kind: "note" }>;

/** Does what the coach asked for and answers. */
export async function runCommand(
  ctx: MutationCtx,
  message: CoachMessage,
  command: CoachCommand,
  now: number,
): Promise<void> {
  const questions = openQuestionsAt(await findConversation(ctx.db, message.userId), now);
  const context: CommandContext = {
    ctx,
    message,
    coachUserId: message.userId,
    now,
    summary: questionOf(questions, "summary"),
    transcript: questionOf(questions, "transcript"),
    club: questionOf(questions, "club"),
  };
  const reply = await answer(context, command);
  if (reply) await replyTo(ctx, message, reply);
}

/** The reply, or null where the command's own effect is a message already. */
async function answer(context: CommandContext, command: CoachCommand): Promise<Reply | null> {
  switch (command.kind) {
    case "help":
      return await help(context);
    case "switch_club":
      return await switchClub(context);
    case "choose_club":
      return await answerClub(context, command.organizationId);
    case "repeat_club_question":
      return await repeatClubQuestion(context);
    case "cancel_club_question":
      return await cancelWaitingNotes(context);
    case "confirm_drafts":
      return await confirmNumbers(context, command.numbers);
    case "unknown_numbers":
      return say("unknownNumbers", replies.unknownNumbers(command));
    case "unclear_numbers":
      return say("unclearNumbers", replies.unclearNumbers(command));
    case "cancel_drafts":
      return await cancelSummary(context);
    case "send_summary":
      return await sendSummaryAgain(context);
    case "snooze":
      return await snoozeSummary(context, command.durationMs);
    case "invalid_snooze":
      return await refuseSnooze(context, command.problem);
    case "confirm_transcript":
    case "retry_transcript":
    case "cancel_transcript":
      return await answerTranscript(context, command.kind);
    case "resolve_names":
      return await answerNames(context, command.names);
    case "repeat_name_question":
      return await repeatNameQuestion(context, command.questionId);
    case "nothing_pending":
      return await nothingPending(context, command.word);
  }
}

/** The next note asks which club again. */
async function switchClub({ ctx, coachUserId, now }: CommandContext): Promise<Reply> {
  await forgetClub(ctx.db, coachUserId, now);
  const clubs = await organizationsOfCoach(ctx.db, coachUserId);
  const [only, ...more] = clubs.map((club) => club.name);
  return say("clubReset", replies.clubReset(more.length === 0 ? { organizationName: only } : {}));
}

async function help({ ctx, coachUserId: userId, summary }: CommandContext): Promise<Reply> {
  const clubs = await organizationsOfCoach(ctx.db, userId);
  const newer = await Promise.all(
    clubs.map(({ organizationId }) => runsV2(ctx.db, { userId, organizationId })),
  );
  // A summary that is open can be answered, whatever has been switched off since.
  const getsSummaries = summary !== undefined || newer.some(Boolean);
  return say("help", replies.help({ organizationNames: clubs.map((club) => club.name), getsSummaries }));
}

async function refuseSnooze({ ctx }: CommandContext, problem: SnoozeProblem): Promise<Reply> {
  const settings = await readSettings(ctx.db);
  const limits = {
    minMs: settings.SNOOZE_MIN_MINUTES * 60_000,
    maxMs: settings.SNOOZE_MAX_HOURS * 3_600_000,
  };
  return say("snoozeRefused", replies.snoozeRefused({ problem, ...limits }));
}
