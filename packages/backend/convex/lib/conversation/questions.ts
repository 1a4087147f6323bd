/** The rows of `coachQuestions` and the only code that writes them. */
import { isOpenQuestion, QUESTION_TABLE, type QuestionState } from "@voice-flow/domain/conversation/states";
import { changeStatus } from "@voice-flow/domain/state-machine/status-tables";
import type { WithoutSystemFields } from "convex/server";
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbReader, DbWriter } from "../foundation/context";

export type Question = Doc<"coachQuestions">;

/** A coach has a handful; what is over this comes up as others are answered. */
const MAX_OPEN = 60;

/** Oldest first. What has expired is not among them, even before the cron has marked it. */
export async function openQuestionsOf(db: DbReader, userId: Id<"users">, now: number): Promise<Question[]> {
  const byState = await Promise.all(
    (["queued", "shown"] as const).map((state) =>
      db
        .query("coachQuestions")
        .withIndex("by_userId_and_state", (q) => q.eq("userId", userId).eq("state", state))
        .take(MAX_OPEN),
    ),
  );
  return byState
    .flat()
    .filter((question) => question.expiresAt > now)
    .sort((a, b) => a.createdAt - b.createdAt);
}

type NewQuestion = Pick<
  WithoutSystemFields<Question>,
  | "userId"
  | "kind"
  | "artifactIds"
  | "isOnPage"
  | "reason"
  | "organizationIds"
  | "noteTimes"
  | "sendAt"
  | "expiresAt"
>;

export async function insertQuestion(db: DbWriter, question: NewQuestion, now: number): Promise<Question> {
  const id = await db.insert("coachQuestions", {
    ...question,
    state: "queued",
    timesSnoozed: 0,
    createdAt: now,
    updatedAt: now,
  });
  return await questionOrThrow(db, id);
}

/** Throws an Error for a question that is gone: its ids are ours. */
export async function questionOrThrow(db: DbReader, id: Id<"coachQuestions">): Promise<Question> {
  const question = await db.get("coachQuestions", id);
  if (!question) throw new Error("A question is gone.");
  return question;
}

type Changes = Partial<
  Pick<
    Question,
    | "artifactIds"
    | "organizationIds"
    | "noteTimes"
    | "sendAt"
    | "outboundMessageId"
    | "shownAt"
    | "timesSnoozed"
    | "snoozedUntil"
    | "expiresAt"
  >
>;

export async function patchQuestion(
  db: DbWriter,
  question: Question,
  changes: Changes,
  now: number,
): Promise<Question> {
  await db.patch("coachQuestions", question._id, { ...changes, updatedAt: now });
  return { ...question, ...changes, updatedAt: now };
}

/** Staying where it is changes nothing. Throws an Error for a move that the table of questions does not know. */
export async function moveQuestion(
  db: DbWriter,
  question: Question,
  to: QuestionState,
  now: number,
): Promise<void> {
  if (question.state === to) return;
  const change = changeStatus(QUESTION_TABLE, question.state, to);
  if (!change.ok) throw new Error(change.error.message);
  const closedAt = isOpenQuestion(to) ? undefined : now;
  await db.patch("coachQuestions", question._id, { state: to, closedAt, updatedAt: now });
}

/** Closes what is open of these; answered or expired before, it stays as it is. */
export async function closeQuestion(
  db: DbWriter,
  question: Question,
  to: "answered" | "expired" | "withdrawn",
  now: number,
): Promise<void> {
  if (isOpenQuestion(question.state)) await moveQuestion(db, question, to, now);
}

/** The open questions of one kind about a note. */
export async function questionsAbout(
  db: DbReader,
  userId: Id<"users">,
  kind: Question["kind"],
  artifactId: Id<"voiceNoteArtifacts">,
  now: number,
): Promise<Question[]> {
  const open = await openQuestionsOf(db, userId, now);
  return open.filter((question) => question.kind === kind && question.artifactIds.includes(artifactId));
}
