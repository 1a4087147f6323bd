/** A button acts on its own question or name, and on nothing else. */
import type { Conversation, OpenItem, Reply } from "./open";
import type { Outcome } from "./outcome";
import { type ButtonPayload, decodePayload } from "./payload";
import { isShownBy } from "./scope";

/** Null for a payload that is none of ours: the text of the button is read like any other. */
export function answerByButton(reply: Reply, conversation: Conversation): Outcome | null {
  const payload = decodePayload(reply.buttonPayload ?? "");
  if (!payload) return null;
  return payload.act === "choose" ? choose(payload, conversation) : press(payload, reply, conversation);
}

function choose(
  { itemId, index }: Extract<ButtonPayload, { act: "choose" }>,
  { items }: Conversation,
): Outcome {
  const item = items.find((each) => each.itemId === itemId);
  if (item?.kind !== "name") return { kind: "quote_closed" };
  const candidate = item.candidates[index];
  if (!candidate) return { kind: "ask", problem: { type: "which_player", itemId } };
  const answer = { type: "player" as const, playerId: candidate.playerId };
  return { kind: "choose_names", choices: [{ itemId, answer, corrects: false }] };
}

function press(
  { act, questionId }: Exclude<ButtonPayload, { act: "choose" }>,
  reply: Reply,
  conversation: Conversation,
): Outcome {
  const question = conversation.questions.find((each) => each.questionId === questionId);
  if (!question) return { kind: "quote_closed" };
  if (act === "list") return { kind: "list", questionIds: [questionId] };
  if (question.kind === "transcript") {
    const answer = ({ save: "confirm", drop: "cancel", retry: "retry" } as const)[act];
    return { kind: "transcript", questionId, answer };
  }
  if (question.kind === "club")
    return act === "drop"
      ? { kind: "drop_club_notes", questionId }
      : { kind: "ask", problem: { type: "which_club", questionId } };
  const items = itemsOf(questionId, reply, conversation);
  if (items.length === 0) return { kind: "quote_closed" };
  if (act === "drop")
    return { kind: "decide", saveItemIds: [], dropItemIds: items.map(({ itemId }) => itemId) };
  const drafts = items.filter(({ kind }) => kind === "draft").map(({ itemId }) => itemId);
  const names = items.filter(({ kind }) => kind === "name").map(({ itemId }) => itemId);
  return drafts.length > 0
    ? { kind: "decide", saveItemIds: drafts, dropItemIds: [] }
    : { kind: "ask", problem: { type: "choose_first", itemIds: names } };
}

/** Those that its own message shows, and those that were seen before. */
const itemsOf = (questionId: string, { quoted, receivedAt }: Reply, { items }: Conversation): OpenItem[] =>
  items.filter(
    (item) =>
      item.questionId === questionId &&
      (quoted?.itemIds.includes(item.itemId) || isShownBy(item, receivedAt)),
  );
