/** A word that has nothing to answer: why, where the last summary tells. */
import type { AnswerWord } from "@voice-flow/domain/grammar/context";
import type { SettledSummary } from "@voice-flow/domain/messages/answers";
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { CommandContext } from "./commandContext";
import { type Reply, say } from "./replies";

export async function nothingPending(context: CommandContext, word: AnswerWord): Promise<Reply> {
  const settled = await settledAs(context);
  return say("nothingPending", replies.nothingPending({ word, settled }));
}

async function settledAs({ ctx, summary }: CommandContext): Promise<SettledSummary | undefined> {
  if (!summary) return undefined;
  const drafts = await Promise.all(summary.draftIds.map((id) => ctx.db.get("insightDrafts", id)));
  const statuses = new Set(drafts.map((draft) => draft?.status));
  if (statuses.has("applied") || statuses.has("confirmed")) return "confirmed";
  if (statuses.has("rejected")) return "cancelled";
  return statuses.has("expired") ? "expired" : undefined;
}
