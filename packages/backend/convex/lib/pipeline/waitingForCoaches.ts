/** What waits for coaches: drafts that nobody has decided on, questions about a note, names to choose a player for. */
import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { waitingCountFields } from "../../tables/metrics";
import type { DbReader } from "../foundation/context";
import { nameLookup } from "../host/nameLookup";
import { type ArtifactRow, artifactRow, artifactRowValidator } from "./artifactRows";

/** The tables that are counted, one after the other. */
export const WAITING_KINDS = ["drafts", "askedNotes", "openNames"] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

const countsValidator = v.object(waitingCountFields);
export type WaitingCounts = Infer<typeof countsValidator>;
export const NOTHING_WAITS: WaitingCounts = { drafts: 0, notesWithDrafts: 0, askedNotes: 0, openNames: 0 };

export const waitingValidator = v.object({
  ...waitingCountFields,
  /** When these were counted, ms; null before the first count. What has come since is not in them. */
  countedAt: v.union(v.null(), v.number()),
  /** ms: since when the oldest waits that is there now. Absent where none is. */
  oldestDraftSince: v.optional(v.number()),
  oldestAskedSince: v.optional(v.number()),
  oldestNameSince: v.optional(v.number()),
});

const pendingDrafts = (db: DbReader) =>
  db.query("insightDrafts").withIndex("by_status_and_expiresAt", (q) => q.eq("status", "pending"));
const askedNotes = (db: DbReader) =>
  db
    .query("voiceNoteArtifacts")
    .withIndex("by_status_and_stageStartedAt", (q) => q.eq("status", "awaiting_coach"));
const openNames = (db: DbReader) =>
  db
    .query("voiceNoteEntityResolutions")
    .withIndex("by_status_and_createdAt", (q) => q.eq("status", "needs_disambiguation"));

export const readWaitingCount = async (db: DbReader): Promise<Doc<"voicePipelineWaiting"> | null> =>
  await db.query("voicePipelineWaiting").first();

/** Four documents. What is there now tells that something waits, and nothing, before a count has seen it. */
export async function readWaiting(db: DbReader): Promise<Infer<typeof waitingValidator>> {
  const counted = await readWaitingCount(db);
  const draft = await pendingDrafts(db).first();
  const asked = await askedNotes(db).first();
  const name = await openNames(db).first();
  const seen = (count: number, isThere: boolean): number => (isThere ? Math.max(1, count) : 0);
  return {
    drafts: seen(counted?.drafts ?? 0, draft !== null),
    notesWithDrafts: seen(counted?.notesWithDrafts ?? 0, draft !== null),
    askedNotes: seen(counted?.askedNotes ?? 0, asked !== null),
    openNames: seen(counted?.openNames ?? 0, name !== null),
    countedAt: counted?.finishedAt ?? null,
    oldestDraftSince: draft?.createdAt,
    oldestAskedSince: asked?.stageStartedAt,
    oldestNameSince: name?.createdAt,
  };
}

/** Rows that one step of a count reads: with 1 KiB each an eighth of what a transaction may read. */
export const COUNTED_PER_STEP = 2_000;

export interface CountStep {
  rows: number;
  notes: number;
  /** Where the next step goes on; null at the end. */
  cursor: string | null;
  /** The note of the last draft: the drafts of one note follow one another. */
  lastNote?: Id<"voiceNoteArtifacts"> | undefined;
}

export async function countStep(
  db: DbReader,
  kind: WaitingKind,
  cursor: string | null,
  lastNote: Id<"voiceNoteArtifacts"> | undefined,
): Promise<CountStep> {
  const options = { cursor, numItems: COUNTED_PER_STEP };
  if (kind === "drafts") {
    const found = await pendingDrafts(db).paginate(options);
    const owners = found.page.map(({ artifactId }) => artifactId);
    const notes = owners.filter((note, index) => note !== (index === 0 ? lastNote : owners[index - 1]));
    return {
      rows: owners.length,
      notes: notes.length,
      cursor: found.isDone ? null : found.continueCursor,
      lastNote: owners.at(-1) ?? lastNote,
    };
  }
  const found = await (kind === "askedNotes" ? askedNotes(db) : openNames(db)).paginate(options);
  return { rows: found.page.length, notes: 0, cursor: found.isDone ? null : found.continueCursor };
}

/** A note that waits for its coach: `since` ms, `drafts` = how many of those that were looked at are its own. */
export const waitingNoteValidator = v.object({
  artifact: artifactRowValidator,
  waitsFor: v.union(v.literal("answer"), v.literal("decision")),
  since: v.number(),
  drafts: v.number(),
});
export type WaitingNote = Infer<typeof waitingNoteValidator>;

/** Drafts that are looked at for each note that is listed: few notes have more. */
const DRAFTS_PER_NOTE = 4;

/** The notes that have waited longest, at most `limit` of those asked about and `limit` of those with drafts. */
export async function readWaitingNotes(
  db: DbReader,
  limit: number,
): Promise<{ notes: WaitingNote[]; truncated: boolean }> {
  const names = nameLookup(db);
  const asked = await askedNotes(db).take(limit + 1);
  const drafts = await pendingDrafts(db).take((limit + 1) * DRAFTS_PER_NOTE);
  const byNote = new Map<Id<"voiceNoteArtifacts">, { since: number; drafts: number }>();
  for (const { artifactId, createdAt } of drafts) {
    const known = byNote.get(artifactId);
    byNote.set(artifactId, { since: known?.since ?? createdAt, drafts: (known?.drafts ?? 0) + 1 });
  }
  const row = async (artifact: Doc<"voiceNoteArtifacts">): Promise<ArtifactRow> =>
    await artifactRow(artifact, names);
  const withDrafts = await Promise.all(
    [...byNote].slice(0, limit).map(async ([id, waiting]): Promise<WaitingNote[]> => {
      const artifact = await names.artifact(id);
      return artifact ? [{ artifact: await row(artifact), waitsFor: "decision", ...waiting }] : [];
    }),
  );
  const questions = await Promise.all(
    asked.slice(0, limit).map(
      async (artifact): Promise<WaitingNote> => ({
        artifact: await row(artifact),
        waitsFor: "answer",
        since: artifact.stageStartedAt,
        drafts: 0,
      }),
    ),
  );
  return {
    notes: [...questions, ...withDrafts.flat()].sort((a, b) => a.since - b.since),
    truncated: asked.length > limit || byNote.size > limit || drafts.length === (limit + 1) * DRAFTS_PER_NOTE,
  };
}
