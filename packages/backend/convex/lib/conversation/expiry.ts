/** What nobody answered in time: drafts and names expire together, and one message tells their coach. */
import { buildMessageKey } from "@voice-flow/domain/keys/message-key";
import { replies } from "@voice-flow/domain/messages/catalogue";
import { isAppChannel } from "@voice-flow/domain/vocabulary/pipeline";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { readSettings } from "../foundation/settings";
import { expireDraft } from "../pipeline/drafts";
import { expireNames } from "../pipeline/nameChoices";
import { queueCoachMessage } from "./coachMessages";
import { entryOf } from "./entries";
import { type Item, moveItem } from "./items";
import { spokenOf } from "./nameAnswers";
import { readNext, showing } from "./nextOpen";
import { noteTimesFor } from "./noteTimes";
import { settleSummary } from "./syncItems";

/** A batch at a time; continues while there are more. Returns how many expired. */
export async function expireItems(ctx: MutationCtx, now: number): Promise<number> {
  const { CLEANUP_BATCH_SIZE } = await readSettings(ctx.db);
  const due = await ctx.db
    .query("coachItems")
    .withIndex("by_state_and_expiresAt", (q) => q.eq("state", "open").lt("expiresAt", now))
    .take(CLEANUP_BATCH_SIZE);
  const byCoach = new Map<Id<"users">, Item[]>();
  for (const item of due) byCoach.set(item.userId, [...(byCoach.get(item.userId) ?? []), item]);
  for (const [userId, items] of byCoach) await expireOfCoach(ctx, userId, items, now);
  if (due.length === CLEANUP_BATCH_SIZE) {
    await ctx.scheduler.runAfter(0, internal.models.conversationState.expireOpenItems, {});
  }
  return due.length;
}

async function expireOfCoach(
  ctx: MutationCtx,
  userId: Id<"users">,
  items: readonly Item[],
  now: number,
): Promise<void> {
  const times = await noteTimesFor(ctx.db, userId, now);
  const onPhone = [];
  for (const item of items) {
    const entry = await entryOf(ctx.db, item, times);
    const artifact = await ctx.db.get("voiceNoteArtifacts", item.artifactId);
    if (artifact && !isAppChannel(artifact.sourceChannel)) onPhone.push({ item, entry });
    if (item.kind === "draft" && item.draftId) await expireDraft(ctx, item.draftId, now);
    if (item.kind === "name") {
      const { artifactId, claimId } = item;
      await expireNames(ctx, { artifactId, claimId, spokenText: await spokenOf(ctx.db, item) }, now);
    }
    await moveItem(ctx.db, item, "expired", now);
  }
  for (const questionId of new Set(items.map((item) => item.questionId)))
    await settleSummary(ctx, questionId, now);
  const [first] = onPhone;
  if (!first) return;
  const open = await readNext(ctx.db, userId, times, now);
  const written = replies.expired({ entries: onPhone.map(({ entry }) => entry), next: open.next });
  await queueCoachMessage(ctx, {
    ...showing("expired", written, open),
    userId,
    dedupeKey: buildMessageKey({ about: "question", id: first.item._id, purpose: "expired" }),
  });
}

/** Drafts that expired before their items did: these expire too, and we tell the coach. */
export async function expireItemsOfDrafts(
  ctx: MutationCtx,
  draftIds: readonly Id<"insightDrafts">[],
  now: number,
): Promise<void> {
  const found = await Promise.all(
    draftIds.map((draftId) =>
      ctx.db
        .query("coachItems")
        .withIndex("by_draftId", (q) => q.eq("draftId", draftId))
        .first(),
    ),
  );
  const open = found.filter((item) => item?.state === "open").filter((item) => item !== null);
  const [first] = open;
  if (first) await expireOfCoach(ctx, first.userId, open, now);
}
