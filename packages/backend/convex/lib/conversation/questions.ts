/** The questions that a coach has open. */
import type { Id } from "../../_generated/dataModel";
import type { OpenQuestion } from "../../tables/identity";
import type { DbWriter } from "../foundation/context";
import { type Conversation, findConversation, writeConversation } from "../pipeline/clubMemory";

export type QuestionKind = OpenQuestion["kind"];
export type QuestionOf<Kind extends QuestionKind> = Extract<OpenQuestion, { kind: Kind }>;

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
