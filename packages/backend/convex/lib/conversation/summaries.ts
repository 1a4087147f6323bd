/** Summaries: a coach's notes that are done close together come as one, with one list of numbers. */

import { encodePayload } from "@voice-flow/domain/conversation/payload";
import { buildMessageKey } from "@voice-flow/domain/keys/message-key";
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { DraftEntry } from "@voice-flow/domain/messages/open-list";
import { isAppChannel } from "@voice-flow/domain/vocabulary/pipeline";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { MessageButton } from "../../tables/messaging";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { findOrganization, organizationsOfCoach } from "../host/people";
import { draftEntry, openEntriesOf } from "./entries";
import { type Item, itemsOfQuestion } from "./items";
import { type NoteTimes, noteTimesFor } from "./noteTimes";
import { insertQuestion, openQuestionsOf, patchQuestion, type Question, questionOrThrow } from "./questions";
import { sendReply } from "./sendReply";
import { settleSummary, syncItems } from "./syncItems";

const DAY_MS = 86_400_000;

type Artifact = Doc<"voiceNoteArtifacts">;

/** A note is done: it joins the summary that is being gathered, or starts one. */
export async function gatherNote(ctx: MutationCtx, artifact: Artifact, now: number): Promise<void> {
  const { SUMMARY_WINDOW_SECONDS, DRAFT_EXPIRY_DAYS } = await readSettings(ctx.db);
  const expiresAt = now + DRAFT_EXPIRY_DAYS * DAY_MS;
  const isOnPage = isAppChannel(artifact.sourceChannel);
  const gathering = isOnPage ? undefined : await findGathering(ctx.db, artifact.senderUserId, now);
  if (gathering) {
    const artifactIds = [...new Set([...gathering.artifactIds, artifact._id])];
    const question = await patchQuestion(ctx.db, gathering, { artifactIds, expiresAt }, now);
    await syncItems(ctx, artifact, now, { question });
    return;
  }
  const sendAt = now + SUMMARY_WINDOW_SECONDS * 1000;
  const question = await insertQuestion(
    ctx.db,
    {
      userId: artifact.senderUserId,
      kind: "summary",
      artifactIds: [artifact._id],
      isOnPage,
      ...(isOnPage ? {} : { sendAt }),
      expiresAt,
    },
    now,
  );
  await syncItems(ctx, artifact, now, { question });
  if (isOnPage) await settleSummary(ctx, question._id, now);
  else if (sendAt <= now) await sendSummary(ctx, question._id, { occasion: "first" }, now);
  else {
    const { _id: questionId } = question;
    await ctx.scheduler.runAt(sendAt, internal.models.conversationState.sendGathered, { questionId });
  }
}

async function findGathering(db: DbReader, userId: Id<"users">, now: number): Promise<Question | undefined> {
  const open = await openQuestionsOf(db, userId, now);
  return open.find(
    ({ kind, sendAt, outboundMessageId }) =>
      kind === "summary" && sendAt !== undefined && sendAt > now && outboundMessageId === undefined,
  );
}

export interface Occasion {
  /** Tells messages of one question apart: the same again sends nothing. */
  occasion: string;
  isReminder?: boolean;
}

/** Sends the question's items, and what was saved without asking. Returns whether there was anything to send. */
export async function sendSummary(
  ctx: MutationCtx,
  questionId: Id<"coachQuestions">,
  { occasion, isReminder = false }: Occasion,
  now: number,
): Promise<boolean> {
  const question = await questionOrThrow(ctx.db, questionId);
  const user = await ctx.db.get("users", question.userId);
  if (!user?.phone) return false;
  const times = await noteTimesFor(ctx.db, question.userId, now);
  const items = await itemsOfQuestion(ctx.db, questionId);
  const open = await openEntriesOf(
    ctx.db,
    items.filter(({ state }) => state === "open"),
    times,
  );
  if (isReminder && open.length === 0) return false;
  const saved = isReminder ? [] : await savedEntries(ctx.db, items, times);
  const { SNOOZE_MAX_COUNT } = await readSettings(ctx.db);
  const { text, itemIds, savedItemIds } = replies.summary({
    notes: await times.ofNotes(question.artifactIds),
    organizationName: await clubToName(ctx.db, question),
    open,
    saved,
    isReminder,
    canSnooze: question.timesSnoozed < SNOOZE_MAX_COUNT,
  });
  const idsOf = (ids: readonly string[]) => items.map(({ _id }) => _id).filter((id) => ids.includes(id));
  const isWhole = itemIds.length === open.length;
  const [artifactId, ...others] = question.artifactIds;
  const sent = await sendReply(
    ctx,
    {
      template: "summary",
      body: text,
      shows: {
        questionIds: [questionId],
        itemIds: idsOf(itemIds),
        savedItemIds: idsOf(savedItemIds),
        isReply: false,
      },
      buttons: isWhole ? buttonsFor(question, items) : [],
    },
    {
      dedupeKey: buildMessageKey({ about: "question", id: questionId, purpose: "summary", occasion }),
      toPhone: user.phone,
      userId: question.userId,
      ...(artifactId && others.length === 0 && { artifactId }),
      isResult: occasion === "first",
    },
  );
  await settleSummary(ctx, questionId, now);
  return sent !== null;
}

async function savedEntries(db: DbReader, items: readonly Item[], times: NoteTimes): Promise<DraftEntry[]> {
  const saved = items.filter(({ state, isAutomatic }) => state === "saved" && isAutomatic);
  const entries = await Promise.all(saved.map((item) => draftEntry(db, item, times)));
  return entries.filter((entry) => entry !== null);
}

/** For coaches of several clubs, where all notes of the summary are for one. */
async function clubToName(db: DbReader, { userId, artifactIds }: Question): Promise<string | undefined> {
  if ((await organizationsOfCoach(db, userId)).length < 2) return undefined;
  const artifacts = await Promise.all(artifactIds.map((id) => db.get("voiceNoteArtifacts", id)));
  const [only, ...more] = new Set(artifacts.map((artifact) => artifact?.organizationId));
  return only && more.length === 0 ? (await findOrganization(db, only))?.name : undefined;
}

function buttonsFor({ _id: questionId }: Question, items: readonly Item[]): MessageButton[] {
  const open = items.filter(({ state }) => state === "open");
  if (!open.some(({ kind }) => kind === "draft")) return [];
  return [
    { label: "Save", payload: encodePayload({ act: "save", questionId }) },
    { label: "Cancel", payload: encodePayload({ act: "drop", questionId }) },
  ];
}
