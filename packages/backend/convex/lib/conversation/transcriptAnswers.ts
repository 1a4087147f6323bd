/** Answers to "is this what you said?": CONFIRM, RETRY, CANCEL. */
import { TRANSCRIPT_ANSWERS, type TranscriptAnswer } from "@voice-flow/domain/conversation/outcome";
import { replies } from "@voice-flow/domain/messages/catalogue";
import { literals } from "convex-helpers/validators";
import type { MutationCtx } from "../../_generated/server";
import {
  type Answer,
  type AnswerOutcome,
  acceptTranscript,
  cancelArtifact,
  retranscribe,
} from "../pipeline/coachAnswers";
import { closeTranscriptQuestions } from "./askedQuestions";
import type { AnswerContext } from "./commandContext";
import { readNext, showing } from "./nextOpen";
import { closeQuestion, questionOrThrow } from "./questions";
import type { Reply } from "./replies";
import { sayNothingOpen } from "./settledThings";

export const transcriptAnswerValidator = literals(...TRANSCRIPT_ANSWERS);

const ACT_OF = {
  confirm: acceptTranscript,
  retry: retranscribe,
  cancel: (ctx, answer) => cancelArtifact(ctx, answer),
} as const satisfies Record<TranscriptAnswer, (ctx: MutationCtx, answer: Answer) => Promise<AnswerOutcome>>;

/** Does what the coach answered, from whatever channel, and closes the question. */
export async function answerAboutTranscript(
  ctx: MutationCtx,
  kind: TranscriptAnswer,
  answer: Answer,
): Promise<AnswerOutcome> {
  const outcome = await ACT_OF[kind](ctx, answer);
  // A typed note has nothing to listen to: its question stays open for the other answers.
  if (outcome !== "no_audio" && outcome !== "not_found") {
    const artifact = { _id: answer.artifactId, senderUserId: answer.coachUserId };
    await closeTranscriptQuestions(ctx, artifact, "answered", answer.now);
  }
  return outcome;
}

export async function answerTranscript(
  context: AnswerContext,
  id: string,
  answer: TranscriptAnswer,
): Promise<Reply> {
  const { ctx, userId: coachUserId, times, now } = context;
  const questionId = ctx.db.normalizeId("coachQuestions", id);
  const question = questionId ? await questionOrThrow(ctx.db, questionId) : null;
  const [artifactId] = question?.artifactIds ?? [];
  const outcome = artifactId
    ? await answerAboutTranscript(ctx, answer, { artifactId, coachUserId, now })
    : "not_found";
  if (question) await closeQuestion(ctx.db, question, "answered", now);
  if (outcome !== "done" || !artifactId) return await sayNothingOpen(context, answer);
  const open = await readNext(ctx.db, coachUserId, times, now);
  const note = await times.ofNote(artifactId);
  return showing("transcriptAnswered", replies.transcriptAnswered({ note, answer, next: open.next }), open);
}
