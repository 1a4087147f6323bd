/** Does what a reply turned out to mean. What it decides and the answer are one transaction. */
import type { Outcome } from "@voice-flow/domain/conversation/outcome";
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { MutationCtx } from "../../_generated/server";
import { chooseNames, decideItems, undoItems } from "../conversation/answers";
import { ask, listOpen } from "../conversation/askingReplies";
import type { AnswerContext, CoachMessage } from "../conversation/commandContext";
import { readNext, showing } from "../conversation/nextOpen";
import { noteTimesFor } from "../conversation/noteTimes";
import { setOptedOut } from "../conversation/optOut";
import { putOff } from "../conversation/putOff";
import { type Reply, say } from "../conversation/replies";
import { sayNothingOpen, sayQuoteClosed } from "../conversation/settledThings";
import { answerTranscript } from "../conversation/transcriptAnswers";
import { runsV2 } from "../host/featureFlags";
import { organizationsOfCoach } from "../host/people";
import { forgetClub } from "../pipeline/clubMemory";
import { cancelWaitingNotes, chooseClub } from "./clubAnswers";
import { replyTo } from "./messageStatus";

export type Answered = Exclude<Outcome, { kind: "note" | "note_after_all" }>;

export async function runCommand(
  ctx: MutationCtx,
  message: CoachMessage,
  outcome: Answered,
  now: number,
): Promise<void> {
  const { userId } = message;
  const context = { ctx, message, userId, times: await noteTimesFor(ctx.db, userId, now), now };
  const answered = await answer(context, outcome);
  // The provider has answered these itself, and lets nothing through after STOP.
  if (message.optOutType && (outcome.kind === "stop" || outcome.kind === "help")) return;
  for (const [index, reply] of [answered].flat().entries()) {
    await replyTo(ctx, message, reply, index === 0 ? "reply" : `reply-${index + 1}`);
  }
}

async function answer(context: AnswerContext, outcome: Answered): Promise<Reply | Reply[]> {
  switch (outcome.kind) {
    case "silence":
      return [];
    case "help":
      return await help(context);
    case "switch_club":
      return await switchClub(context);
    case "stop":
      await setOptedOut(context.ctx, context.userId, context.now);
      return say("stopped", replies.stopped());
    case "start": {
      await setOptedOut(context.ctx, context.userId, undefined);
      const open = await readNext(context.ctx.db, context.userId, context.times, context.now);
      return showing("started", replies.started({ next: open.next }), open);
    }
    case "list":
      return await listOpen(context, outcome.questionIds);
    case "decide":
      return await decideItems(context, outcome);
    case "choose_names":
      return await chooseNames(context, outcome.choices);
    case "undo":
      return await undoItems(context, outcome.itemIds);
    case "transcript":
      return await answerTranscript(context, outcome.questionId, outcome.answer);
    case "club":
      return await chooseClub(context, outcome.questionId, outcome.organizationId);
    case "drop_club_notes":
      return await cancelWaitingNotes(context, outcome.questionId);
    case "snooze":
      return await putOff(context, outcome.questionIds, outcome.span);
    case "ask":
      return await ask(context, outcome.problem);
    case "nothing_open":
      return await sayNothingOpen(context, outcome.word);
    case "quote_closed":
      return await sayQuoteClosed(context);
  }
}

/** The next note asks which club again. */
async function switchClub({ ctx, userId, now }: AnswerContext): Promise<Reply> {
  await forgetClub(ctx.db, userId, now);
  const clubs = await organizationsOfCoach(ctx.db, userId);
  const [only, ...more] = clubs.map((club) => club.name);
  return say("clubReset", replies.clubReset(more.length === 0 ? { organizationName: only } : {}));
}

async function help({ ctx, userId, times, now }: AnswerContext): Promise<Reply> {
  const clubs = await organizationsOfCoach(ctx.db, userId);
  const newer = await Promise.all(
    clubs.map(({ organizationId }) => runsV2(ctx.db, { userId, organizationId })),
  );
  // What is open can be answered, whatever has been switched off since.
  const { count } = await readNext(ctx.db, userId, times, now);
  const getsSummaries = count > 0 || newer.some(Boolean);
  return say("help", replies.help({ organizationNames: clubs.map((club) => club.name), getsSummaries }));
}
