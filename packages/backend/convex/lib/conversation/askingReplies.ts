/** Replies that ask: nothing has changed, and what they offer can be answered. */
import type { Problem } from "@voice-flow/domain/conversation/outcome";
import type { Asking } from "@voice-flow/domain/messages/asking";
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { Next } from "@voice-flow/domain/messages/next";
import { readSettings } from "../foundation/settings";
import { itemsById } from "./answers";
import { clubReply, transcriptReply } from "./askedQuestions";
import type { AnswerContext } from "./commandContext";
import { entriesOf, openEntriesOf } from "./entries";
import { type Item, openItemsOf } from "./items";
import { type OpenThings, questionNext, readNext, readOpen, showing } from "./nextOpen";
import { questionOrThrow } from "./questions";
import { canBecomeNote } from "./readConversation";
import type { Reply } from "./replies";

export async function ask(context: AnswerContext, problem: Problem): Promise<Reply> {
  const open = await openFor(context, problem);
  const about = await aboutOf(context, problem);
  return showing("asking", replies.asking({ about, next: open.next }), open);
}

/** What the question is about: the items in doubt, or else everything that is open. */
async function openFor(context: AnswerContext, problem: Problem): Promise<OpenThings> {
  const { ctx, userId, times, now } = context;
  switch (problem.type) {
    case "which_player":
      return await onlyItems(context, await itemsById(context, [problem.itemId]));
    case "which_name":
    case "choose_first":
      return await onlyItems(context, await itemsById(context, problem.itemIds));
    case "which_action":
      return await onlyItems(
        context,
        (await openItemsOf(ctx.db, userId)).filter(({ number }) => problem.numbers.includes(number)),
      );
    case "which_club":
    case "nothing_to_hear": {
      const id = ctx.db.normalizeId("coachQuestions", problem.questionId);
      const question = id ? await questionOrThrow(ctx.db, id) : null;
      const next = question && (await questionNext(ctx.db, question, times, 0));
      if (!next || !question) break;
      return { next, items: [], questionId: question._id, count: 1 };
    }
  }
  return await readNext(ctx.db, userId, times, now);
}

async function onlyItems({ ctx, times }: AnswerContext, items: readonly Item[]): Promise<OpenThings> {
  const entries = await openEntriesOf(ctx.db, items, times);
  const next: Next = { kind: "items", entries, canSnooze: false };
  return { next, items, count: entries.length };
}

async function aboutOf(context: AnswerContext, problem: Problem): Promise<Asking> {
  const { ctx, message, times } = context;
  const entries = async (ids: readonly string[]) =>
    await entriesOf(ctx.db, await itemsById(context, ids), times);
  switch (problem.type) {
    case "choose_first":
      return { type: "choose_first", entries: await entries(problem.itemIds) };
    case "undo_or_drop":
      return {
        type: "undo_or_drop",
        saved: await entries(problem.undoItemIds),
        open: await entries(problem.dropItemIds),
      };
    case "nothing_to_hear": {
      const id = ctx.db.normalizeId("coachQuestions", problem.questionId);
      const artifactIds = id ? (await questionOrThrow(ctx.db, id)).artifactIds : [];
      const [note = ""] = await times.ofNotes(artifactIds);
      return { type: "nothing_to_hear", note };
    }
    case "not_understood":
      return {
        type: "not_understood",
        text: message.body,
        canBecomeNote: await canBecomeNote(ctx.db, message.body),
      };
    case "which_player":
    case "which_name":
    case "which_club":
      return { type: problem.type };
    default:
      return problem;
  }
}

/** Questions that R asks again one by one, after the list of items. */
const MAX_QUESTIONS = 4;

/** R: everything that is open, or the quoted question: a list of the items, and each other question as a message of its own. */
export async function listOpen(context: AnswerContext, questionIds?: readonly string[]): Promise<Reply[]> {
  const { ctx, userId, times, now } = context;
  const { items, questions } = await readOpen(ctx.db, userId, now);
  const isAsked = (id: string): boolean => questionIds === undefined || questionIds.includes(id);
  const listed: Reply[] = [];
  for (const question of questions
    .filter(({ kind, _id }) => kind !== "summary" && isAsked(_id))
    .slice(0, MAX_QUESTIONS)) {
    const next = await questionNext(ctx.db, question, times, 0);
    if (next?.kind === "club") listed.push(await clubReply(ctx, question, times));
    if (next?.kind === "transcript") listed.push(transcriptReply(question, next.ask));
  }
  const wanted = items.filter(({ questionId }) => isAsked(questionId));
  const entries = await openEntriesOf(ctx.db, wanted, times);
  if (entries.length > 0) {
    const { SNOOZE_MAX_COUNT } = await readSettings(ctx.db);
    const asked = questions.filter(({ _id }) => wanted.some(({ questionId }) => questionId === _id));
    const canSnooze = asked.every(({ timesSnoozed }) => timesSnoozed < SNOOZE_MAX_COUNT);
    const reply = showing("openItems", replies.openItems({ entries, canSnooze }), { items: wanted });
    // What is listed last is what a bare answer is about.
    listed.push({ ...reply, ...(reply.shows && { shows: { ...reply.shows, isReply: false } }) });
  }
  if (listed.length > 0) return listed;
  const open = await readNext(ctx.db, userId, times, now);
  return [showing("nothingOpen", replies.nothingOpen({ word: "list", next: open.next }), open)];
}
