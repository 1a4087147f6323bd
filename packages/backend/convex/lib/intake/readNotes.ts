/** A coach's own notes as their page shows them: how far each is, what it asks, and what was drafted from it. */
import {
  artifactStatusReasonValidator,
  PAUSE_OF_CODE,
  pauseReasonValidator,
} from "@voice-flow/domain/vocabulary/coach-notes";
import { claimTopicValidator, draftStatusValidator } from "@voice-flow/domain/vocabulary/notes";
import {
  artifactStatusValidator,
  isAudioChannel,
  noteTypeValidator,
  pipelineStageValidator,
  sourceChannelValidator,
} from "@voice-flow/domain/vocabulary/pipeline";
import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { openNamesOf } from "../conversation/summary";
import type { DbReader } from "../foundation/context";
import { fullName, readRoster } from "../host/roster";
import { artifactOfNote } from "../pipeline/notes";
import { awaitsClub } from "../pipeline/routeArtifact";

/** A note has a handful of drafts. */
const MAX_DRAFTS = 100;

export const ownNoteRowValidator = v.object({
  noteId: v.id("voiceNotes"),
  /** ms */
  createdAt: v.number(),
  sourceChannel: sourceChannelValidator,
  noteType: noteTypeValidator,
  organizationId: v.optional(v.string()),
  status: artifactStatusValidator,
  stage: pipelineStageValidator,
  statusReason: v.optional(artifactStatusReasonValidator),
  /** Why it is not worked on although nothing is broken; `resumes`: it goes on by itself. Others are run again by staff. */
  pause: v.optional(v.object({ reason: pauseReasonValidator, resumes: v.boolean() })),
  draftCount: v.number(),
  /** Something of it waits for the coach: a question, a name or a draft. */
  needsAnswer: v.boolean(),
});
export type OwnNoteRow = Infer<typeof ownNoteRowValidator>;

const personValidator = v.object({ playerId: v.string(), name: v.string() });

export const ownNoteValidator = v.object({
  ...ownNoteRowValidator.fields,
  /** False of a note that is kept as text and no more: nothing is drafted from it. */
  isDrafted: v.boolean(),
  /** What was heard or typed; null until it is known, and again when it is erased. */
  text: v.union(v.string(), v.null()),
  /** `club` is answered by WhatsApp, where it was asked. */
  question: v.union(
    v.null(),
    v.object({ kind: v.literal("transcript"), canRetry: v.boolean() }),
    v.object({ kind: v.literal("club") }),
  ),
  openNames: v.array(v.object({ spokenText: v.string(), candidates: v.array(personValidator) })),
  /** Whom an open name may be given to; empty while none is open. */
  players: v.array(personValidator),
  drafts: v.array(
    v.object({
      draftId: v.id("insightDrafts"),
      topic: claimTopicValidator,
      /** The player or team that it is about. */
      subject: v.optional(v.string()),
      text: v.string(),
      status: draftStatusValidator,
      expiresAt: v.number(),
    }),
  ),
});
export type OwnNote = Infer<typeof ownNoteValidator>;

/** The note if it is this coach's. */
export async function findOwnNote(
  db: DbReader,
  coach: Doc<"users">,
  noteId: Id<"voiceNotes">,
): Promise<Doc<"voiceNotes"> | null> {
  const note = await db.get("voiceNotes", noteId);
  return note?.coachUserId === coach._id ? note : null;
}

export async function asRow(db: DbReader, note: Doc<"voiceNotes">): Promise<OwnNoteRow> {
  return await rowOf(db, note, await artifactOfNote(db, note._id));
}

async function rowOf(
  db: DbReader,
  note: Doc<"voiceNotes">,
  artifact: Doc<"voiceNoteArtifacts"> | null,
): Promise<OwnNoteRow> {
  const { _id: noteId, createdAt, source: sourceChannel, noteType, organizationId } = note;
  const common = { noteId, createdAt, sourceChannel, noteType, organizationId };
  if (!artifact) return { ...common, ...progressOfV1(note), draftCount: 0, needsAnswer: false };
  const { status, currentStage: stage, statusReason, totals } = artifact;
  const needsAnswer = status === "awaiting_coach" || (await hasOpenItems(db, artifact));
  const reason = status === "failed" && artifact.error ? PAUSE_OF_CODE[artifact.error.code] : undefined;
  const pause = reason && { reason, resumes: false };
  return { ...common, status, stage, statusReason, pause, draftCount: totals.draftCount, needsAnswer };
}

/** A note that the newer pipeline does not take part in is transcribed, and no more. */
function progressOfV1({
  transcriptionStatus,
  transcriptionHold: hold,
}: Doc<"voiceNotes">): Pick<OwnNoteRow, "status" | "stage" | "pause"> {
  if (hold) {
    return { status: "received", stage: "transcription", pause: { reason: hold.reason, resumes: true } };
  }
  switch (transcriptionStatus) {
    case "pending":
      return { status: "received", stage: "ingestion" };
    case "processing":
      return { status: "transcribing", stage: "transcription" };
    case "awaiting_confirmation":
      return { status: "awaiting_coach", stage: "transcription" };
    case "failed":
      return { status: "failed", stage: "transcription" };
    case "cancelled":
      return { status: "cancelled", stage: "transcription" };
    case "completed":
      return { status: "completed", stage: "confirmation" };
  }
}

async function hasOpenItems(db: DbReader, { _id, status }: Doc<"voiceNoteArtifacts">): Promise<boolean> {
  if (status !== "completed") return false;
  const draft = await db
    .query("insightDrafts")
    .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", _id).eq("status", "pending"))
    .first();
  return draft !== null || (await openNamesOf(db, _id)).length > 0;
}

export async function readOwnNote(db: DbReader, note: Doc<"voiceNotes">): Promise<OwnNote> {
  const artifact = await artifactOfNote(db, note._id);
  const row = await rowOf(db, note, artifact);
  const text = note.transcription ?? null;
  if (!artifact) {
    return { ...row, isDrafted: false, text, question: null, openNames: [], players: [], drafts: [] };
  }
  const openNames = artifact.status === "completed" ? await openNamesOf(db, artifact._id) : [];
  return {
    ...row,
    isDrafted: true,
    text,
    question: questionOf(artifact),
    openNames: openNames.map(({ spokenText, candidates }) => ({ spokenText, candidates: [...candidates] })),
    players: openNames.length > 0 ? await playersFor(db, artifact) : [],
    drafts: await draftsOf(db, artifact._id),
  };
}

function questionOf(artifact: Doc<"voiceNoteArtifacts">): OwnNote["question"] {
  if (artifact.status !== "awaiting_coach") return null;
  return awaitsClub(artifact)
    ? { kind: "club" }
    : { kind: "transcript", canRetry: isAudioChannel(artifact.sourceChannel) };
}

async function playersFor(db: DbReader, artifact: Doc<"voiceNoteArtifacts">): Promise<OwnNote["players"]> {
  const { players } = await readRoster(db, artifact.senderUserId, artifact.organizationId);
  return players
    .map((player) => ({ playerId: player.playerId, name: fullName(player) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

async function draftsOf(db: DbReader, artifactId: Id<"voiceNoteArtifacts">): Promise<OwnNote["drafts"]> {
  const drafts = await db
    .query("insightDrafts")
    .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifactId))
    .take(MAX_DRAFTS);
  const views = drafts
    .sort((a, b) => a._creationTime - b._creationTime)
    .map(async (draft) => ({
      draftId: draft._id,
      topic: draft.topic,
      subject: await subjectOf(db, draft),
      text: draft.description || draft.title,
      status: draft.status,
      expiresAt: draft.expiresAt,
    }));
  return await Promise.all(views);
}

async function subjectOf(db: DbReader, draft: Doc<"insightDrafts">): Promise<string | undefined> {
  const player = draft.playerId ? await db.get("players", draft.playerId) : null;
  if (player) return fullName(player);
  return draft.teamId ? (await db.get("teams", draft.teamId))?.name : undefined;
}
