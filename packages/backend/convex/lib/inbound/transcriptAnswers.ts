/** Answers to "is this what you said?": CONFIRM, RETRY, CANCEL. */
import { replies } from "@voice-flow/domain/messages/catalogue";
import { answerAboutTranscript } from "../pipeline/coachAnswers";
import type { CommandContext } from "./commands";
import { nothingPending } from "./nothingPending";
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

export async function answerTranscript(context: CommandContext, kind: keyof typeof ANSWERS): Promise<Reply> {
  const { ctx, coachUserId, now, transcript } = context;
  const { word, reply } = ANSWERS[kind];
  if (!transcript) return await nothingPending(context, word);
  const { artifactId } = transcript;
  const outcome = await answerAboutTranscript(ctx, word, { artifactId, coachUserId, now });
  return outcome === "done" ? reply() : await nothingPending(context, word);
}
