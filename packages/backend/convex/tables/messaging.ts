import {
  inboundOutcomeValidator,
  messageKindValidator,
  unusedKindValidator,
} from "@voice-flow/domain/vocabulary/inbound";
import {
  jobStatusValidator,
  jobTypeValidator,
  messageStatusValidator,
  outboundStatusValidator,
} from "@voice-flow/domain/vocabulary/messaging";
import { defineTable } from "convex/server";
import { type Infer, v } from "convex/values";

/** A quick-reply button: its payload comes back with the coach's tap and names the question that it answers. */
export const messageButtonValidator = v.object({ label: v.string(), payload: v.string() });
export type MessageButton = Infer<typeof messageButtonValidator>;

/** What a job does, by type. Ids only: the rows hold the content. */
export const jobPayloadValidator = v.union(
  v.object({ type: v.literal("process_inbound_message"), whatsappMessageId: v.id("whatsappMessages") }),
  v.object({ type: v.literal("send_whatsapp_message"), outboundMessageId: v.id("outboundMessages") }),
  v.object({ type: v.literal("deliver_alert_webhook"), deliveryId: v.string() }),
);

export const messagingTables = {
  /**
   * Every inbound WhatsApp message, once per provider id, whoever sent it. Stored and settled by `lib/intake/messageStatus`.
   * A second recording of a message is a row of its own.
   */
  whatsappMessages: defineTable({
    /** The provider's message id: idempotency for ever. Of the second part of a message with `/2` behind it. */
    messageSid: v.string(),
    /** Where we answer to: E.164, or the id of a username. */
    fromPhone: v.string(),
    /** E.164, where WhatsApp told a number as well. */
    senderPhone: v.optional(v.string()),
    toPhone: v.string(),
    kind: messageKindValidator,
    body: v.string(),
    /** What came with it and is not used. */
    unused: v.optional(v.array(unusedKindValidator)),
    /** Its webhook was lost: it was found in the provider's list. */
    isCaughtUp: v.optional(v.boolean()),
    /** The provider has answered STOP, START or HELP itself. */
    optOutType: v.optional(v.string()),
    /** The provider's id of the message that this one answers by a swipe. */
    quotedMessageSid: v.optional(v.string()),
    /** The button that was tapped: our own payload, and its label. */
    buttonPayload: v.optional(v.string()),
    buttonText: v.optional(v.string()),
    mediaUrl: v.optional(v.string()),
    mediaContentType: v.optional(v.string()),
    mediaStorageId: v.optional(v.id("_storage")),
    /** Hash of the content, of notes alone: what came soon before from the same sender is a duplicate. */
    contentKey: v.optional(v.string()),
    /** Absent while the sender is unknown. */
    userId: v.optional(v.id("users")),
    organizationId: v.optional(v.string()),
    status: messageStatusValidator,
    /** Absent in rows from before outcomes were stored. */
    outcome: v.optional(inboundOutcomeValidator),
    /** A stable reason code, such as `too_short` or `media_too_large`. */
    statusReason: v.optional(v.string()),
    duplicateOf: v.optional(v.id("whatsappMessages")),
    artifactId: v.optional(v.id("voiceNoteArtifacts")),
    /** When the webhook arrived, ms: what the coach had seen by then is what they answered. */
    receivedAt: v.number(),
    updatedAt: v.number(),
  })
    .index("by_messageSid", ["messageSid"])
    .index("by_fromPhone_and_receivedAt", ["fromPhone", "receivedAt"])
    .index("by_userId_and_receivedAt", ["userId", "receivedAt"])
    .index("by_status_and_receivedAt", ["status", "receivedAt"]),

  /** Every message that was or is to be sent. Stored by `lib/conversation/delivery/outbound`, changed by `moveOutbound` beside it. */
  outboundMessages: defineTable({
    /** Unique per intention, so that a step that runs twice says a thing once. */
    dedupeKey: v.string(),
    toPhone: v.string(),
    userId: v.optional(v.id("users")),
    artifactId: v.optional(v.id("voiceNoteArtifacts")),
    /** Key of the message catalogue. */
    template: v.string(),
    body: v.string(),
    /** Up to three; sent where quick replies are configured, and typed answers work too. */
    buttons: v.optional(v.array(messageButtonValidator)),
    /**
     * The parts of the conversation that the coach sees in it. `itemIds` are open and numbered in the text; the text reports
     * `savedItemIds` as saved. With `isReply` they were saved just now, and a bare CANCEL may mean them.
     */
    shows: v.optional(
      v.object({
        questionIds: v.array(v.id("coachQuestions")),
        itemIds: v.array(v.id("coachItems")),
        savedItemIds: v.array(v.id("coachItems")),
        isReply: v.boolean(),
      }),
    ),
    /** ms; not before this. */
    sendAt: v.optional(v.number()),
    /** It is the first to bring the result of its note: the time to the coach's phone is taken of it, once. */
    isResult: v.optional(v.boolean()),
    isTimed: v.optional(v.boolean()),
    status: outboundStatusValidator,
    /** Of the last time it was handed to the provider. */
    providerMessageSid: v.optional(v.string()),
    /** Ids of earlier times, whose callbacks may still come. */
    earlierSids: v.optional(v.array(v.string())),
    /** Times it was queued (absent: once), handed to the provider, and queued again by a callback. */
    queuedTimes: v.optional(v.number()),
    sends: v.optional(v.number()),
    resends: v.optional(v.number()),
    /** ms: when it was last free to go. Waiting for the coach to write is in no duration. */
    queuedAt: v.optional(v.number()),
    /** ms: the provider took it; it reached the phone; it was read; sending it ended without success. */
    acceptedAt: v.optional(v.number()),
    deliveredAt: v.optional(v.number()),
    readAt: v.optional(v.number()),
    failedAt: v.optional(v.number()),
    /** The provider's code, never its text. */
    errorCode: v.optional(v.string()),
    createdAt: v.number(),
    updatedAt: v.number(),
  })
    .index("by_dedupeKey", ["dedupeKey"])
    .index("by_providerMessageSid", ["providerMessageSid"])
    .index("by_artifactId", ["artifactId"])
    .index("by_toPhone_and_status", ["toPhone", "status", "createdAt"])
    .index("by_userId_and_createdAt", ["userId", "createdAt"]),

  /** One row: up to when the provider's list of inbound messages was compared with ours, ms. Written by `lib/intake/missedMessages`. */
  inboundCatchUp: defineTable({ checkedUntil: v.number() }),

  /** Outbox and inbox of side effects. Written by `models/jobs` only; a worker holds a job by lease. */
  jobs: defineTable({
    /**
     * Enqueueing the same key again changes nothing. A job that is over is deleted after its retention: then the subject,
     * which is stored under the same key and stays, is what makes a repetition do nothing.
     */
    key: v.string(),
    type: jobTypeValidator,
    payload: jobPayloadValidator,
    status: jobStatusValidator,
    attempts: v.number(),
    maxAttempts: v.number(),
    nextAttemptAt: v.number(),
    /** While running: when another worker may take it over. */
    leaseExpiresAt: v.optional(v.number()),
    /** A stable code; never a provider's text, a phone or a name. */
    lastError: v.optional(v.string()),
    result: v.optional(v.string()),
    createdAt: v.number(),
    updatedAt: v.number(),
  })
    .index("by_key", ["key"])
    .index("by_status_and_updatedAt", ["status", "updatedAt"])
    .index("by_status_and_nextAttemptAt", ["status", "nextAttemptAt"])
    .index("by_status_and_leaseExpiresAt", ["status", "leaseExpiresAt"]),
};
