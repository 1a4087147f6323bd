/** One answer to one name: a player, somebody else, or another player than before. */
import type { NameAnswer } from "@voice-flow/domain/conversation/outcome";
import type { NamedOutcome } from "@voice-flow/domain/messages/answers";
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { correctName } from "../pipeline/correctName";
import { chooseName } from "../pipeline/nameChoices";
import type { AnswerContext } from "./commandContext";
import { spokenTextOf } from "./entries";
import { type Item, itemsOfNote, moveItem, patchItem } from "./items";
import { questionOrThrow } from "./questions";
import { syncItems } from "./syncItems";

type Answered =
  | (Extract<NamedOutcome, { type: "chosen" }> & { playerId: Id<"players"> })
  | Exclude<NamedOutcome, { type: "chosen" }>;

export interface AnsweredName {
  outcome: Answered;
  /** What was saved without asking because the name is known now. */
  savedItems: Id<"coachItems">[];
}

export const spokenOf = async (db: DbReader, item: Item): Promise<string> => {
  const claim = await db.get("voiceNoteClaims", item.claimId);
  return claim ? spokenTextOf(claim, item) : "";
};

type Context = Pick<AnswerContext, "ctx" | "userId" | "now">;

export async function answerName(
  context: Context,
  item: Item,
  answer: NameAnswer,
  corrects: boolean,
): Promise<AnsweredName> {
  const { ctx, userId, now } = context;
  const choice = {
    coachUserId: userId,
    artifactId: item.artifactId,
    spokenText: await spokenOf(ctx.db, item),
    claimId: item.claimId,
    answer,
    now,
  };
  const outcome = corrects ? await correct(context, item, choice) : await choose(context, item, choice);
  const artifact = await ctx.db.get("voiceNoteArtifacts", item.artifactId);
  if (!artifact || outcome.type === "not_found") return { outcome, savedItems: [] };
  const created = await syncItems(ctx, artifact, now, {
    question: await questionOrThrow(ctx.db, item.questionId),
    nameItemId: item._id,
  });
  return { outcome, savedItems: created.filter(({ state }) => state === "saved").map(({ _id }) => _id) };
}

const givenText = ({ answer }: Choice): string => (answer.type === "text" ? answer.text : "that name");

type Choice = Parameters<typeof chooseName>[1];

async function choose({ ctx, now }: Context, item: Item, choice: Choice): Promise<Answered> {
  const chosen = await chooseName(ctx, choice);
  switch (chosen.outcome) {
    case "resolved": {
      const { playerId, playerName } = chosen;
      await moveItem(ctx.db, item, "chosen", now, { playerId });
      return { type: "chosen", playerId, playerName, isCorrection: false, takenBack: 0 };
    }
    case "dismissed":
      await moveItem(ctx.db, item, "dropped", now);
      return { type: "dropped", isCorrection: false, takenBack: 0 };
    case "not_found":
      return { type: "not_found", given: givenText(choice) };
    case "nothing_open":
      return { type: "settled" };
  }
}

async function correct({ ctx, now }: Context, item: Item, choice: Choice): Promise<Answered> {
  const corrected = await correctName(ctx, choice);
  switch (corrected.outcome) {
    case "corrected": {
      const { playerId, playerName, takenBack, changedDraftIds } = corrected;
      for (const changed of await itemsOfDrafts(ctx.db, item.artifactId, changedDraftIds)) {
        await patchItem(ctx.db, changed, { shownAt: undefined, lastShown: undefined, changedAt: now }, now);
      }
      return { type: "chosen", playerId, playerName, isCorrection: true, takenBack };
    }
    case "dismissed":
      return { type: "dropped", isCorrection: true, takenBack: corrected.takenBack };
    case "not_found":
      return { type: "not_found", given: givenText(choice) };
    case "unchanged":
      return { type: "settled" };
  }
}

const itemsOfDrafts = async (
  db: DbReader,
  artifactId: Id<"voiceNoteArtifacts">,
  draftIds: readonly Id<"insightDrafts">[],
): Promise<Doc<"coachItems">[]> =>
  (await itemsOfNote(db, artifactId)).filter(
    ({ draftId }) => draftId !== undefined && draftIds.includes(draftId),
  );
