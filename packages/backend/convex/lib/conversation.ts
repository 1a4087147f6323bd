/** The one row of a coach's conversation: open questions, and the club of the last note. */
import type { Doc, Id } from "../_generated/dataModel";
import type { OpenQuestion } from "../tables/identity";
import type { DbReader, DbWriter } from "./context";

export type QuestionKind = OpenQuestion["kind"];
export type QuestionOf<Kind extends QuestionKind> = Extract<OpenQuestion, { kind: Kind }>;

export type Conversation = Pick<
  Doc<"conversationState">,
  "openQuestions" | "lastOrganizationId" | "lastNoteAt"
>;

/** From the conversation's row, or from the older wide row of the user while there is none. */
export async function findConversation(db: DbReader, userId: Id<"users">): Promise<Conversation | null> {
  return (await findConversationRow(db, userId)) ?? wideConversation(await db.get("users", userId));
}

/** The conversation's own row, without a look at the wide one. */
export const findConversationRow = (db: DbReader, userId: Id<"users">) =>
  db
    .query("conversationState")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();

export function wideConversation(user: Doc<"users"> | null): Conversation | null {
  if (user?.lastOrganizationId === undefined) return null;
  const { lastOrganizationId, lastNoteAt } = user;
  return { openQuestions: [], lastOrganizationId, lastNoteAt };
}

/** Questions that a reply at `now` may answer. */
export const openQuestionsAt = (conversation: Conversation | null, now: number): readonly OpenQuestion[] =>
  conversation?.openQuestions.filter((question) => question.expiresAt > now) ?? [];

/** The open question of a kind, if there is one that has not expired. */
export function questionOf<Kind extends QuestionKind>(
  questions: readonly OpenQuestion[],
  kind: Kind,
): QuestionOf<Kind> | undefined {
  return questions.find((question): question is QuestionOf<Kind> => question.kind === kind);
}

type Changes = Partial<Pick<Doc<"conversationState">, "openQuestions" | "lastOrganizationId" | "lastNoteAt">>;

async function writeConversation(db: DbWriter, userId: Id<"users">, now: number, changes: Changes) {
  const row = await findConversationRow(db, userId);
  if (row) {
    await db.patch("conversationState", row._id, { ...changes, updatedAt: now });
    return;
  }
  const wide = wideConversation(await db.get("users", userId)) ?? { openQuestions: [] };
  await db.insert("conversationState", { userId, ...wide, ...changes, updatedAt: now });
}

/** Opens a question. It takes the place of an older one of its kind. */
export async function openQuestion(
  db: DbWriter,
  userId: Id<"users">,
  question: OpenQuestion,
  now: number,
): Promise<void> {
  const conversation = await findConversation(db, userId);
  const others = openQuestionsAt(conversation, now).filter((open) => open.kind !== question.kind);
  await writeConversation(db, userId, now, { openQuestions: [...others, question] });
}

/** Closes the question of a kind; with `artifactId` only if it is about that artifact. */
export async function closeQuestion(
  db: DbWriter,
  userId: Id<"users">,
  kind: QuestionKind,
  now: number,
  artifactId?: Id<"voiceNoteArtifacts">,
): Promise<void> {
  const conversation = await findConversation(db, userId);
  if (!conversation) return;
  const openQuestions = conversation.openQuestions.filter(
    (question) =>
      question.kind !== kind ||
      (artifactId !== undefined && "artifactId" in question && question.artifactId !== artifactId),
  );
  if (openQuestions.length === conversation.openQuestions.length) return;
  await writeConversation(db, userId, now, { openQuestions });
}

/** The club that the next note of the coach probably belongs to as well. */
export async function rememberClub(
  db: DbWriter,
  userId: Id<"users">,
  organizationId: string,
  now: number,
): Promise<void> {
  await writeConversation(db, userId, now, { lastOrganizationId: organizationId, lastNoteAt: now });
}

export async function forgetClub(db: DbWriter, userId: Id<"users">, now: number): Promise<void> {
  const conversation = await findConversation(db, userId);
  if (!conversation) return;
  await writeConversation(db, userId, now, { lastOrganizationId: undefined, lastNoteAt: undefined });
}
