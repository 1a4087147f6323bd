/** A coach's decisions on drafts. Deciding twice is deciding once. */
import { draftDecidedEvent } from "@voice-flow/domain/events/build";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { PipelineEvent } from "../../tables/monitoring";
import { emitEvents, eventSubject } from "../foundation/events";
import { confirmAliasOf } from "./aliases";
import { applyDraft, type Draft, setDraftStatus } from "./applyDraft";
import { artifactOrThrow, updateArtifact } from "./transition";

export type DraftOutcome =
  /** Decided now. */
  | "applied"
  | "rejected"
  /** Decided before, either way, or too late. */
  | "already_applied"
  | "already_rejected"
  | "expired"
  /** Gone, or another coach's. */
  | "not_found";

export interface DecidedDraft {
  draftId: Id<"insightDrafts">;
  outcome: DraftOutcome;
}

interface Decision {
  coachUserId: Id<"users">;
  draftIds: readonly Id<"insightDrafts">[];
  /** ms */
  now: number;
}

/** Confirms and applies the coach's pending drafts; each becomes an insight in this transaction. */
export const confirmDrafts = (ctx: MutationCtx, decision: Decision): Promise<DecidedDraft[]> =>
  decide(ctx, decision, "draft_confirmed");

export const rejectDrafts = (ctx: MutationCtx, decision: Decision): Promise<DecidedDraft[]> =>
  decide(ctx, decision, "draft_rejected");

async function decide(
  ctx: MutationCtx,
  { coachUserId, draftIds, now }: Decision,
  decision: "draft_confirmed" | "draft_rejected",
): Promise<DecidedDraft[]> {
  const outcomes: DecidedDraft[] = [];
  const decided: Draft[] = [];
  for (const draftId of new Set(draftIds)) {
    const draft = await ctx.db.get("insightDrafts", draftId);
    if (!draft || draft.coachUserId !== coachUserId) {
      outcomes.push({ draftId, outcome: "not_found" });
      continue;
    }
    const settled = settledOutcome(draft, now);
    if (settled) {
      outcomes.push({ draftId, outcome: settled });
      continue;
    }
    await (decision === "draft_confirmed"
      ? confirmOne(ctx, draft, now)
      : setDraftStatus(ctx, draft, "rejected", now));
    decided.push(draft);
    outcomes.push({ draftId, outcome: decision === "draft_confirmed" ? "applied" : "rejected" });
  }
  await tell(ctx, decided, decision, now);
  return outcomes;
}

function settledOutcome(draft: Draft, now: number): DraftOutcome | undefined {
  switch (draft.status) {
    case "applied":
    case "confirmed":
      return "already_applied";
    case "rejected":
      return "already_rejected";
    case "expired":
      return "expired";
    case "pending":
      return draft.expiresAt <= now ? "expired" : undefined;
  }
}

async function confirmOne(ctx: MutationCtx, draft: Draft, now: number): Promise<void> {
  const { voiceNoteId } = await artifactOrThrow(ctx.db, draft.artifactId);
  if (!voiceNoteId) throw new Error("A draft's artifact has no note.");
  await applyDraft(ctx, await setDraftStatus(ctx, draft, "confirmed", now), voiceNoteId, now);
  await confirmAliasOf(ctx, draft);
}

/** One emission for the whole decision, and the artifacts' running totals. */
async function tell(
  ctx: MutationCtx,
  drafts: readonly Draft[],
  decision: "draft_confirmed" | "draft_rejected",
  now: number,
): Promise<void> {
  const events: PipelineEvent[] = [];
  for (const artifactId of new Set(drafts.map((draft) => draft.artifactId))) {
    const artifact = await artifactOrThrow(ctx.db, artifactId);
    const ofArtifact = drafts.filter((draft) => draft.artifactId === artifactId);
    for (const draft of ofArtifact) {
      const reason: string | undefined = draft.confirmationReason;
      const corrected = reason === "name_corrected";
      events.push(
        draftDecidedEvent(eventSubject(artifact), artifact.attempt, draft._id, decision, now, { corrected }),
      );
    }
    if (decision === "draft_confirmed") {
      const confirmedCount = artifact.totals.confirmedCount + ofArtifact.length;
      await updateArtifact(ctx, artifactId, { totals: { ...artifact.totals, confirmedCount } }, now);
    }
  }
  await emitEvents(ctx, events);
}

/** A draft that was saved is taken back. */
export async function tellUndone(ctx: MutationCtx, draft: Draft, now: number): Promise<void> {
  const artifact = await artifactOrThrow(ctx.db, draft.artifactId);
  const subject = eventSubject(artifact);
  await emitEvents(ctx, [draftDecidedEvent(subject, artifact.attempt, draft._id, "draft_undone", now)]);
}
