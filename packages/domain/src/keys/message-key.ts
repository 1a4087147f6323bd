/** What a message to a coach is about: with the same key it is sent once. */
import { joinParts, splitParts } from "./parts";

const MESSAGE_SUBJECTS = ["artifact", "note", "draft", "question", "coach", "inbound"] as const;
type MessageSubject = (typeof MESSAGE_SUBJECTS)[number];

export interface MessageKey {
  about: MessageSubject;
  id: string;
  purpose: string;
  /** Tells one time from the next where the same may be said again: the attempt, the time of a limit. */
  occasion: string;
}

export const buildMessageKey = ({
  about,
  id,
  purpose,
  occasion = "",
}: Omit<MessageKey, "occasion"> & { occasion?: string | number }): string =>
  joinParts(about, id, purpose, occasion);

export function parseMessageKey(key: string): MessageKey | undefined {
  const [subject, id, purpose, occasion, ...rest] = splitParts(key);
  const about = MESSAGE_SUBJECTS.find((known) => known === subject);
  if (about === undefined || id === undefined || purpose === undefined) return undefined;
  if (occasion === undefined || rest.length > 0) return undefined;
  return { about, id, purpose, occasion };
}
