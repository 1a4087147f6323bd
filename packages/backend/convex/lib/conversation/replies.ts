/** Replies of the catalogue with the key under which they are stored, where a case of ours has to be matched with one. */
import type { NoteFate } from "@voice-flow/domain/duplicates";
import { type ReplyKind, replies } from "@voice-flow/domain/messages/catalogue";
import type { MediaRejection } from "@voice-flow/domain/messages/intake";
import type { Doc } from "../../_generated/dataModel";
import type { MessageButton } from "../../tables/messaging";

export interface Reply {
  template: ReplyKind;
  body: string;
  shows?: Doc<"outboundMessages">["shows"];
  buttons?: MessageButton[];
}

export const say = (template: ReplyKind, body: string): Reply => ({ template, body });

/** Codes of a download that another recording can cure; everything else is our own trouble. */
const MEDIA_REJECTION: Readonly<Record<string, MediaRejection | undefined>> = {
  media_too_large: "too_large",
  media_not_audio: "not_audio",
  media_unavailable: "unavailable",
  media_incomplete: "unavailable",
  timeout: "unavailable",
  network_error: "unavailable",
};

/** The job of a message has failed for good with this code. */
export function messageFailed(code: string): Reply {
  const reason = MEDIA_REJECTION[code];
  return reason
    ? say("mediaRejected", replies.mediaRejected({ reason }))
    : say("temporarilyUnavailable", replies.temporarilyUnavailable());
}

/** Says what became of the note that this one repeats. A note of the web is asked about, and shows its drafts, on its page. */
export function duplicateReply({
  fate,
  hasRun,
  isOnWeb,
}: {
  fate: NoteFate;
  hasRun: boolean;
  isOnWeb: boolean;
}): Reply {
  return say("duplicate", replies.duplicate({ original: originalWord(fate, hasRun, isOnWeb) }));
}

function originalWord(fate: NoteFate, hasRun: boolean, isOnWeb: boolean) {
  if (fate === "done" || fate === "saved") return hasRun ? "completed" : "kept";
  if (isOnWeb) return "on_the_web";
  // A message that is held, or waits for its club, has nothing to answer about its drafts yet.
  return fate === "waiting" && hasRun ? "awaiting_answer" : "processing";
}
