/** What a reply is read with. */
import type { Conversation, Reply } from "./open";
import type { Scope } from "./scope";

export interface ReplyRules {
  /** Times that one question may be put off. */
  snoozeMaxTimes: number;
}

/** Everything that reading a reply needs. */
export interface Reading {
  reply: Reply;
  conversation: Conversation;
  rules: ReplyRules;
  /** What a reply without numbers is about; null where nothing was shown. */
  scope: Scope | null;
  /** The scope is what the reply quotes: nothing else may be touched. */
  isQuoted: boolean;
}
