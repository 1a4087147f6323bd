/**
 * A coach's conversation on the real engine with a clock of its own: notes that are done, what the coach writes, and when
 * which message arrives are all steps of the test. Nothing is sent; `deliver` says what the provider would report.
 */
import type { ClaimTopic } from "@voice-flow/domain/vocabulary/notes";
import { onTestFinished, vi } from "vitest";
import { internal } from "../convex/_generated/api";
import type { Doc, Id } from "../convex/_generated/dataModel";
import type { MutationCtx } from "../convex/_generated/server";
import { applyDraft } from "../convex/lib/pipeline/applyDraft";
import { insertDraft } from "../convex/lib/pipeline/drafts";
import { createBackend, type SeedOptions, seedClub } from "./harness";

const { coachNotices, outboundMessages, whatsappMessages, conversationState } = internal.models;

export interface NoteContent {
  /** Each becomes a draft about this player. `isSaved`: it is saved without asking. */
  drafts?: readonly { player: string; topic?: ClaimTopic; text?: string; isSaved?: boolean }[];
  /** Names to choose, with the players whom they may mean. */
  names?: readonly { spokenText: string; candidates: readonly string[]; text?: string }[];
}

export type World = Awaited<ReturnType<typeof createConversation>>;
export type Sent = Doc<"outboundMessages">;

export async function createConversation(seed: SeedOptions & { windowSeconds?: number } = {}) {
  vi.useFakeTimers({ now: Date.UTC(2026, 9, 3, 18, 0), toFake: ["setTimeout", "clearTimeout", "Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const t = createBackend();
  const club = await seedClub(t, seed);
  if (seed.windowSeconds !== undefined) {
    await t.run(async (ctx) => {
      const row = await ctx.db.query("platformSettings").first();
      if (row) await ctx.db.patch("platformSettings", row._id, { value: seed.windowSeconds ?? 0 });
    });
  }
  let inbound = 0;

  /** Moves the clock; nothing that was scheduled runs. */
  const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

  /** Stores a note as the pipeline leaves it. */
  const prepare = (content: NoteContent) => t.run(async (ctx) => await storeNote(ctx, club, content));

  /** The pipeline tells that the note is done. */
  const finish = async (artifactId: Id<"voiceNoteArtifacts">) => {
    await t.mutation(coachNotices.deliver, { notice: { kind: "drafts_ready", artifactId } });
    return artifactId;
  };

  const note = async (content: NoteContent) => {
    pass(1000);
    return await finish(await prepare(content));
  };

  const messages = () =>
    t.run(async (ctx) =>
      (await ctx.db.query("outboundMessages").collect()).sort((a, b) => a._creationTime - b._creationTime),
    );

  /** The provider takes a message and reports how it ended; all that wait by default. */
  const deliver = async (
    which: (message: Sent) => boolean = () => true,
    status: "sent" | "delivered" | "read" | "failed" = "delivered",
  ) => {
    pass(1000);
    for (const message of (await messages()).filter((each) => each.status === "queued" && which(each))) {
      await report(message, status);
    }
  };

  const report = async (message: Sent, status: "sent" | "delivered" | "read" | "failed") => {
    const providerMessageSid = `SM${message._id.replace(/[^A-Za-z0-9]/g, "")}`;
    const { _id: outboundMessageId } = message;
    if (message.providerMessageSid === undefined && status !== "failed") {
      await t.mutation(outboundMessages.markSent, { outboundMessageId, providerMessageSid });
    }
    if (status !== "sent") {
      await t.mutation(outboundMessages.recordStatus, {
        ownId: outboundMessageId,
        providerMessageSid,
        status,
        // One that doesn't pass: it isn't sent again.
        ...(status === "failed" && { errorCode: "twilio_63024" }),
      });
    }
  };

  /** The webhook of a message arrives; it is not handled yet. */
  const receive = async (text: string, options: { quote?: Sent; buttonPayload?: string } = {}) => {
    pass(1000);
    inbound += 1;
    const messageSid = `IN${inbound}`;
    await t.mutation(whatsappMessages.recordInbound, {
      messageSid,
      fromPhone: club.phone,
      senderPhone: club.phone,
      media: [],
      toPhone: "+14155238886",
      body: text,
      ...(options.quote && { quotedMessageSid: options.quote.providerMessageSid ?? "SMunknown" }),
      ...(options.buttonPayload && { buttonPayload: options.buttonPayload }),
    });
    return messageSid;
  };

  /** Handles a message that was received. Returns what was answered, oldest first. */
  const handle = async (messageSid: string): Promise<Sent[]> => {
    const before = new Set((await messages()).map(({ _id }) => _id));
    const message = await t.run(async (ctx) =>
      ctx.db
        .query("whatsappMessages")
        .withIndex("by_messageSid", (q) => q.eq("messageSid", messageSid))
        .unique(),
    );
    if (!message) throw new Error("The message was not stored.");
    await t.mutation(whatsappMessages.handle, { whatsappMessageId: message._id });
    return (await messages()).filter(({ _id }) => !before.has(_id));
  };

  /** The coach writes, and the answers arrive. */
  const say = async (
    text: string,
    options: Parameters<typeof receive>[1] & { isAnswerLost?: boolean } = {},
  ) => {
    const answers = await handle(await receive(text, options));
    if (!options.isAnswerLost) await deliver((message) => answers.some(({ _id }) => _id === message._id));
    return answers.map(({ body }) => body);
  };

  const items = () =>
    t.run(async (ctx) => (await ctx.db.query("coachItems").collect()).sort((a, b) => a.number - b.number));
  /** Numbers of the items in this state. */
  const numbers = async (state: Doc<"coachItems">["state"]) =>
    (await items()).filter((item) => item.state === state).map(({ number }) => number);

  const drafts = () => t.run(async (ctx) => ctx.db.query("insightDrafts").collect());
  const questions = () => t.run(async (ctx) => ctx.db.query("coachQuestions").collect());

  /** What is still scheduled of the conversation and due by now runs, once. */
  const runDue = async () => {
    const due = await t.run(async (ctx) =>
      (await ctx.db.system.query("_scheduled_functions").collect()).filter(
        (row) =>
          row.state.kind === "pending" &&
          row.scheduledTime <= Date.now() &&
          row.name.includes("conversationState"),
      ),
    );
    for (const row of due) {
      await t.run(async (ctx) => ctx.scheduler.cancel(row._id));
      if (row.name.includes("sendGathered")) {
        await t.mutation(conversationState.sendGathered, argsOf(row.args));
      } else if (row.name.includes("remindOfQuestion")) {
        await t.mutation(conversationState.remindOfQuestion, argsOf(row.args));
      }
    }
    return due.length;
  };

  return {
    t,
    club,
    pass,
    prepare,
    finish,
    note,
    messages,
    deliver,
    report,
    receive,
    handle,
    say,
    items,
    numbers,
    drafts,
    questions,
    runDue,
  };
}

function argsOf(args: unknown[]): { questionId: Id<"coachQuestions">; timesSnoozed: number } {
  const [first] = args;
  if (typeof first !== "object" || first === null || !("questionId" in first))
    throw new Error("No question.");
  // The engine hands arguments over as they were scheduled.
  return first as { questionId: Id<"coachQuestions">; timesSnoozed: number };
}

async function storeNote(
  ctx: MutationCtx,
  club: Awaited<ReturnType<typeof seedClub>>,
  { drafts = [], names = [] }: NoteContent,
): Promise<Id<"voiceNoteArtifacts">> {
  const now = Date.now();
  const { organizationId, coachUserId } = club;
  const stamps = { createdAt: now, updatedAt: now };
  const voiceNoteId = await ctx.db.insert("voiceNotes", {
    organizationId,
    coachUserId,
    noteType: "training",
    source: "whatsapp_text",
    transcription: "A note.",
    transcriptionStatus: "completed",
    insightsStatus: "completed",
    ...stamps,
  });
  const artifactId = await ctx.db.insert("voiceNoteArtifacts", {
    artifactId: crypto.randomUUID(),
    status: "completed",
    sourceChannel: "whatsapp_text",
    senderUserId: coachUserId,
    organizationId,
    orgCandidates: [],
    voiceNoteId,
    noteType: "training",
    currentStage: "confirmation",
    stageStartedAt: now,
    attempt: 1,
    totals: {
      claimCount: 0,
      disambiguationCount: 0,
      draftCount: drafts.length,
      confirmedCount: 0,
      aiCost: 0,
    },
    readyAt: now,
    ...stamps,
  });
  let position = 0;
  const claim = async (
    topic: ClaimTopic,
    text: string,
    spoken: string,
    status: Doc<"voiceNoteClaims">["status"],
  ) => {
    position += 1;
    const id = await ctx.db.insert("voiceNoteClaims", {
      claimId: crypto.randomUUID(),
      artifactId,
      organizationId,
      coachUserId,
      position,
      topic,
      title: text,
      description: text,
      sourceText: text,
      sourceStart: 0,
      sourceEnd: text.length,
      sentiment: "neutral",
      mentions: [{ rawText: spoken, mentionType: "player_name", position: 0 }],
      extractionConfidence: 0.9,
      status,
      ...stamps,
    });
    const stored = await ctx.db.get("voiceNoteClaims", id);
    if (!stored) throw new Error("The claim is gone.");
    return stored;
  };
  const resolution = {
    artifactId,
    organizationId,
    coachUserId,
    mentionIndex: 0,
    mentionType: "player_name" as const,
    createdAt: now,
  };
  for (const { player, topic = "performance", text = "was great", isSaved = false } of drafts) {
    const stored = await claim(topic, text, player, "resolved");
    await ctx.db.insert("voiceNoteEntityResolutions", {
      ...resolution,
      claimId: stored._id,
      rawText: player,
      candidates: [],
      status: "auto_resolved",
      resolvedEntityType: "player",
      resolvedEntityId: club.playerId(player),
      resolutionConfidence: 1,
    });
    const plan = {
      playerId: club.playerId(player),
      aiConfidence: 0.9,
      resolutionConfidence: 1,
      overallConfidence: 0.9,
    };
    const draft = await insertDraft(
      ctx,
      stored,
      isSaved ? plan : { ...plan, confirmationReason: "auto_apply_off" },
      now + 7 * 86_400_000,
      now,
    );
    if (isSaved) await applyDraft(ctx, draft, voiceNoteId, now);
  }
  for (const { spokenText, candidates, text = `${spokenText} was great` } of names) {
    const stored = await claim("performance", text, spokenText, "needs_disambiguation");
    await ctx.db.insert("voiceNoteEntityResolutions", {
      ...resolution,
      claimId: stored._id,
      rawText: spokenText,
      candidates: candidates.map((name) => ({
        entityType: "player" as const,
        entityId: club.playerId(name),
        entityName: name,
        score: 0.8,
        reasons: ["first_name" as const],
      })),
      status: candidates.length > 0 ? "needs_disambiguation" : "unresolved",
      resolutionConfidence: 0,
    });
  }
  return artifactId;
}
