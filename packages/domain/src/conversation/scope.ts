/** Which open questions and items a reply may act on: only what the coach had seen when it was written. */
import type { CarryingMessage, Conversation, OpenItem, OpenQuestion, Quoted, Reply } from "./open";

export interface Scope {
  questions: readonly Exclude<OpenQuestion, { kind: "summary" }>[];
  /** Ids of the summaries that the items belong to. */
  summaryIds: readonly string[];
  items: readonly OpenItem[];
  /** The message says that something was saved. */
  tellsSave: boolean;
  /** ms; when it was seen. */
  shownAt: number;
}

export const isShownBy = (thing: { shownAt?: number | undefined }, at: number): boolean =>
  thing.shownAt !== undefined && thing.shownAt <= at;

/** Open items that were seen before the reply was written. */
export const shownItems = ({ items }: Conversation, { receivedAt }: Reply): OpenItem[] =>
  items.filter((item) => isShownBy(item, receivedAt));

export const shownQuestions = ({ questions }: Conversation, { receivedAt }: Reply): Scope["questions"] =>
  questions.filter(isAsked).filter((question) => isShownBy(question, receivedAt));

const isAsked = (question: OpenQuestion): question is Exclude<OpenQuestion, { kind: "summary" }> =>
  question.kind !== "summary";

/** The newest message that was seen before the reply and still has something open. */
export function newestScope(conversation: Conversation, reply: Reply): Scope | null {
  let newest: Scope | null = null;
  for (const message of conversation.messages) {
    if (!isShownBy(message, reply.receivedAt)) continue;
    const scope = scopeOfMessage(conversation, message);
    if (scope && (newest === null || scope.shownAt >= newest.shownAt)) newest = scope;
  }
  return newest;
}

function scopeOfMessage(conversation: Conversation, message: CarryingMessage): Scope | null {
  const items = conversation.items.filter(({ itemId }) => message.itemIds.includes(itemId));
  const questions = conversation.questions
    .filter(isAsked)
    .filter(({ questionId }) => message.questionIds.includes(questionId));
  if (items.length === 0 && questions.length === 0) return null;
  const { tellsSave, shownAt = 0 } = message;
  return { items, questions, summaryIds: summariesOf(items), tellsSave, shownAt };
}

const summariesOf = (items: readonly OpenItem[]): string[] => [
  ...new Set(items.map(({ questionId }) => questionId)),
];

/**
 * What the quoted message asks and is still open: its items, and whatever else its questions have shown since. That it was
 * quoted proves that it was seen. Null where nothing of it is open.
 */
export function quotedScope(conversation: Conversation, quoted: Quoted, reply: Reply): Scope | null {
  const items = conversation.items.filter(
    (item) =>
      quoted.itemIds.includes(item.itemId) ||
      (quoted.questionIds.includes(item.questionId) && isShownBy(item, reply.receivedAt)),
  );
  const questions = conversation.questions
    .filter(isAsked)
    .filter(({ questionId }) => quoted.questionIds.includes(questionId));
  if (items.length === 0 && questions.length === 0) return null;
  return { items, questions, summaryIds: summariesOf(items), tellsSave: false, shownAt: reply.receivedAt };
}
