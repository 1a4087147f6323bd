/** What a button sends back: it names its own question or item, so that it acts on nothing else. */

export const BUTTON_ACTS = ["save", "drop", "retry", "list"] as const;
export type ButtonAct = (typeof BUTTON_ACTS)[number];

export type ButtonPayload =
  | { act: ButtonAct; questionId: string }
  | { act: "choose"; itemId: string; index: number };

export const encodePayload = (payload: ButtonPayload): string =>
  payload.act === "choose"
    ? `choose:${payload.itemId}:${payload.index}`
    : `${payload.act}:${payload.questionId}`;

/** Null for a payload that is none of ours. */
export function decodePayload(payload: string): ButtonPayload | null {
  const choice = /^choose:([^:]{1,64}):(\d)$/.exec(payload);
  if (choice?.[1]) return { act: "choose", itemId: choice[1], index: Number(choice[2]) };
  const [, word, questionId] = /^([a-z]+):([^:]{1,64})$/.exec(payload) ?? [];
  const act = BUTTON_ACTS.find((each) => each === word);
  return act && questionId ? { act, questionId } : null;
}
