/** A message whose job has failed for good: its recording belongs to a note that staff can fetch again. */
import { mediaStageCode } from "@voice-flow/domain/webhooks/media";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { CoachMessage } from "../conversation/commandContext";
import { messageFailed } from "../conversation/replies";
import { organizationsOfCoach } from "../host/people";
import { ingestUnfetched } from "../pipeline/ingest";
import { replyTo, settleMessageOrThrow } from "./messageStatus";

const UNFINISHED: readonly Doc<"whatsappMessages">["status"][] = ["received", "held", "processing"];

/** @param code why the job failed: of a download, or of a fault of our own */
export async function failInboundMessage(
  ctx: MutationCtx,
  messageId: Id<"whatsappMessages">,
  code: string,
): Promise<void> {
  const message = await ctx.db.get("whatsappMessages", messageId);
  if (!message || !UNFINISHED.includes(message.status)) return;
  const { userId } = message;
  const artifactId =
    message.kind === "audio" && userId ? await keepAsNote(ctx, { ...message, userId }, code) : undefined;
  await settleMessageOrThrow(ctx.db, message, "failed", { statusReason: code, artifactId });
  // The failure of a note tells its coach itself.
  if (!artifactId) await replyTo(ctx, message, messageFailed(code));
}

/** The note without its recording, failed in ingestion; undefined where the coach's notes have no run. */
async function keepAsNote(
  ctx: MutationCtx,
  { _id: whatsappMessageId, userId }: CoachMessage,
  code: string,
): Promise<Id<"voiceNoteArtifacts"> | undefined> {
  const [only, ...more] = await organizationsOfCoach(ctx.db, userId);
  if (!only) return undefined;
  return await ingestUnfetched(
    ctx,
    {
      userId,
      organizationId: more.length === 0 ? only.organizationId : undefined,
      channel: "whatsapp_audio",
      noteType: "general",
      whatsappMessageId,
    },
    { code: mediaStageCode(code), message: code },
  );
}
