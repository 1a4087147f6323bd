/** Questions that take one answer as a whole: is this what you said, and which club is it for. */

import { encodePayload } from "@voice-flow/domain/conversation/payload";
import { buildMessageKey } from "@voice-flow/domain/keys/message-key";
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { TranscriptDoubt } from "@voice-flow/domain/vocabulary/gates";
import { isAppChannel } from "@voice-flow/domain/vocabulary/pipeline";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { readSettings } from "../foundation/settings";
import { clubNames, transcriptAsk } from "./nextOpen";
import { type NoteTimes, noteTimesFor } from "./noteTimes";
import {
  closeQuestion,
  insertQuestion,
  openQuestionsOf,
  patchQuestion,
  type Question,
  questionsAbout,
} from "./questions";
import type { Reply } from "./replies";
import { sendReply } from "./sendReply";

const HOUR_MS = 3_600_000;

type Artifact = Doc<"voiceNoteArtifacts">;

/** Quotes a doubtful transcript and explains the answers. Of a note of the page, the page asks. */
export async function askAboutTranscript(
  ctx: MutationCtx,
  artifact: Artifact,
  reason: TranscriptDoubt,
  now: number,
): Promise<void> {
  const { COACH_ANSWER_HOURS } = await readSettings(ctx.db);
  const isOnPage = isAppChannel(artifact.sourceChannel);
  // It was heard again: what was asked about the older transcript is answered.
  await closeTranscriptQuestions(ctx, artifact, "withdrawn", now);
  const question = await insertQuestion(
    ctx.db,
    {
      userId: artifact.senderUserId,
      kind: "transcript",
      artifactIds: [artifact._id],
      isOnPage,
      reason,
      expiresAt: now + COACH_ANSWER_HOURS * HOUR_MS,
    },
    now,
  );
  if (!isOnPage) await sendTranscriptQuestion(ctx, question, artifact, "first", now);
}

/** Returns whether it was sent now. */
export async function sendTranscriptQuestion(
  ctx: MutationCtx,
  question: Question,
  artifact: Artifact,
  occasion: string,
  now: number,
): Promise<boolean> {
  const user = await ctx.db.get("users", question.userId);
  if (!user?.phone || !question.reason) return false;
  const times = await noteTimesFor(ctx.db, question.userId, now);
  const reply = transcriptReply(question, await transcriptAsk(ctx.db, artifact, question.reason, times));
  const sent = await sendReply(ctx, reply, {
    dedupeKey: buildMessageKey({ about: "question", id: question._id, purpose: "asked", occasion }),
    toPhone: user.phone,
    userId: question.userId,
    artifactId: artifact._id,
  });
  return sent !== null;
}

export function transcriptReply(
  { _id: questionId }: Question,
  ask: Parameters<typeof replies.transcriptQuestion>[0],
): Reply {
  const button = (label: string, act: "save" | "retry" | "drop") => ({
    label,
    payload: encodePayload({ act, questionId }),
  });
  return {
    template: "transcriptQuestion",
    body: replies.transcriptQuestion(ask),
    shows: { questionIds: [questionId], itemIds: [], savedItemIds: [], isReply: false },
    buttons: [
      button("Use it", "save"),
      ...(ask.canRetry ? [button("Listen again", "retry")] : []),
      button("Drop it", "drop"),
    ],
  };
}

export async function closeTranscriptQuestions(
  ctx: MutationCtx,
  artifact: Pick<Artifact, "_id" | "senderUserId">,
  to: "answered" | "expired" | "withdrawn",
  now: number,
): Promise<void> {
  for (const question of await questionsAbout(
    ctx.db,
    artifact.senderUserId,
    "transcript",
    artifact._id,
    now,
  )) {
    await closeQuestion(ctx.db, question, to, now);
  }
}

export type Clubs = readonly Pick<Doc<"organizations">, "organizationId" | "name">[];

interface NoteForClub {
  /** ms: when it came. */
  receivedAt: number;
  /** Absent for a typed note, which waits as a message. */
  artifactId?: Id<"voiceNoteArtifacts">;
}

export const openClubQuestion = async (
  ctx: MutationCtx,
  userId: Id<"users">,
  now: number,
): Promise<Question | undefined> =>
  (await openQuestionsOf(ctx.db, userId, now)).find(({ kind }) => kind === "club");

/**
 * One question stands for all notes of a coach that wait for their club. Clubs keep their numbers; one that comes in later
 * gets the next.
 */
export async function askForClub(
  ctx: MutationCtx,
  userId: Id<"users">,
  note: NoteForClub,
  clubs: Clubs,
  now: number,
): Promise<{ question: Question; reply: Reply }> {
  const { COACH_ANSWER_HOURS } = await readSettings(ctx.db);
  const expiresAt = now + COACH_ANSWER_HOURS * HOUR_MS;
  const ids = clubs.map(({ organizationId }) => organizationId);
  const open = await openClubQuestion(ctx, userId, now);
  const asked = {
    artifactIds: [...(open?.artifactIds ?? []), ...(note.artifactId ? [note.artifactId] : [])],
    organizationIds: [...new Set([...(open?.organizationIds ?? []), ...ids])],
    noteTimes: [...(open?.noteTimes ?? []), note.receivedAt],
    expiresAt,
  };
  const question = open
    ? await patchQuestion(ctx.db, open, asked, now)
    : await insertQuestion(ctx.db, { userId, kind: "club", isOnPage: false, ...asked }, now);
  const times = await noteTimesFor(ctx.db, userId, now);
  return { question, reply: await clubReply(ctx, question, times) };
}

export async function clubReply(ctx: MutationCtx, question: Question, times: NoteTimes): Promise<Reply> {
  const ask = { notes: (question.noteTimes ?? []).map(times.at), options: await clubNames(ctx.db, question) };
  return {
    template: "clubQuestion",
    body: replies.clubQuestion(ask),
    shows: { questionIds: [question._id], itemIds: [], savedItemIds: [], isReply: false },
  };
}

/** A note does not wait for its club any more; the last one takes the question with it. */
export async function withdrawFromClubQuestion(
  ctx: MutationCtx,
  question: Question,
  note: Id<"voiceNoteArtifacts"> | "typed",
  now: number,
): Promise<void> {
  const artifactIds = question.artifactIds.filter((id) => id !== note);
  const left = (question.noteTimes ?? []).slice(1);
  if (left.length === 0) return await closeQuestion(ctx.db, question, "expired", now);
  await patchQuestion(ctx.db, question, { artifactIds, noteTimes: left }, now);
}
