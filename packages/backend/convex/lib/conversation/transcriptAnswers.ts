/** Answers to "is this what you said?": CONFIRM, RETRY, CANCEL. */
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import type { MutationCtx } from "../../_generated/server";
import {
  type Answer,
  type AnswerOutcome,
  acceptTranscript,
  cancelArtifact,
  retranscribe,
} from "../pipeline/coachAnswers";
import type { CommandContext } from "./commandContext";
import { nothingPending } from "./nothingPending";
import { closeQuestion } from "./questions";
import { type Reply, say } from "./replies";

const ANSWERS = {
  confirm_transcript: {
    word: "confirm",
    reply: () => say("transcriptConfirmed", replies.transcriptConfirmed()),
  },
  retry_transcript: { word: "retry", reply: () => say("transcriptRetry", replies.transcriptRetry()) },
  cancel_transcript: {
    word: "cancel",
    reply: () => say("transcriptCancelled", replies.transcriptCancelled()),
  },
} as const;

export const TRANSCRIPT_ANSWERS = ["confirm", "retry", "cancel"] as const;
export const transcriptAnswerValidator = literals(...TRANSCRIPT_ANSWERS);
export type TranscriptAnswer = Infer<typeof transcriptAnswerValidator>;

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
    await closeQuestion(ctx.db, answer.coachUserId, "transcript", answer.now, answer.artifactId);
  }
  return outcome;
}

export async function answerTranscript(context: CommandContext, kind: keyof typeof ANSWERS): Promise<Reply> {
  const { ctx, coachUserId, now, transcript } = context;
  const { word, reply } = ANSWERS[kind];
  if (!transcript) return await nothingPending(context, word);
  const { artifactId } = transcript;
  const outcome = await answerAboutTranscript(ctx, word, { artifactId, coachUserId, now });
  return outcome === "done" ? reply() : await nothingPending(context, word);
}
