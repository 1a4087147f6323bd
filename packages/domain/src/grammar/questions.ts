/** Which of the open questions a reply belongs to: the most recent one that can take it. */
import type { CommandContext, NameQuestion, OpenQuestion } from "./context";

type QuestionKind = OpenQuestion["kind"];
type QuestionOf<Kind extends QuestionKind> = Extract<OpenQuestion, { kind: Kind }>;

/** Of questions asked in one message, a summary is the one that a short reply is most likely meant for. */
const PRECEDENCE = { summary: 0, transcript: 1, club: 2, name: 3 } as const satisfies Record<
  QuestionKind,
  number
>;

const isOfKind = <Kind extends QuestionKind>(
  question: OpenQuestion,
  kinds: readonly Kind[],
): question is QuestionOf<Kind> => kinds.some((kind) => kind === question.kind);

/** A summary without a draft that waits is answered, whatever the caller passes. */
const isOpen = (question: OpenQuestion): boolean =>
  question.kind !== "summary" || question.numbers.length > 0;

/** Open questions of these kinds, the most recent first. */
export function openQuestions<Kind extends QuestionKind>(
  context: CommandContext,
  ...kinds: readonly Kind[]
): QuestionOf<Kind>[] {
  return context.openQuestions
    .filter(isOpen)
    .filter((question): question is QuestionOf<Kind> => isOfKind(question, kinds))
    .sort((a, b) => b.askedAt - a.askedAt || PRECEDENCE[a.kind] - PRECEDENCE[b.kind]);
}

/** The name questions that were asked last, all at one time; none where another question came later. */
export function latestNameQuestions(context: CommandContext): NameQuestion[] {
  const [latest] = openQuestions(context, "summary", "transcript", "club", "name");
  if (!latest) return [];
  return openQuestions(context, "name").filter((question) => question.askedAt === latest.askedAt);
}
