/** Answers to "is this what you said?": CONFIRM, RETRY, CANCEL. */
import { replies } from "@voice-flow/domain/messages/catalogue";
import { closeQuestion } from "../conversation";
import { acceptTranscript, cancelArtifact, retranscribe } from "../pipeline/coachAnswers";
import type { CommandContext } from "./commands";
import { nothingPending } from "./nothingPending";
import { type Reply, say } from "./replies";

const ANSWERS = {
  confirm_transcript: {
    act: acceptTranscript,
    word: "confirm",
    reply: () => say("transcriptConfirmed", replies.transcriptConfirmed()),
  },
  retry_transcript: {
    act: retranscribe,
    word: "retry",
    reply: () => say("transcriptRetry", replies.transcriptRetry()),
  },
  cancel_transcript: {
    act: cancelArtifact,
    word: "cancel",
    reply: () => say("transcriptCancelled", replies.transcriptCancelled()),
  },
} as const;

export async function answerTranscript(context: CommandContext, kind: keyof typeof ANSWERS): Promise<Reply> {
  const { ctx, coachUserId, now, transcript } = context;
  const { act, word, reply } = ANSWERS[kind];
  if (!transcript) return await nothingPending(context, word);
  const outcome = await act(ctx, { artifactId: transcript.artifactId, coachUserId, now });
  // A typed note has nothing to listen to: its question stays open for the other answers.
  if (outcome === "no_audio") return await nothingPending(context, word);
  await closeQuestion(ctx.db, coachUserId, "transcript", now);
  return outcome === "done" ? reply() : await nothingPending(context, word);
}
