/**
 * Makes rows of the questions that a conversation kept in itself, one of each kind. What the newer shape reaches and the
 * older had lost comes along: drafts, names and transcripts of notes whose place in the conversation a later note took.
 */
import { TRANSCRIPT_DOUBTS } from "@voice-flow/domain/vocabulary/gates";
import { isAppChannel } from "@voice-flow/domain/vocabulary/pipeline";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { OpenQuestion } from "../../tables/identity";
import { readSettings } from "../foundation/settings";
import { awaitsClub } from "../pipeline/routeArtifact";
import { insertShownItems, itemsOfNote, type NewItem } from "./items";
import { insertQuestion, moveQuestion, openQuestionsOf, patchQuestion, type Question } from "./questions";
import { settleSummary, syncItems } from "./syncItems";

type Artifact = Doc<"voiceNoteArtifacts">;
type Kept<Kind extends OpenQuestion["kind"]> = Extract<OpenQuestion, { kind: Kind }>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Notes of one coach within the time in which drafts expire. */
const MAX_NOTES = 100;

/** Once for each conversation: it has no questions of its own afterwards. */
export async function migrateQuestions(
  ctx: MutationCtx,
  row: Doc<"conversationState">,
  now: number,
): Promise<void> {
  if (row.openQuestions === undefined) return;
  const kept = row.openQuestions.filter(({ expiresAt }) => expiresAt > now);
  for (const question of kept) {
    if (question.kind === "summary") await migrateSummary(ctx, row.userId, question, now);
    if (question.kind === "club") await migrateClub(ctx, row.userId, question, now);
  }
  for (const artifact of await recentNotes(ctx, row.userId, now)) {
    if (artifact.status === "completed") await addLostItems(ctx, artifact, now);
    if (artifact.status === "awaiting_coach" && !awaitsClub(artifact)) {
      const asked = kept.find((each) => each.kind === "transcript" && each.artifactId === artifact._id);
      await migrateTranscript(ctx, artifact, asked, now);
    }
  }
  await ctx.db.patch("conversationState", row._id, { openQuestions: undefined, updatedAt: now });
}

async function recentNotes(ctx: MutationCtx, userId: Id<"users">, now: number): Promise<Artifact[]> {
  const { DRAFT_EXPIRY_DAYS } = await readSettings(ctx.db);
  const since = now - DRAFT_EXPIRY_DAYS * DAY_MS;
  return await ctx.db
    .query("voiceNoteArtifacts")
    .withIndex("by_senderUserId_and_createdAt", (q) => q.eq("senderUserId", userId).gte("createdAt", since))
    .take(MAX_NOTES);
}

/** The coach has seen these under their numbers, which stay. */
async function migrateSummary(
  ctx: MutationCtx,
  userId: Id<"users">,
  kept: Kept<"summary">,
  now: number,
): Promise<void> {
  const artifact = await ctx.db.get("voiceNoteArtifacts", kept.artifactId);
  if (!artifact) return;
  const { artifactId, expiresAt, timesSnoozed } = kept;
  const message = await summaryMessageOf(ctx, artifactId);
  const opened = await insertQuestion(
    ctx.db,
    { userId, kind: "summary", artifactIds: [artifactId], isOnPage: false, expiresAt },
    kept.at,
  );
  const question = await showQuestion(ctx, opened, { at: kept.at, timesSnoozed, message }, now);
  const drafts = await Promise.all(kept.draftIds.map((id) => ctx.db.get("insightDrafts", id)));
  const numbered = drafts.flatMap((draft, index): { item: NewItem; number: number }[] => {
    if (draft?.status !== "pending") return [];
    const { _id: draftId, claimId, topic } = draft;
    const item = {
      userId,
      questionId: question._id,
      artifactId,
      claimId,
      draftId,
      topic,
      expiresAt: draft.expiresAt,
    };
    return [{ item: { ...item, kind: "draft", state: "open" }, number: index + 1 }];
  });
  const shown = { at: kept.at, outboundMessageId: message?._id };
  const items = await insertShownItems(ctx.db, numbered, shown, now);
  if (message) {
    const itemIds = items.map(({ _id }) => _id);
    const shows = { questionIds: [question._id], itemIds, savedItemIds: [], isReply: false };
    await ctx.db.patch("outboundMessages", message._id, { shows });
  }
  // Names were listed without numbers; they get theirs now, and are asked about when they next come up.
  await syncItems(ctx, artifact, now, { question });
  await settleSummary(ctx, question._id, now);
}

async function summaryMessageOf(
  ctx: MutationCtx,
  artifactId: Id<"voiceNoteArtifacts">,
): Promise<Doc<"outboundMessages"> | undefined> {
  const sent = await ctx.db
    .query("outboundMessages")
    .withIndex("by_artifactId", (q) => q.eq("artifactId", artifactId))
    .order("desc")
    .take(20);
  return sent.find(({ template }) => template === "summary");
}

async function showQuestion(
  ctx: MutationCtx,
  question: Question,
  {
    at,
    timesSnoozed = 0,
    message,
  }: { at: number; timesSnoozed?: number; message?: Doc<"outboundMessages"> | undefined },
  now: number,
): Promise<Question> {
  await moveQuestion(ctx.db, question, "shown", now);
  const shown = { shownAt: at, timesSnoozed, ...(message && { outboundMessageId: message._id }) };
  return await patchQuestion(ctx.db, { ...question, state: "shown" }, shown, now);
}

async function addLostItems(ctx: MutationCtx, artifact: Artifact, now: number): Promise<void> {
  const known = await itemsOfNote(ctx.db, artifact._id);
  if (known.length > 0) return;
  const { DRAFT_EXPIRY_DAYS } = await readSettings(ctx.db);
  const question = await insertQuestion(
    ctx.db,
    {
      userId: artifact.senderUserId,
      kind: "summary",
      artifactIds: [artifact._id],
      isOnPage: isAppChannel(artifact.sourceChannel),
      expiresAt: artifact.createdAt + DRAFT_EXPIRY_DAYS * DAY_MS,
    },
    now,
  );
  await syncItems(ctx, artifact, now, { question });
  // Nothing of it is open: no message was ever to be sent for it.
  if (!(await itemsOfNote(ctx.db, artifact._id)).some(({ state }) => state === "open")) {
    await moveQuestion(ctx.db, question, "answered", now);
  }
}

async function migrateTranscript(
  ctx: MutationCtx,
  artifact: Artifact,
  kept: OpenQuestion | undefined,
  now: number,
): Promise<void> {
  const { COACH_ANSWER_HOURS } = await readSettings(ctx.db);
  const reason = TRANSCRIPT_DOUBTS.find((each) => each === artifact.statusReason);
  const question = await insertQuestion(
    ctx.db,
    {
      userId: artifact.senderUserId,
      kind: "transcript",
      artifactIds: [artifact._id],
      isOnPage: isAppChannel(artifact.sourceChannel),
      reason: reason ?? "partly_unclear",
      expiresAt: artifact.stageStartedAt + COACH_ANSWER_HOURS * HOUR_MS,
    },
    now,
  );
  if (kept) await showQuestion(ctx, question, { at: kept.at }, now);
}

async function migrateClub(
  ctx: MutationCtx,
  userId: Id<"users">,
  { organizationIds, at, expiresAt }: Kept<"club">,
  now: number,
): Promise<void> {
  if ((await openQuestionsOf(ctx.db, userId, now)).some(({ kind }) => kind === "club")) return;
  const asked = { artifactIds: [], isOnPage: false, organizationIds, noteTimes: [at], expiresAt };
  const question = await insertQuestion(ctx.db, { userId, kind: "club", ...asked }, now);
  await showQuestion(ctx, question, { at }, now);
}
