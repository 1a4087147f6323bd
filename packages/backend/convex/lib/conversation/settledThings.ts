/** How questions to a coach ended: for replies to something that is closed. */
import type { AnswerWord } from "@voice-flow/domain/conversation/outcome";
import type { Settled } from "@voice-flow/domain/messages/asking";
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { AnswerContext } from "./commandContext";
import { entriesOf } from "./entries";
import { type Item, itemsInState } from "./items";
import { readNext, showing } from "./nextOpen";
import { findBySid } from "./readConversation";
import type { Reply } from "./replies";

const RECENT_MS = 48 * 3_600_000;
const MAX_LAST = 30;

async function settledOf({ ctx, times }: AnswerContext, items: readonly Item[]): Promise<Settled> {
  const of = async (state: Item["state"]) =>
    await entriesOf(
      ctx.db,
      items.filter((item) => item.state === state).sort((a, b) => a.number - b.number),
      times,
    );
  return {
    saved: await of("saved"),
    dropped: await of("dropped"),
    expired: await of("expired"),
    undone: await of("undone"),
    replaced: await of("withdrawn"),
  };
}

const notesOf = async ({ times }: AnswerContext, items: readonly Item[]): Promise<string[]> =>
  await times.ofNotes([...new Set(items.map(({ artifactId }) => artifactId))]);

/** A reply to a message of ours that asks nothing any more: says how it ended, and changes nothing. */
export async function sayQuoteClosed(context: AnswerContext): Promise<Reply> {
  const { ctx, message, userId, times, now } = context;
  const quoted = message.quotedMessageSid ? await findBySid(ctx.db, message.quotedMessageSid) : null;
  const ids = [...(quoted?.shows?.itemIds ?? []), ...(quoted?.shows?.savedItemIds ?? [])];
  const found = await Promise.all([...new Set(ids)].map((id) => ctx.db.get("coachItems", id)));
  const items = found.filter((item) => item !== null);
  const questions = await Promise.all(
    (quoted?.shows?.questionIds ?? []).map((id) => ctx.db.get("coachQuestions", id)),
  );
  const notes = await times.ofNotes([
    ...new Set(questions.flatMap((question) => question?.artifactIds ?? [])),
  ]);
  const isOurs = items.length > 0 || questions.length > 0;
  const about = isOurs
    ? {
        notes: items.length > 0 ? await notesOf(context, items) : notes,
        settled: await settledOf(context, items),
      }
    : undefined;
  const open = await readNext(ctx.db, userId, times, now);
  return showing("quoteClosed", replies.quoteClosed({ about, next: open.next }), open);
}

/** Nothing that the word could be about is open. What was settled last says why. */
export async function sayNothingOpen(context: AnswerContext, word: AnswerWord): Promise<Reply> {
  const { ctx, userId, times, now } = context;
  const open = await readNext(ctx.db, userId, times, now);
  const last = word === "retry" || word === "name" || open.count > 0 ? [] : await lastSettled(context);
  const about =
    last.length > 0
      ? { notes: await notesOf(context, last), settled: await settledOf(context, last) }
      : undefined;
  return showing("nothingOpen", replies.nothingOpen({ word, last: about, next: open.next }), open);
}

/** Items that were closed together, last of all. */
async function lastSettled({ ctx, userId, now }: AnswerContext): Promise<Item[]> {
  const states = ["saved", "dropped", "expired", "undone"] as const;
  const rows = (
    await Promise.all(states.map((state) => itemsInState(ctx.db, userId, state, MAX_LAST)))
  ).flat();
  const newest = Math.max(0, ...rows.map(({ closedAt = 0 }) => closedAt));
  if (newest < now - RECENT_MS) return [];
  return rows.filter(({ closedAt }) => closedAt === newest);
}
