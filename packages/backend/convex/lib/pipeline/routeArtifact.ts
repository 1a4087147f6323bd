/** The club of a voice note, once it is known what was said. */
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { rememberClub } from "./clubMemory";
import { decideClub } from "./decideClub";
import { recordNoteProgress } from "./notes";
import { notifyCoach } from "./notices";
import { moveArtifact, updateArtifact } from "./transition";

type Artifact = Doc<"voiceNoteArtifacts">;

/**
 * The artifact with its club, or null where it goes no further now: the coach is asked which club it is for, or has none.
 * The artifact must be `transcribed`.
 */
export async function routeArtifact(
  ctx: MutationCtx,
  artifact: Artifact,
  transcript: string,
  now: number,
): Promise<Artifact | null> {
  const decision = await decideClub(ctx.db, artifact.senderUserId, transcript, now);
  switch (decision.kind) {
    case "club":
      return await assignClub(ctx, artifact, decision, now);
    case "none":
      await moveArtifact(ctx, artifact, { type: "reject" }, { now, changes: { statusReason: "no_team" } });
      await recordNoteProgress(ctx, artifact.voiceNoteId, { insightsStatus: "cancelled" }, now);
      await notifyCoach(ctx, { kind: "coach_without_team", artifactId: artifact._id });
      return null;
    case "ask": {
      const changes = { statusReason: "club_unknown" } as const;
      const moved = await moveArtifact(ctx, artifact, { type: "ask_coach" }, { now, changes });
      if (!moved.ok) return null;
      const progress = { insightsStatus: "awaiting_confirmation" } as const;
      await recordNoteProgress(ctx, artifact.voiceNoteId, progress, now);
      const organizationIds = decision.clubs.map((club) => club.organizationId);
      await notifyCoach(ctx, { kind: "club_unknown", artifactId: artifact._id, organizationIds });
      return null;
    }
  }
}

/** Writes the club everywhere where the note is. */
export async function assignClub(
  ctx: MutationCtx,
  artifact: Artifact,
  { organizationId, confidence, reason }: { organizationId: string; confidence: number; reason: string },
  now: number,
): Promise<Artifact> {
  const changes = { organizationId, orgCandidates: [{ organizationId, confidence, reason }] };
  await updateArtifact(ctx, artifact._id, changes, now);
  const { voiceNoteId, whatsappMessageId } = artifact;
  if (voiceNoteId) await ctx.db.patch("voiceNotes", voiceNoteId, { organizationId, updatedAt: now });
  if (whatsappMessageId) {
    await ctx.db.patch("whatsappMessages", whatsappMessageId, { organizationId, updatedAt: now });
  }
  await rememberClub(ctx.db, artifact.senderUserId, organizationId, now);
  return { ...artifact, ...changes, updatedAt: now };
}

/** Whether the artifact waits for its club, and not for an answer about its transcript. */
export const awaitsClub = (artifact: Artifact): boolean =>
  artifact.status === "awaiting_coach" &&
  artifact.organizationId === undefined &&
  artifact.currentStage === "claims_extraction";
