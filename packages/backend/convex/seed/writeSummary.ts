/** The summary of a note of the past: sent, and nearly always delivered, with its events. */
import type { OutboundChange } from "@voice-flow/domain/delivery/outbound";
import { buildMessageKey } from "@voice-flow/domain/keys/message-key";
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { DraftEntry } from "@voice-flow/domain/messages/open-list";
import { SECOND_MS } from "@voice-flow/domain/time";
import type { WithoutSystemFields } from "convex/server";
import type { Doc } from "../_generated/dataModel";
import { deliveryEvents } from "../lib/conversation/delivery/deliveryEvents";
import { noteTimesFor } from "../lib/conversation/noteTimes";
import { readSettings } from "../lib/foundation/settings";
import type { Progress } from "./progress";

const MAX_DRAFTS = 20;
/** The provider takes a message so soon. */
const ACCEPT_MS = 400;

type Row = WithoutSystemFields<Doc<"outboundMessages">>;

/** Returns whether the coach got it. */
export async function writeSummary(progress: Progress): Promise<boolean> {
  const { ctx, artifact, note, sender, emit } = progress;
  const { SUMMARY_WINDOW_SECONDS } = await readSettings(ctx.db);
  const queuedAt = progress.now + SUMMARY_WINDOW_SECONDS * SECOND_MS;
  const endedAt = queuedAt + note.deliveryMs;
  const isLost = note.isSummaryLost;
  const row: Row = {
    dedupeKey: buildMessageKey({ about: "artifact", id: artifact._id, purpose: "summary", occasion: 1 }),
    toPhone: sender.phone,
    userId: sender.userId,
    artifactId: artifact._id,
    template: "summary",
    body: await bodyOf(progress),
    isResult: true,
    isTimed: true,
    status: isLost ? "failed" : "delivered",
    sends: 1,
    providerMessageSid: `SMSEED${artifact._id}`,
    acceptedAt: queuedAt + ACCEPT_MS,
    ...(isLost ? { failedAt: endedAt, errorCode: "twilio_63024" } : { deliveredAt: endedAt }),
    createdAt: queuedAt,
    updatedAt: endedAt,
  };
  const id = await ctx.db.insert("outboundMessages", row);
  const message = { ...row, _id: id, _creationTime: queuedAt };
  const steps: [OutboundChange, number][] = [
    ["queued", queuedAt],
    ["sent", queuedAt + ACCEPT_MS],
    [isLost ? "failed" : "delivered", endedAt],
  ];
  const before = { ...message, isTimed: false };
  emit(steps.flatMap(([change, at]) => deliveryEvents([artifact], before, message, [change], at)));
  progress.now = endedAt;
  return !isLost;
}

async function bodyOf({ ctx, artifact, now }: Progress): Promise<string> {
  const times = await noteTimesFor(ctx.db, artifact.senderUserId, now);
  const note = await times.ofNote(artifact._id);
  const drafts = await ctx.db
    .query("insightDrafts")
    .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifact._id))
    .take(MAX_DRAFTS);
  const entries = await Promise.all(
    drafts.map(async ({ _id, topic, title, status, playerId }, index) => {
      const player = playerId ? await ctx.db.get("players", playerId) : null;
      const subject = player ? `${player.firstName} ${player.lastName}` : undefined;
      const entry: DraftEntry = {
        kind: "draft",
        itemId: _id,
        number: index + 1,
        topic,
        note,
        subject,
        text: title,
      };
      return { entry, isSaved: status === "applied" };
    }),
  );
  const { text } = replies.summary({
    notes: [note],
    open: entries.filter(({ isSaved }) => !isSaved).map(({ entry }) => entry),
    saved: entries.filter(({ isSaved }) => isSaved).map(({ entry }) => entry),
    isReminder: false,
  });
  return text;
}
