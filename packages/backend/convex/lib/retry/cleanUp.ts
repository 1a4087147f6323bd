/**
 * Deletes what a retry makes anew, exactly as its plan said. It must run in a nested mutation: whatever it throws takes
 * back what it had deleted.
 */
import { CLAIM_TABLE, changeStatus } from "@voice-flow/domain/state-machine/status-tables";
import type { RetryKind } from "@voice-flow/domain/vocabulary/operations";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { MAX_CLAIMS } from "../pipeline/checkClaims";
import { CONFIRMED, claimRows, decidedByCoach, draftRows, resolutionRows, UNDECIDED } from "./facts";

type Artifact = Doc<"voiceNoteArtifacts">;
type Totals = Artifact["totals"];

/** Returns the note's totals without what was deleted. Throws rather than to delete what must be kept. */
export async function cleanUpFor(
  ctx: MutationCtx,
  artifact: Artifact,
  kind: RetryKind,
  now: number,
): Promise<Totals> {
  switch (kind) {
    case "retryTranscription":
    case "retryFullPipeline":
      await deleteTranscripts(ctx, artifact);
      return await deleteClaims(ctx, artifact);
    case "retryClaimsExtraction":
      return await deleteClaims(ctx, artifact);
    case "retryEntityResolution":
      return await reopenClaims(ctx, artifact, now);
    case "retryDraftGeneration":
      return await deleteUndecided(ctx, artifact, now);
  }
}

async function deleteTranscripts(ctx: MutationCtx, { _id }: Artifact): Promise<void> {
  const transcripts = await ctx.db
    .query("voiceNoteTranscripts")
    .withIndex("by_artifactId", (q) => q.eq("artifactId", _id))
    .take(2);
  for (const transcript of transcripts) await ctx.db.delete("voiceNoteTranscripts", transcript._id);
}

/** The claims and all that rests on them: names, and drafts that no coach has confirmed. */
async function deleteClaims(ctx: MutationCtx, { _id, totals }: Artifact): Promise<Totals> {
  for (const status of CONFIRMED) {
    const [kept] = await draftRows(ctx.db, _id, status, 1);
    if (kept) throw new Error("Claims under a confirmed draft are never deleted.");
  }
  for (const status of [...UNDECIDED, "rejected" as const]) {
    for (const draft of await draftRows(ctx.db, _id, status)) await ctx.db.delete("insightDrafts", draft._id);
  }
  for (const resolution of await resolutionRows(ctx.db, _id)) {
    await ctx.db.delete("voiceNoteEntityResolutions", resolution._id);
  }
  const claims = await claimRows(ctx.db, _id, MAX_CLAIMS + 1);
  for (const claim of claims) await ctx.db.delete("voiceNoteClaims", claim._id);
  // What a run cannot have made is somebody's mistake, and half of it must not be deleted.
  if (claims.length > MAX_CLAIMS) throw new Error("The note has more claims than a run can store.");
  return { ...totals, claimCount: 0, disambiguationCount: 0, draftCount: 0 };
}

/** The claims wait for their names again; names that the coach decided stay. */
async function reopenClaims(ctx: MutationCtx, artifact: Artifact, now: number): Promise<Totals> {
  const totals = await deleteUndecided(ctx, artifact, now);
  for (const resolution of await resolutionRows(ctx.db, artifact._id)) {
    if (!decidedByCoach(resolution)) await ctx.db.delete("voiceNoteEntityResolutions", resolution._id);
  }
  for (const claim of await claimRows(ctx.db, artifact._id)) {
    const reopened = changeStatus(CLAIM_TABLE, claim.status, "extracted", "retry");
    if (!reopened.ok) continue;
    await ctx.db.patch("voiceNoteClaims", claim._id, { status: reopened.status, updatedAt: now });
  }
  return { ...totals, disambiguationCount: 0 };
}

/** Drafts that nobody decided on, and the reasons why other claims have none. */
async function deleteUndecided(ctx: MutationCtx, { _id, totals }: Artifact, now: number): Promise<Totals> {
  let deleted = 0;
  for (const status of UNDECIDED) {
    for (const draft of await draftRows(ctx.db, _id, status)) {
      await ctx.db.delete("insightDrafts", draft._id);
      deleted += 1;
    }
  }
  for (const claim of await claimRows(ctx.db, _id)) {
    if (claim.noDraftReason === undefined || claim.status === "discarded") continue;
    await ctx.db.patch("voiceNoteClaims", claim._id, { noDraftReason: undefined, updatedAt: now });
  }
  return { ...totals, draftCount: Math.max(0, totals.draftCount - deleted) };
}
