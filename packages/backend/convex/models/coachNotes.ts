/** `/coach/notes`: a coach records or types notes on the web, follows them and answers. A coach reaches their own alone. */
import { noteTypeValidator } from "@voice-flow/domain/vocabulary/pipeline";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import { internalMutation, internalQuery, type MutationCtx } from "../_generated/server";
import { answerName as chooseItemName } from "../lib/conversation/nameAnswers";
import { syncItems } from "../lib/conversation/syncItems";
import { answerAboutTranscript, transcriptAnswerValidator } from "../lib/conversation/transcriptAnswers";
import type { DbReader } from "../lib/foundation/context";
import { functionError } from "../lib/foundation/errors";
import { readSettings } from "../lib/foundation/settings";
import { coachMutation, coachQuery } from "../lib/host/functions";
import { organizationsOfCoach } from "../lib/host/people";
import {
  asRow,
  findOwnNote,
  ownNoteRowValidator,
  ownNoteValidator,
  readOwnNote,
  readWaitingNotes,
} from "../lib/intake/readNotes";
import { takenNoteValidator, takeRecording, takeTypedNote } from "../lib/intake/takeWebNote";
import { beginUpload, findOpenUpload, HTTP_ACTION_MAX_BYTES } from "../lib/intake/webUploads";
import { findConversation } from "../lib/pipeline/clubMemory";
import { confirmDrafts, rejectDrafts } from "../lib/pipeline/decideDrafts";
import { artifactOfNote } from "../lib/pipeline/notes";
import { awaitsClub } from "../lib/pipeline/routeArtifact";
import { undoDraft } from "../lib/pipeline/undoDrafts";

const HOUR_MS = 3_600_000;
const MAX_PAGE = 20;
const MAX_DECIDED = 100;

const newNote = {
  noteType: noteTypeValidator,
  /** Needed of a coach with several clubs. */
  organizationId: v.optional(v.string()),
};

/** What the form needs: the coach's clubs, which one to offer first, and the limits. `now` (ms) is rounded by the page. */
export const getNoteForm = coachQuery({
  args: { now: v.number() },
  returns: v.object({
    clubs: v.array(v.object({ organizationId: v.string(), name: v.string() })),
    /** Of the last note, while it is remembered; the only one of a coach with one club. */
    likelyOrganizationId: v.optional(v.string()),
    maxCharacters: v.number(),
    maxSeconds: v.number(),
    maxBytes: v.number(),
  }),
  handler: async (ctx, { now }) => {
    const settings = await readSettings(ctx.db);
    const clubs = await organizationsOfCoach(ctx.db, ctx.coach._id);
    const conversation = await findConversation(ctx.db, ctx.coach._id);
    const since = now - settings.ROUTING_MEMORY_HOURS * HOUR_MS;
    const remembered =
      (conversation?.lastNoteAt ?? 0) >= since ? conversation?.lastOrganizationId : undefined;
    return {
      clubs: clubs.map(({ organizationId, name }) => ({ organizationId, name })),
      likelyOrganizationId: clubs.length === 1 ? clubs[0]?.organizationId : remembered,
      maxCharacters: settings.TEXT_MAX_CHARACTERS,
      maxSeconds: settings.RECORDING_MAX_SECONDS,
      maxBytes: Math.min(settings.MEDIA_MAX_BYTES, HTTP_ACTION_MAX_BYTES),
    };
  },
});

/**
 * Where the browser may POST one recording within the hour; `uploadId` is for `submitRecording` afterwards. Null while the
 * coach has used up the uploads of an hour. What is uploaded and never submitted is deleted after a day.
 */
export const generateUploadUrl = coachMutation({
  args: {},
  returns: v.union(v.object({ uploadId: v.id("coachUploads"), url: v.string() }), v.null()),
  handler: async (ctx) => await beginUpload(ctx, ctx.coach._id, Date.now()),
});

/** Whether an upload was begun, is recent and has no file yet. `now` in ms. */
export const awaitsFile = internalQuery({
  args: { uploadId: v.string(), now: v.number() },
  returns: v.boolean(),
  handler: async (ctx, { uploadId, now }) => (await findOpenUpload(ctx.db, uploadId, now)) !== null,
});

/** Keeps the file that arrived. False, and the file deleted, if another has arrived before. */
export const keepUploadedFile = internalMutation({
  args: { uploadId: v.string(), storageId: v.id("_storage"), contentType: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { uploadId, storageId, contentType }) => {
    const upload = await findOpenUpload(ctx.db, uploadId, Date.now());
    if (upload) await ctx.db.patch("coachUploads", upload._id, { storageId, contentType });
    else await ctx.storage.delete(storageId);
    return upload !== null;
  },
});

/** Takes a recording that this coach has uploaded as a note, or says why not. */
export const submitRecording = coachMutation({
  args: { ...newNote, uploadId: v.id("coachUploads") },
  returns: takenNoteValidator,
  handler: async (ctx, args) => await takeRecording(ctx, ctx.coach, args, Date.now()),
});

/** Takes a text as a note, or says why not. */
export const submitTypedNote = coachMutation({
  args: { ...newNote, text: v.string() },
  returns: takenNoteValidator,
  handler: async (ctx, args) => await takeTypedNote(ctx, ctx.coach, args, Date.now()),
});

/** The coach's notes of all channels, newest first, at most 20 a page. */
export const listOwnNotes = coachQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(ownNoteRowValidator),
  handler: async (ctx, { paginationOpts }) => {
    const numItems = Math.min(Math.max(1, paginationOpts.numItems), MAX_PAGE);
    const result = await ctx.db
      .query("voiceNotes")
      .withIndex("by_coachUserId_and_createdAt", (q) => q.eq("coachUserId", ctx.coach._id))
      .order("desc")
      .paginate({ ...paginationOpts, numItems });
    return { ...result, page: await Promise.all(result.page.map((note) => asRow(ctx.db, note))) };
  },
});

/** Notes with something to answer, at most 20, the oldest first. `now` (ms) is rounded by the page. */
export const listWaitingNotes = coachQuery({
  args: { now: v.number() },
  returns: v.array(ownNoteRowValidator),
  handler: async (ctx, { now }) => await readWaitingNotes(ctx.db, ctx.coach._id, now),
});

/** One note with its questions and drafts; null if it is not this coach's, or is no note. */
export const getOwnNote = coachQuery({
  args: { noteId: v.string() },
  returns: v.union(v.null(), ownNoteValidator),
  handler: async (ctx, args) => {
    const noteId = ctx.db.normalizeId("voiceNotes", args.noteId);
    const note = noteId ? await findOwnNote(ctx.db, ctx.coach, noteId) : null;
    return note ? await readOwnNote(ctx.db, note) : null;
  },
});

/**
 * Answers "is this what you said?". `not_waiting`: it was answered before. Throws ConvexError `not_found`, and
 * `invalid_argument` for a retry of a typed note.
 */
export const answerTranscript = coachMutation({
  args: { noteId: v.id("voiceNotes"), answer: transcriptAnswerValidator },
  returns: v.union(v.literal("done"), v.literal("not_waiting")),
  handler: async (ctx, { noteId, answer }) => {
    const artifact = await ownArtifactOrThrow(ctx, noteId);
    // Which club it is for has been asked by WhatsApp.
    if (awaitsClub(artifact) && answer !== "cancel") return "not_waiting";
    const coachUserId = ctx.coach._id;
    const outcome = await answerAboutTranscript(ctx, answer, {
      artifactId: artifact._id,
      coachUserId,
      now: Date.now(),
    });
    if (outcome === "no_audio") throw functionError("invalid_argument", "There is nothing to listen to.");
    if (outcome === "not_found") throw functionError("not_found");
    return outcome;
  },
});

/**
 * Says who was meant by a name that is open: a player of the coach's own teams, or nobody of them (null).
 * `nothing_open`: it was answered before. Throws ConvexError `not_found` for another coach's name or player.
 */
export const answerName = coachMutation({
  args: { itemId: v.id("coachItems"), playerId: v.union(v.string(), v.null()) },
  returns: v.union(v.literal("resolved"), v.literal("dismissed"), v.literal("nothing_open")),
  handler: async (ctx, { itemId, playerId }) => {
    const item = await ctx.db.get("coachItems", itemId);
    if (!item || item.userId !== ctx.coach._id || item.kind !== "name") throw functionError("not_found");
    if (item.state !== "open") return "nothing_open";
    const answer = playerId ? { type: "player" as const, playerId } : { type: "nobody" as const };
    const context = { ctx, userId: ctx.coach._id, now: Date.now() };
    const { outcome } = await chooseItemName(context, item, answer, false);
    if (outcome.type === "not_found") throw functionError("not_found", "This player is not on your teams.");
    return ({ chosen: "resolved", dropped: "dismissed", settled: "nothing_open" } as const)[outcome.type];
  },
});

/**
 * Confirms or rejects drafts; deciding twice is deciding once. Returns how many were decided now, and how many had been
 * decided before or had expired. Throws ConvexError `invalid_argument` for none or more than 100, `not_found` for
 * another coach's.
 */
export const decideDrafts = coachMutation({
  args: {
    draftIds: v.array(v.id("insightDrafts")),
    decision: v.union(v.literal("confirm"), v.literal("reject")),
  },
  returns: v.object({ decided: v.number(), tooLate: v.number() }),
  handler: async (ctx, { draftIds, decision }) => {
    if (draftIds.length === 0 || draftIds.length > MAX_DECIDED) throw functionError("invalid_argument");
    const decide = decision === "confirm" ? confirmDrafts : rejectDrafts;
    const outcomes = await decide(ctx, { coachUserId: ctx.coach._id, draftIds, now: Date.now() });
    if (outcomes.some(({ outcome }) => outcome === "not_found")) throw functionError("not_found");
    await followDrafts(ctx, draftIds);
    const decided = outcomes.filter(({ outcome }) => outcome === "applied" || outcome === "rejected").length;
    return { decided, tooLate: outcomes.length - decided };
  },
});

/**
 * Takes back what was saved from a draft, by the coach or without asking. Undoing twice is undoing once: false for what is
 * not saved. Throws ConvexError `not_found` for another coach's.
 */
export const undoSaved = coachMutation({
  args: { draftId: v.id("insightDrafts") },
  returns: v.boolean(),
  handler: async (ctx, { draftId }) => {
    const outcome = await undoDraft(ctx, { coachUserId: ctx.coach._id, draftId, now: Date.now() });
    if (outcome === "not_found") throw functionError("not_found");
    await followDrafts(ctx, [draftId]);
    return outcome === "undone";
  },
});

/** The items of the conversation follow what was decided on the page. */
async function followDrafts(ctx: MutationCtx, draftIds: readonly Id<"insightDrafts">[]): Promise<void> {
  const drafts = await Promise.all(draftIds.map((id) => ctx.db.get("insightDrafts", id)));
  for (const artifactId of new Set(drafts.flatMap((draft) => draft?.artifactId ?? []))) {
    const artifact = await ctx.db.get("voiceNoteArtifacts", artifactId);
    if (artifact) await syncItems(ctx, artifact, Date.now());
  }
}

async function ownArtifactOrThrow(
  { db, coach }: { db: DbReader; coach: Doc<"users"> },
  noteId: Id<"voiceNotes">,
): Promise<Doc<"voiceNoteArtifacts">> {
  const note = await findOwnNote(db, coach, noteId);
  const artifact = note ? await artifactOfNote(db, note._id) : null;
  if (!artifact) throw functionError("not_found");
  return artifact;
}
