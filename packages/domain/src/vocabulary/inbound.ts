/** Inbound messages: what they are, and what each of them turned out to be. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import { keysOf } from "./keys-of";
import type { MessageStatus } from "./messaging";
import type { StatusWords } from "./tone";

interface MessageKindDefinition {
  label: string;
  /** "I can't use …" and "I can't use the …"; absent of what is used. */
  unused?: { many: string; one: string };
}

export const MESSAGE_KIND = {
  text: { label: "Text" },
  audio: { label: "Voice or audio" },
  image: { label: "Picture", unused: { many: "pictures", one: "picture" } },
  video: { label: "Video", unused: { many: "videos", one: "video" } },
  sticker: { label: "Sticker", unused: { many: "stickers", one: "sticker" } },
  document: { label: "Document", unused: { many: "documents", one: "document" } },
  location: { label: "Location", unused: { many: "locations", one: "location" } },
  contacts: { label: "Contact", unused: { many: "contacts", one: "contact" } },
  reaction: { label: "Reaction", unused: { many: "reactions", one: "reaction" } },
  poll: { label: "Poll", unused: { many: "polls", one: "poll" } },
  /** WhatsApp passes on only that there was something. */
  unsupported: { label: "Unsupported", unused: { many: "messages of that kind", one: "attachment" } },
} as const satisfies Record<string, MessageKindDefinition>;

export const MESSAGE_KINDS = keysOf(MESSAGE_KIND);
export const messageKindValidator = literals(...MESSAGE_KINDS);
export type MessageKind = Infer<typeof messageKindValidator>;

export type UnusedKind = {
  [Kind in MessageKind]: (typeof MESSAGE_KIND)[Kind] extends { unused: object } ? Kind : never;
}[MessageKind];
export const isUnusedKind = (kind: MessageKind): kind is UnusedKind => kind !== "text" && kind !== "audio";
export const unusedKindValidator = literals(...MESSAGE_KINDS.filter(isUnusedKind));

interface InboundOutcomeDefinition extends StatusWords {
  /** The status of a message with this outcome. */
  status: MessageStatus;
  /** For staff who meet it for the first time. */
  sentence: string;
}

/** What an inbound message turned out to be. Every message has one, with a note or without. */
export const INBOUND_OUTCOME = {
  in_progress: {
    status: "processing",
    label: "In progress",
    tone: "info",
    sentence: "It hasn't been handled to the end yet.",
  },
  note: {
    status: "completed",
    label: "Note",
    tone: "success",
    sentence: "It became a note.",
  },
  command: {
    status: "completed",
    label: "Command",
    tone: "neutral",
    sentence: "The coach asked for something, such as help or the list of open items.",
  },
  answer: {
    status: "completed",
    label: "Answer",
    tone: "success",
    sentence: "The coach answered something that was open.",
  },
  duplicate: {
    status: "duplicate",
    label: "Duplicate",
    tone: "neutral",
    sentence: "It repeats a note that came shortly before.",
  },
  refused: {
    status: "rejected",
    label: "Refused",
    tone: "warning",
    sentence: "It can't be used; we told the sender why.",
  },
  unmatched: {
    status: "unmatched",
    label: "Unmatched",
    tone: "attention",
    sentence: "Its sender is no coach we know.",
  },
  held: {
    status: "held",
    label: "Held",
    tone: "attention",
    sentence: "It waits for a limit or for the end of emergency mode, and then goes on automatically.",
  },
  failed: {
    status: "failed",
    label: "Failed",
    tone: "danger",
    sentence: "It couldn't be handled. Staff can fetch it again.",
  },
} as const satisfies Record<string, InboundOutcomeDefinition>;

export const INBOUND_OUTCOMES = keysOf(INBOUND_OUTCOME);
export const inboundOutcomeValidator = literals(...INBOUND_OUTCOMES);
export type InboundOutcome = Infer<typeof inboundOutcomeValidator>;
