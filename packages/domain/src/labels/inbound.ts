/** Why an inbound message has the outcome that it has, as staff read it. */
import type { OutcomeKind } from "../conversation/outcome";
import { INBOUND_OUTCOME, INBOUND_OUTCOMES, type InboundOutcome } from "../vocabulary/inbound";
import { keysOf } from "../vocabulary/keys-of";
import type { MessageStatus } from "../vocabulary/messaging";
import { STAGE_ERROR_LABELS } from "./pipeline";

/** What a reply that was no note was: something asked for, or an answer. */
export const OUTCOME_OF_REPLY = {
  silence: "command",
  help: "command",
  switch_club: "command",
  stop: "command",
  start: "command",
  list: "command",
  snooze: "command",
  decide: "answer",
  choose_names: "answer",
  transcript: "answer",
  club: "answer",
  drop_club_notes: "answer",
  undo: "answer",
  ask: "answer",
  nothing_open: "answer",
  quote_closed: "answer",
} as const satisfies Record<Exclude<OutcomeKind, "note" | "note_after_all">, InboundOutcome>;

/** The outcome of a row from before outcomes were stored, from its status and its reason. */
export function outcomeOfOldRow(status: MessageStatus, reason = ""): InboundOutcome {
  if (status === "received") return reason.startsWith("held_") ? "held" : "in_progress";
  if (status !== "completed") {
    return INBOUND_OUTCOMES.find((outcome) => INBOUND_OUTCOME[outcome].status === status) ?? "in_progress";
  }
  if (reason === "asked_about") return "answer";
  const reply = keysOf(OUTCOME_OF_REPLY).find((kind) => reason === `command_${kind}`);
  return reply ? OUTCOME_OF_REPLY[reply] : "note";
}

const REPLY_LABELS = {
  silence: "Thanks, with nothing open",
  help: "Asked for help",
  switch_club: "Asked to switch club",
  stop: "Asked for no more messages",
  start: "Asked for messages again",
  list: "Asked what is open",
  snooze: "Put off an answer",
  decide: "Saved or dropped items",
  choose_names: "Chose a name",
  transcript: "Answered about a transcript",
  club: "Chose a club",
  drop_club_notes: "Dropped a note without a club",
  undo: "Undid what was saved",
  ask: "Was asked what was meant",
  nothing_open: "Nothing was open",
  quote_closed: "Answered something already closed",
} as const satisfies Record<keyof typeof OUTCOME_OF_REPLY, string>;

const REASON_LABELS: Readonly<Record<string, string | undefined>> = {
  ...STAGE_ERROR_LABELS,
  ...Object.fromEntries(Object.entries(REPLY_LABELS).map(([kind, label]) => [`command_${kind}`, label])),
  asked_about: "Asked whether it is a note",
  awaiting_club: "Waits for the coach to choose a club",
  club_not_chosen: "No club was chosen in time",
  cancelled_by_coach: "Cancelled by the coach",
  no_club: "The coach has no team",
  unknown_sender: "Unknown number",
  unknown_username: "Unknown username, without a number",
  unsupported_media: "A kind that isn't used",
  empty: "Empty text",
  too_short: "Text too short",
  too_few_words: "Too few words",
  not_language: "Not words",
  spam: "One character over and over",
  repeats_app_note: "Repeats a note from the web",
  held_platform_limit: "A platform limit was reached",
  held_emergency: "Emergency mode is on",
  media_incomplete: "Download cut off",
  timeout: "Download timed out",
  network_error: "No connection to the provider",
  lease_expired: "The worker was lost",
};

/** A code without words of its own, such as `http_500`, is shown as it is. */
export const inboundReasonLabel = (reason: string): string => REASON_LABELS[reason] ?? reason;
