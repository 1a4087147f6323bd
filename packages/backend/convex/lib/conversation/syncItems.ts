/**
 * Items follow what they stand for: new drafts and names of a note become items, and items whose draft or name was settled,
 * by whatever way, are closed. The one place where the two are compared; doing it twice changes nothing.
 */
import type { ItemState } from "@voice-flow/domain/conversation/states";
import type { DraftStatus } from "@voice-flow/domain/vocabulary/notes";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { readSettings } from "../foundation/settings";
import {
  type Item,
  insertItems,
  itemsOfNote,
  itemsOfQuestion,
  moveItem,
  type NewItem,
  patchItem,
} from "./items";
import { type OpenName, openNamesOf } from "./openNames";
import { closeQuestion, moveQuestion, type Question, questionOrThrow } from "./questions";

type Draft = Doc<"insightDrafts">;

const MAX_DRAFTS = 300;
const DAY_MS = 86_400_000;

export interface SyncOptions {
  /** Where new items go, and items of an earlier attempt that are asked about again. */
  question: Question;
  /** New drafts came of the answer to this name. */
  nameItemId?: Id<"coachItems">;
}

/** What a draft's status makes of its item; a pending one stays open. */
const STATE_OF = {
  pending: "open",
  confirmed: "saved",
  applied: "saved",
  undone: "undone",
  rejected: "dropped",
  expired: "expired",
} as const satisfies Record<DraftStatus, ItemState>;

/** Returns the items that are new. Without a question nothing new is asked: items are only closed. */
export async function syncItems(
  ctx: MutationCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  now: number,
  options?: SyncOptions,
): Promise<Item[]> {
  const items = await itemsOfNote(ctx.db, artifact._id);
  const drafts = await ctx.db
    .query("insightDrafts")
    .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifact._id))
    .take(MAX_DRAFTS);
  const names = artifact.status === "completed" ? await openNamesOf(ctx.db, artifact._id) : [];
  const open = items.filter(({ state }) => state === "open" || state === "saved");
  for (const item of open) {
    if (item.kind === "draft") await followDraft(ctx, item, drafts, now, options);
    else if (item.state === "open") await followName(ctx, item, names, now, options);
  }
  const created = options ? await addNew(ctx, artifact, { items, drafts, names }, options, now) : [];
  for (const questionId of new Set(items.map((item) => item.questionId))) {
    await settleSummary(ctx, questionId, now);
  }
  return created;
}

async function followDraft(
  ctx: MutationCtx,
  item: Item,
  drafts: readonly Draft[],
  now: number,
  options: SyncOptions | undefined,
): Promise<void> {
  const own = drafts.find(({ _id }) => _id === item.draftId);
  if (own) {
    const state = STATE_OF[own.status];
    if (state !== "open" && state !== item.state) await moveItem(ctx.db, item, state, now);
    return;
  }
  // A retry has made the draft again: the item keeps its number, and has to be seen again.
  const again = item.state === "open" ? drafts.find((draft) => isAgain(draft, item)) : undefined;
  if (again && options)
    await askAgain(ctx, item, { draftId: again._id, expiresAt: again.expiresAt }, options, now);
  else if (!again) await moveItem(ctx.db, item, "withdrawn", now);
}

const isAgain = (draft: Draft, item: Item): boolean =>
  draft.claimId === item.claimId && draft.status === "pending" && draft.topic === item.topic;

async function followName(
  ctx: MutationCtx,
  item: Item,
  names: readonly OpenName[],
  now: number,
  options: SyncOptions | undefined,
): Promise<void> {
  const name = names.find((each) => isNameOf(each, item));
  if (!name) {
    await moveItem(ctx.db, item, await settledName(ctx, item), now);
    return;
  }
  const candidateIds = name.candidateIds;
  const isSame = candidateIds.join() === (item.candidateIds ?? []).join();
  if (!isSame && options) await askAgain(ctx, item, { candidateIds }, options, now);
}

const isNameOf = (name: OpenName, item: Item): boolean =>
  name.resolutions.some(
    ({ claimId, mentionIndex }) => claimId === item.claimId && mentionIndex === item.mentionIndex,
  );

/** How a name that is not open any more was settled. */
async function settledName(ctx: MutationCtx, item: Item): Promise<ItemState> {
  const resolution = (
    await ctx.db
      .query("voiceNoteEntityResolutions")
      .withIndex("by_claimId", (q) => q.eq("claimId", item.claimId))
      .take(50)
  ).find(({ mentionIndex }) => mentionIndex === item.mentionIndex);
  if (resolution?.status === "user_resolved") return "chosen";
  if (resolution?.status === "expired") return "expired";
  return resolution?.status === "unresolved" ? "dropped" : "withdrawn";
}

async function askAgain(
  ctx: MutationCtx,
  item: Item,
  changes: Parameters<typeof patchItem>[2],
  { question }: SyncOptions,
  now: number,
): Promise<void> {
  const unseen = { shownAt: undefined, lastShown: undefined, changedAt: now };
  await patchItem(ctx.db, item, { ...changes, ...unseen, questionId: question._id }, now);
}

interface Found {
  items: readonly Item[];
  drafts: readonly Draft[];
  names: readonly OpenName[];
}

/** Injuries first, then as in the note; names after the drafts, and what was saved already last. */
async function addNew(
  ctx: MutationCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  { items, drafts, names }: Found,
  { question, nameItemId }: SyncOptions,
  now: number,
): Promise<Item[]> {
  const { DRAFT_EXPIRY_DAYS } = await readSettings(ctx.db);
  const common = { userId: artifact.senderUserId, questionId: question._id, artifactId: artifact._id };
  // Read again: what was relinked above has its draft now.
  const known = new Set((await itemsOfNote(ctx.db, artifact._id)).map(({ draftId }) => draftId));
  const fresh = drafts.filter((draft) => !known.has(draft._id) && isNews(draft));
  const asDraft = (draft: Draft): NewItem => ({
    ...common,
    kind: "draft",
    state: draft.status === "pending" ? "open" : "saved",
    topic: draft.topic,
    claimId: draft.claimId,
    draftId: draft._id,
    expiresAt: draft.expiresAt,
    ...(nameItemId && { nameItemId }),
    ...(draft.status === "pending"
      ? {}
      : { isAutomatic: true, batch: `auto:${question._id}`, closedAt: now }),
  });
  const pending = injuriesFirst(fresh.filter(({ status }) => status === "pending"));
  const saved = fresh.filter(({ status }) => status === "applied");
  const unknown = names.filter((name) => !items.some((item) => item.kind === "name" && isOpenAs(item, name)));
  const newNames = await Promise.all(
    unknown.map(async (name): Promise<NewItem[]> => {
      const [first] = name.resolutions;
      const claim = await ctx.db.get("voiceNoteClaims", first.claimId);
      if (!claim) return [];
      return [
        {
          ...common,
          kind: "name",
          state: "open",
          topic: claim.topic,
          claimId: claim._id,
          mentionIndex: first.mentionIndex,
          candidateIds: name.candidateIds,
          expiresAt: now + DRAFT_EXPIRY_DAYS * DAY_MS,
        },
      ];
    }),
  );
  const all = [...pending.map(asDraft), ...newNames.flat(), ...saved.map(asDraft)];
  return await insertItems(ctx.db, artifact.senderUserId, all, now);
}

const isOpenAs = (item: Item, name: OpenName): boolean => item.state === "open" && isNameOf(name, item);

/** Of what is over, only what was saved without asking is worth telling. */
const isNews = (draft: Draft): boolean =>
  draft.status === "pending" || (draft.status === "applied" && !draft.requiresConfirmation);

function injuriesFirst(drafts: readonly Draft[]): Draft[] {
  const isInjury = ({ topic }: Draft): boolean => topic === "injury";
  return [...drafts.filter(isInjury), ...drafts.filter((draft) => !isInjury(draft))];
}

/** A summary is answered when nothing of it is open, unless it still gathers notes. */
export async function settleSummary(
  ctx: MutationCtx,
  questionId: Id<"coachQuestions">,
  now: number,
): Promise<void> {
  const question = await questionOrThrow(ctx.db, questionId);
  const isOpen = (await itemsOfQuestion(ctx.db, questionId)).some(({ state }) => state === "open");
  if (isOpen && question.state === "answered") await moveQuestion(ctx.db, question, "queued", now);
  const isWaitingToBeSent =
    question.state === "queued" && question.outboundMessageId === undefined && !question.isOnPage;
  if (!isOpen && !isWaitingToBeSent) await closeQuestion(ctx.db, question, "answered", now);
}
