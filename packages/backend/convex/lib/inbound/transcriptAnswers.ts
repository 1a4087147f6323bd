/** Answers to "is this what you said?": CONFIRM, RETRY, CANCEL. */
import { closeQuestion } from "../conversation";
import { type AnswerOutcome, acceptTranscript, cancelArtifact, retranscribe } from "../pipeline/coachAnswers";
import type { CommandContext } from "./commands";
import { type Reply, replies } from "./replies";

const DO = {
  confirm_transcript: acceptTranscript,
  retry_transcript: retranscribe,
  cancel_transcript: cancelArtifact,
} as const;

export type TranscriptCommand = keyof typeof DO;

export async function answerTranscript(context: CommandContext, kind: TranscriptCommand): Promise<Reply> {
  const { ctx, coachUserId, now, transcript } = context;
  if (!transcript) return replies.nothingPending(kind === "retry_transcript" ? "retry" : "confirm");
  const { artifactId } = transcript;
  const outcome = await DO[kind](ctx, { artifactId, coachUserId, now });
  await closeQuestion(ctx.db, coachUserId, "transcript", now);
  return replyTo(kind, outcome);
}

function replyTo(kind: TranscriptCommand, outcome: AnswerOutcome): Reply {
  switch (outcome) {
    case "done":
      return replies.transcriptAnswered(kind);
    case "no_audio":
      return replies.noAudio();
    case "not_waiting":
    case "not_found":
      return replies.nothingPending(kind === "retry_transcript" ? "retry" : "confirm");
  }
}
