/** Rows that wait for coaches, for tests of what is counted and shown of them. */
import type { Id } from "../convex/_generated/dataModel";
import type { Backend } from "./harness";

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

export interface Waiting {
  /** Pending drafts, `perNote` of each note, the first one the oldest. */
  drafts?: number;
  perNote?: number;
  /** Notes with an open question. */
  asked?: number;
  /** Names to choose a player for. */
  names?: number;
  /** ms: the newest of each. Every earlier note waits an hour longer. */
  now: number;
}

/** Stores them without the pipeline. Returns the public ids of the notes with drafts, the one that waits longest first. */
export async function storeWaiting(
  t: Backend,
  { drafts = 0, perNote = 2, asked = 0, names = 0, now }: Waiting,
): Promise<string[]> {
  return await t.run(async (ctx) => {
    const coachUserId = await ctx.db.insert("users", {
      phone: `+3538${Math.random().toString().slice(2, 10)}`,
      roles: ["coach"],
      createdAt: now,
      updatedAt: now,
    });
    const note = async (status: "completed" | "awaiting_coach", at: number) => {
      const artifactId = crypto.randomUUID();
      const _id = await ctx.db.insert("voiceNoteArtifacts", {
        artifactId,
        status,
        sourceChannel: "whatsapp_text",
        senderUserId: coachUserId,
        orgCandidates: [],
        noteType: "training",
        currentStage: status === "completed" ? "confirmation" : "claims_extraction",
        stageStartedAt: at,
        attempt: 1,
        totals: { claimCount: 1, disambiguationCount: 0, draftCount: 1, confirmedCount: 0, aiCost: 0 },
        createdAt: at,
        updatedAt: at,
      });
      return { _id, artifactId };
    };
    const claim = async (artifactId: Id<"voiceNoteArtifacts">, at: number) =>
      await ctx.db.insert("voiceNoteClaims", {
        claimId: crypto.randomUUID(),
        artifactId,
        organizationId: "org-0",
        coachUserId,
        position: 0,
        topic: "injury",
        title: "A claim",
        description: "A claim",
        sourceText: "A claim",
        sourceStart: 0,
        sourceEnd: 7,
        sentiment: "neutral",
        mentions: [],
        extractionConfidence: 0.9,
        status: "resolved",
        createdAt: at,
        updatedAt: at,
      });
    const ids: string[] = [];
    const notes = Math.ceil(drafts / perNote);
    for (let index = 0; index < notes; index += 1) {
      const at = now - (notes - 1 - index) * HOUR;
      const { _id, artifactId } = await note("completed", at);
      ids.push(artifactId);
      const claimId = await claim(_id, at);
      for (let one = 0; one < Math.min(perNote, drafts - index * perNote); one += 1) {
        await ctx.db.insert("insightDrafts", {
          artifactId: _id,
          claimId,
          organizationId: "org-0",
          coachUserId,
          topic: "injury",
          title: "A draft",
          description: "A draft",
          aiConfidence: 0.9,
          resolutionConfidence: 1,
          overallConfidence: 0.9,
          requiresConfirmation: true,
          status: "pending",
          expiresAt: at + WEEK,
          createdAt: at,
          updatedAt: at,
        });
      }
    }
    for (let index = 0; index < asked; index += 1) {
      await note("awaiting_coach", now - (asked - 1 - index) * HOUR);
    }
    if (names > 0) {
      const { _id } = await note("completed", now);
      const claimId = await claim(_id, now);
      for (let index = 0; index < names; index += 1) {
        await ctx.db.insert("voiceNoteEntityResolutions", {
          claimId,
          artifactId: _id,
          organizationId: "org-0",
          coachUserId,
          mentionIndex: index,
          mentionType: "player_name",
          rawText: "Alex",
          candidates: [],
          status: "needs_disambiguation",
          resolutionConfidence: 0,
          createdAt: now - (names - 1 - index) * HOUR,
        });
      }
    }
    return ids;
  });
}
