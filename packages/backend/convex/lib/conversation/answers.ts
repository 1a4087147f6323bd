/** What answers of coaches do. Each is done and answered in one transaction; what cannot be done is said. */
import type { NameChoice } from "@voice-flow/domain/conversation/outcome";
import type { NamedOutcome } from "@voice-flow/domain/messages/answers";
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { ListEntry } from "@voice-flow/domain/messages/open-list";
import type { Id } from "../../_generated/dataModel";
import { confirmDrafts, type DecidedDraft, rejectDrafts } from "../pipeline/decideDrafts";
import { undoDraft } from "../pipeline/undoDrafts";
import type { AnswerContext } from "./commandContext";
import { entriesOf, entryOf, openEntryOf, teamOf } from "./entries";
import { type Item, itemOrThrow, moveItem } from "./items";
import { answerName, spokenOf } from "./nameAnswers";
import { readNext, showing } from "./nextOpen";
import type { Reply } from "./replies";
import { settleSummary, syncItems } from "./syncItems";

/** Ids of the grammar are our own, as it was given them. */
export const itemsById = async ({ ctx }: AnswerContext, ids: readonly string[]): Promise<Item[]> => {
  const known = ids.flatMap((id) => ctx.db.normalizeId("coachItems", id) ?? []);
  return await Promise.all(known.map((id) => itemOrThrow(ctx.db, id)));
};

export async function decideItems(
  context: AnswerContext,
  { saveItemIds, dropItemIds }: { saveItemIds: readonly string[]; dropItemIds: readonly string[] },
): Promise<Reply> {
  const { ctx, userId, times, now } = context;
  const save = await itemsById(context, saveItemIds);
  const drop = await itemsById(context, dropItemIds);
  // Read first: the reply names each item even where deciding removes it.
  const before = new Map(
    await Promise.all(
      [...save, ...drop].map(async (item) => [item._id, await entryOf(ctx.db, item, times)] as const),
    ),
  );
  const confirmed = await confirmDrafts(ctx, { coachUserId: userId, draftIds: draftIdsOf(save), now });
  const rejected = await rejectDrafts(ctx, { coachUserId: userId, draftIds: draftIdsOf(drop), now });
  const saved = save.filter((item) => isDone(item, confirmed, "applied"));
  const dropped = drop.filter((item) => item.kind === "draft" && isDone(item, rejected, "rejected"));
  for (const item of saved) await moveItem(ctx.db, item, "saved", now, { batch: context.message.messageSid });
  for (const item of dropped) await moveItem(ctx.db, item, "dropped", now);
  for (const item of drop.filter(({ kind }) => kind === "name")) {
    const { outcome } = await answerName(context, item, { type: "nobody" }, false);
    if (outcome.type === "dropped") dropped.push(item);
  }
  const done = new Set([...saved, ...dropped].map(({ _id }) => _id));
  const tooLate = [...save, ...drop].filter(({ _id }) => !done.has(_id));
  await settle(context, [...save, ...drop]);
  const open = await readNext(ctx.db, userId, times, now);
  const entries = (items: readonly Item[]): ListEntry[] => items.flatMap(({ _id }) => before.get(_id) ?? []);
  const written = replies.decided({
    saved: entries(saved),
    dropped: entries(dropped),
    tooLate: entries(tooLate),
    next: open.next,
  });
  return showing(
    "decided",
    written,
    open,
    saved.map(({ _id }) => _id),
  );
}

const draftIdsOf = (items: readonly Item[]): Id<"insightDrafts">[] =>
  items.flatMap(({ draftId }) => draftId ?? []);

const isDone = (item: Item, decided: readonly DecidedDraft[], wanted: DecidedDraft["outcome"]): boolean =>
  decided.some(({ draftId, outcome }) => draftId === item.draftId && outcome === wanted);

/** Items of these notes follow what was decided elsewhere, and their summaries are answered when nothing is open. */
async function settle({ ctx, now }: AnswerContext, items: readonly Item[]): Promise<void> {
  for (const artifactId of new Set(items.map((item) => item.artifactId))) {
    const artifact = await ctx.db.get("voiceNoteArtifacts", artifactId);
    if (artifact) await syncItems(ctx, artifact, now);
  }
  for (const questionId of new Set(items.map((item) => item.questionId)))
    await settleSummary(ctx, questionId, now);
}

export async function undoItems(context: AnswerContext, itemIds: readonly string[]): Promise<Reply> {
  const { ctx, userId, times, now } = context;
  const items = await itemsById(context, itemIds);
  const undone: Item[] = [];
  for (const item of items) {
    if (!item.draftId) continue;
    const outcome = await undoDraft(ctx, { coachUserId: userId, draftId: item.draftId, now });
    if (outcome !== "undone") continue;
    await moveItem(ctx.db, item, "undone", now);
    undone.push(item);
  }
  await settle(context, items);
  const open = await readNext(ctx.db, userId, times, now);
  if (undone.length === 0)
    return showing("nothingOpen", replies.nothingOpen({ word: "undo", next: open.next }), open);
  const entries = await entriesOf(ctx.db, undone, times);
  return showing("undone", replies.undone({ undone: entries, next: open.next }), open);
}

export async function chooseNames(context: AnswerContext, choices: readonly NameChoice[]): Promise<Reply> {
  const { ctx, userId, times, now } = context;
  const told: { entry: ListEntry; spokenText: string; outcome: NamedOutcome }[] = [];
  const saved: Id<"coachItems">[] = [];
  for (const { itemId, answer, corrects } of choices) {
    const [item] = await itemsById(context, [itemId]);
    if (!item) continue;
    const entry = (await openEntryOf(ctx.db, item, times)) ?? (await entryOf(ctx.db, item, times));
    const { outcome, savedItems } = await answerName(context, item, answer, corrects);
    saved.push(...savedItems);
    told.push({ entry, spokenText: await spokenOf(ctx.db, item), outcome: await withTeam(context, outcome) });
  }
  const open = await readNext(ctx.db, userId, times, now);
  const savedEntries = await entriesOf(ctx.db, await itemsById(context, saved), times);
  const written = replies.named({ choices: told, saved: savedEntries, next: open.next });
  return showing("named", written, open, saved);
}

async function withTeam(
  { ctx }: AnswerContext,
  outcome: Awaited<ReturnType<typeof answerName>>["outcome"],
): Promise<NamedOutcome> {
  if (outcome.type !== "chosen") return outcome;
  const { playerId, ...chosen } = outcome;
  return { ...chosen, team: await teamOf(ctx.db, playerId) };
}
