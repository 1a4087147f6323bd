/** What is still open, as every reply ends with it. */
import type { Next } from "@voice-flow/domain/messages/next";
import type { ListEntry, Rendered } from "@voice-flow/domain/messages/open-list";
import { isAudioChannel } from "@voice-flow/domain/vocabulary/pipeline";
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { findOrganization } from "../host/people";
import { findTranscript } from "../pipeline/claims";
import { openEntriesOf } from "./entries";
import { type Item, openItemsOf } from "./items";
import type { NoteTimes } from "./noteTimes";
import { openQuestionsOf, type Question } from "./questions";
import type { Reply } from "./replies";

export interface OpenThings {
  next: Next;
  /** Rows of the entries that `next` may show. */
  items: readonly Item[];
  /** The transcript or club that `next` asks about. */
  questionId?: Id<"coachQuestions">;
  /** All that is open, in messages on their way too. */
  count: number;
}

export interface Open {
  items: Item[];
  questions: Question[];
  /** Questions whose own message is still to arrive: they are not asked twice. */
  onTheWay: ReadonlySet<Id<"coachQuestions">>;
  putOff: ReadonlySet<Id<"coachQuestions">>;
}

export async function readOpen(db: DbReader, userId: Id<"users">, now: number): Promise<Open> {
  const questions = await openQuestionsOf(db, userId, now);
  const items = (await openItemsOf(db, userId)).filter(({ expiresAt }) => expiresAt > now);
  const arriving = await Promise.all(questions.map((question) => isOnTheWay(db, question, now)));
  const onTheWay = new Set(questions.filter((_, index) => arriving[index]).map(({ _id }) => _id));
  const putOff = new Set(
    questions.filter(({ snoozedUntil = 0 }) => snoozedUntil > now).map(({ _id }) => _id),
  );
  return { items, questions, onTheWay, putOff };
}

/** It has not been seen, and a message with it waits to be sent or to arrive. */
export async function isOnTheWay(db: DbReader, question: Question, now: number): Promise<boolean> {
  if (question.shownAt !== undefined || question.isOnPage) return false;
  if (question.sendAt !== undefined && question.outboundMessageId === undefined)
    return question.sendAt >= now;
  const message = question.outboundMessageId
    ? await db.get("outboundMessages", question.outboundMessageId)
    : null;
  return message !== null && message.status !== "failed";
}

/** The next thing to answer: items first, then transcripts and clubs, the newest of them first. */
export async function readNext(
  db: DbReader,
  userId: Id<"users">,
  times: NoteTimes,
  now: number,
): Promise<OpenThings> {
  const open = await readOpen(db, userId, now);
  const isDue = (questionId: Id<"coachQuestions">): boolean =>
    !open.onTheWay.has(questionId) && !open.putOff.has(questionId);
  const items = open.items.filter(({ questionId }) => isDue(questionId));
  const entries = await openEntriesOf(db, items, times);
  const asked = open.questions.filter(({ kind, _id }) => kind !== "summary" && isDue(_id)).reverse();
  const all = await openEntriesOf(db, open.items, times);
  const count = all.length + open.questions.filter(({ kind }) => kind !== "summary").length;
  if (entries.length > 0) return { next: await itemsNext(db, open, entries, asked.length), items, count };
  for (const [index, question] of asked.entries()) {
    const next = await questionNext(db, question, times, asked.length - 1 - index);
    if (next) return { next, items: [], questionId: question._id, count };
  }
  return { next: await waitingNext(open, times, count), items: [], count };
}

async function itemsNext(
  db: DbReader,
  { questions }: Open,
  entries: readonly ListEntry[],
  others: number,
): Promise<Next> {
  const { SNOOZE_MAX_COUNT } = await readSettings(db);
  const summaries = questions.filter(({ kind }) => kind === "summary");
  const canSnooze = summaries.every(({ timesSnoozed }) => timesSnoozed < SNOOZE_MAX_COUNT);
  return { kind: "items", entries, canSnooze, others };
}

/** Null for a question that was answered meanwhile, on the page. */
export async function questionNext(
  db: DbReader,
  question: Question,
  times: NoteTimes,
  others: number,
): Promise<Next | null> {
  if (question.kind === "club") {
    const notes = (question.noteTimes ?? []).map(times.at);
    return { kind: "club", ask: { notes, options: await clubNames(db, question) }, others };
  }
  const [artifactId] = question.artifactIds;
  const artifact = artifactId ? await db.get("voiceNoteArtifacts", artifactId) : null;
  if (artifact?.status !== "awaiting_coach" || !question.reason) return null;
  return { kind: "transcript", ask: await transcriptAsk(db, artifact, question.reason, times), others };
}

export async function transcriptAsk(
  db: DbReader,
  artifact: Doc<"voiceNoteArtifacts">,
  reason: NonNullable<Question["reason"]>,
  times: NoteTimes,
) {
  return {
    note: await times.ofNote(artifact._id),
    reason,
    transcript: (await findTranscript(db, artifact._id))?.fullText ?? "",
    canRetry: isAudioChannel(artifact.sourceChannel),
  };
}

export async function clubNames(db: DbReader, { organizationIds = [] }: Question): Promise<string[]> {
  const clubs = await Promise.all(organizationIds.map((id) => findOrganization(db, id)));
  return clubs.flatMap((club) => (club ? [club.name] : []));
}

async function waitingNext(open: Open, times: NoteTimes, count: number): Promise<Next> {
  if (count === 0) return { kind: "nothing" };
  const arriving = open.questions.filter(({ _id }) => open.onTheWay.has(_id));
  const [later] = open.questions
    .filter(({ _id }) => open.putOff.has(_id))
    .sort((a, b) => (a.snoozedUntil ?? 0) - (b.snoozedUntil ?? 0));
  const notesOf = async (questions: readonly Question[]): Promise<string[]> =>
    await times.ofNotes(questions.flatMap(({ artifactIds }) => artifactIds));
  if (arriving.length > 0) return { kind: "on_its_way", notes: await notesOf(arriving) };
  return later
    ? { kind: "put_off", notes: await notesOf([later]), time: times.at(later.snoozedUntil ?? 0) }
    : { kind: "nothing" };
}

/** The reply with what it shows. `saved`: items that it says were just saved. */
export function showing(
  template: Reply["template"],
  { text, itemIds }: Rendered,
  open: Pick<OpenThings, "items" | "questionId">,
  saved: readonly Id<"coachItems">[] = [],
): Reply {
  const shown = open.items.filter(({ _id }) => itemIds.includes(_id));
  const questionIds = [...new Set(shown.map(({ questionId }) => questionId))];
  if (open.questionId) questionIds.push(open.questionId);
  if (questionIds.length === 0 && saved.length === 0) return { template, body: text };
  const shows = {
    questionIds,
    itemIds: shown.map(({ _id }) => _id),
    savedItemIds: [...saved],
    isReply: true,
  };
  return { template, body: text, shows };
}
