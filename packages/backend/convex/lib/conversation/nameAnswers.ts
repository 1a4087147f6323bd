/** Answers to the names that a summary lists: "Alex = Alex Murphy". */
import type { NameAnswer, ResolvedName } from "@voice-flow/domain/grammar/context";
import { replies } from "@voice-flow/domain/messages/catalogue";
import { message } from "@voice-flow/domain/messages/text";
import { chooseName, type NameChoiceOutcome } from "../pipeline/nameChoices";
import { queueSummary } from "./coachMessages";
import type { CommandContext } from "./commandContext";
import { SPACING_MS } from "./delivery/outbound";
import { nothingPending } from "./nothingPending";
import { type Reply, say } from "./replies";
import { openNamesOf } from "./summary";

/** One reply for all; if drafts came of it, the summary follows with its new numbers. */
export async function answerNames(context: CommandContext, names: readonly ResolvedName[]): Promise<Reply> {
  const { ctx, coachUserId, summary, now } = context;
  if (!summary) return await nothingPending(context, "confirm");
  const { artifactId } = summary;
  const answered: Reply[] = [];
  let drafts = 0;
  for (const { spokenText, answer } of names) {
    const outcome = await chooseName(ctx, { coachUserId, artifactId, spokenText, answer, now });
    if (outcome.outcome === "resolved") drafts += outcome.drafts;
    answered.push(replyTo(spokenText, answer, outcome));
  }
  const artifact = drafts > 0 ? await ctx.db.get("voiceNoteArtifacts", artifactId) : null;
  if (artifact) {
    const { timesSnoozed } = summary;
    const occasion = context.message.messageSid;
    // The answer comes first.
    await queueSummary(ctx, artifact, { occasion, timesSnoozed, sendAt: now + SPACING_MS });
  }
  const [first] = answered;
  return first
    ? say(first.template, message(...answered.map(({ body }) => body)))
    : await nothingPending(context, "confirm");
}

function replyTo(spokenText: string, answer: NameAnswer, outcome: NameChoiceOutcome): Reply {
  switch (outcome.outcome) {
    case "resolved":
      return say("nameResolved", replies.nameResolved({ spokenText, playerName: outcome.playerName }));
    case "dismissed":
      return say("nameDismissed", replies.nameDismissed({ spokenText }));
    case "not_found":
      return say(
        "nameNotFound",
        replies.nameNotFound({ spokenText, answer: answer.type === "text" ? answer.text : spokenText }),
      );
    case "nothing_open":
      return say("nothingPending", replies.nothingPending({ word: "confirm", settled: "confirmed" }));
  }
}

export async function repeatNameQuestion(context: CommandContext, spokenText: string): Promise<Reply> {
  const names = context.summary ? await openNamesOf(context.ctx.db, context.summary.artifactId) : [];
  const open = names.find((name) => name.spokenText === spokenText) ?? names[0];
  if (!open) return await nothingPending(context, "confirm");
  const candidates = open.candidates.map(({ name }) => name);
  return say("nameQuestionAgain", replies.nameQuestionAgain({ spokenText: open.spokenText, candidates }));
}
