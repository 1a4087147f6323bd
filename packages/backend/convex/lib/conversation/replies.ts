/** Replies of the catalogue with the key under which they are stored, where a case of ours has to be matched with one. */
import { type ReplyKind, replies } from "@voice-flow/domain/messages/catalogue";
import type { MediaRejection } from "@voice-flow/domain/messages/intake";
import type { Doc } from "../../_generated/dataModel";
import type { MessageButton } from "../../tables/messaging";
import type { DbReader } from "../foundation/context";
import { artifactOfNote } from "../pipeline/notes";

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

/** What the recording itself is refused for: the sender has to send something else. */
export const isRefusal = (code: string): boolean =>
  code === "media_too_large" || code === "media_not_audio" || code === "media_unavailable";

/** The job of a message has failed for good with this code. */
export function messageFailed(code: string): Reply {
  const reason = MEDIA_REJECTION[code];
  return reason
    ? say("mediaRejected", replies.mediaRejected({ reason }))
    : say("temporarilyUnavailable", replies.temporarilyUnavailable());
}

/** Says what became of the message that this one repeats. */
export async function duplicateOf(db: DbReader, original: Doc<"whatsappMessages">): Promise<Reply> {
  const artifact = original.artifactId ? await db.get("voiceNoteArtifacts", original.artifactId) : null;
  // A note without a run is done as soon as it is taken.
  if (!artifact && original.status === "completed") {
    return say("duplicate", replies.duplicate({ original: "kept" }));
  }
  return say("duplicate", replies.duplicate({ original: await outcomeOf(db, artifact) }));
}

/** The same of a note that was made on the web: its page asks what there is to ask, and shows the drafts. */
export async function duplicateOfNote(db: DbReader, note: Doc<"voiceNotes">): Promise<Reply> {
  const artifact = await artifactOfNote(db, note._id);
  const outcome = artifact ? await outcomeOf(db, artifact) : "kept";
  const original = outcome === "completed" || outcome === "kept" ? outcome : "on_the_web";
  return say("duplicate", replies.duplicate({ original }));
}

async function outcomeOf(db: DbReader, artifact: Doc<"voiceNoteArtifacts"> | null) {
  if (!artifact) return "processing";
  if (artifact.status === "awaiting_coach") return "awaiting_answer";
  if (artifact.status !== "completed") return "processing";
  const pending = await db
    .query("insightDrafts")
    .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifact._id).eq("status", "pending"))
    .first();
  return pending ? "awaiting_answer" : "completed";
}
