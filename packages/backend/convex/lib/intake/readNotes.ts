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
import { candidatesOf, spokenTextOf } from "../conversation/entries";
import { itemsOfNote, openItemsOf } from "../conversation/items";
import { openQuestionsOf } from "../conversation/questions";
import type { DbReader } from "../foundation/context";
import { fullName, readRoster } from "../host/roster";
import { draftSubject } from "../pipeline/draftWords";
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
  /** What it is called by: how it begins, and the players it is about. Absent until it is known what was said. */
  firstWords: v.optional(v.string()),
  players: v.array(v.string()),
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
  openNames: v.array(
    v.object({
      itemId: v.id("coachItems"),
      /** Empty where the note names nobody. */
      spokenText: v.string(),
      /** The words of the note that it was said in. */
      about: v.string(),
      candidates: v.array(v.object({ ...personValidator.fields, team: v.optional(v.string()) })),
    }),
  ),
  /** Whom an open name may be given to; empty while none is open. */
  roster: v.array(personValidator),
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
  const firstWords = firstWordsOf(note.transcription);
  const common = { noteId, createdAt, sourceChannel, noteType, organizationId, firstWords };
  if (!artifact) return { ...common, players: [], ...progressOfV1(note), draftCount: 0, needsAnswer: false };
  const { status, currentStage: stage, statusReason, totals } = artifact;
  const needsAnswer = status === "awaiting_coach" || (await hasOpenItems(db, artifact));
  const reason = status === "failed" && artifact.error ? PAUSE_OF_CODE[artifact.error.code] : undefined;
  const pause = reason && { reason, resumes: false };
  const players = totals.draftCount > 0 ? await playersAbout(db, artifact._id) : [];
  return {
    ...common,
    players,
    status,
    stage,
    statusReason,
    pause,
    draftCount: totals.draftCount,
    needsAnswer,
  };
}

const FIRST_WORDS = 7;
const MAX_PLAYERS = 3;

function firstWordsOf(text: string | undefined): string | undefined {
  const words = (text ?? "").slice(0, 200).trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  return words.length > FIRST_WORDS ? `${words.slice(0, FIRST_WORDS).join(" ")}…` : words.join(" ");
}

async function playersAbout(db: DbReader, artifactId: Id<"voiceNoteArtifacts">): Promise<string[]> {
  const drafts = await db
    .query("insightDrafts")
    .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifactId))
    .take(10);
  const ids = [...new Set(drafts.flatMap(({ playerId }) => playerId ?? []))].slice(0, MAX_PLAYERS);
  const players = await Promise.all(ids.map((id) => db.get("players", id)));
  return players.flatMap((player) => (player ? [fullName(player)] : []));
}

const MAX_WAITING = 20;

/** The coach's notes with something to answer, the oldest first. */
export async function readWaitingNotes(
  db: DbReader,
  coachUserId: Id<"users">,
  now: number,
): Promise<OwnNoteRow[]> {
  const items = await openItemsOf(db, coachUserId);
  const asked = await openQuestionsOf(db, coachUserId, now);
  const artifactIds = new Set([
    ...items.map(({ artifactId }) => artifactId),
    ...asked.filter(({ kind }) => kind !== "summary").flatMap((question) => question.artifactIds),
  ]);
  const rows = await Promise.all(
    [...artifactIds].slice(0, 2 * MAX_WAITING).map(async (id): Promise<OwnNoteRow[]> => {
      const artifact = await db.get("voiceNoteArtifacts", id);
      const note = artifact?.voiceNoteId ? await db.get("voiceNotes", artifact.voiceNoteId) : null;
      return note ? [await rowOf(db, note, artifact)] : [];
    }),
  );
  return rows
    .flat()
    .filter(({ needsAnswer }) => needsAnswer)
    .sort((a, b) => a.createdAt - b.createdAt)
    .slice(0, MAX_WAITING);
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
  return status === "completed" && (await itemsOfNote(db, _id)).some(({ state }) => state === "open");
}

export async function readOwnNote(db: DbReader, note: Doc<"voiceNotes">): Promise<OwnNote> {
  const artifact = await artifactOfNote(db, note._id);
  const row = await rowOf(db, note, artifact);
  const text = note.transcription ?? null;
  if (!artifact) {
    return { ...row, isDrafted: false, text, question: null, openNames: [], roster: [], drafts: [] };
  }
  const openNames = artifact.status === "completed" ? await namesOf(db, artifact._id) : [];
  return {
    ...row,
    isDrafted: true,
    text,
    question: questionOf(artifact),
    openNames,
    roster: openNames.length > 0 ? await playersFor(db, artifact) : [],
    drafts: await draftsOf(db, artifact._id),
  };
}

/** By the numbers that the coach sees. */
async function namesOf(db: DbReader, artifactId: Id<"voiceNoteArtifacts">): Promise<OwnNote["openNames"]> {
  const items = await itemsOfNote(db, artifactId);
  const names = await Promise.all(
    items
      .filter(({ kind, state }) => kind === "name" && state === "open")
      .sort((a, b) => a.number - b.number)
      .map(async (item) => {
        const claim = await db.get("voiceNoteClaims", item.claimId);
        if (!claim) return [];
        const spokenText = spokenTextOf(claim, item);
        return [
          { itemId: item._id, spokenText, about: claim.sourceText, candidates: await candidatesOf(db, item) },
        ];
      }),
  );
  return names.flat();
}

function questionOf(artifact: Doc<"voiceNoteArtifacts">): OwnNote["question"] {
  if (artifact.status !== "awaiting_coach") return null;
  return awaitsClub(artifact)
    ? { kind: "club" }
    : { kind: "transcript", canRetry: isAudioChannel(artifact.sourceChannel) };
}

async function playersFor(db: DbReader, artifact: Doc<"voiceNoteArtifacts">): Promise<OwnNote["roster"]> {
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
      subject: await draftSubject(db, draft),
      text: draft.description || draft.title,
      status: draft.status,
      expiresAt: draft.expiresAt,
    }));
  return await Promise.all(views);
}
