/** All rows of one note that hold words. */
import type { Doc } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { findTranscript } from "../pipeline/claims";
import { claimsOf } from "../pipeline/resolutions";

/** More than any note has: claims are bounded when they are stored, and everything else hangs on them. */
const MAX_ROWS = 500;
/** A run tells some fifteen events; an artifact is retried ten times an hour at most. */
const MAX_EVENTS = 1_000;

export interface NoteRows {
  note: Doc<"voiceNotes"> | null;
  transcript: Doc<"voiceNoteTranscripts"> | null;
  message: Doc<"whatsappMessages"> | null;
  claims: Doc<"voiceNoteClaims">[];
  resolutions: Doc<"voiceNoteEntityResolutions">[];
  drafts: Doc<"insightDrafts">[];
  insights: Doc<"voiceNoteInsights">[];
  outbound: Doc<"outboundMessages">[];
  events: Doc<"voicePipelineEvents">[];
  retries: Doc<"voicePipelineRetries">[];
}

export async function readNoteRows(db: DbReader, artifact: Doc<"voiceNoteArtifacts">): Promise<NoteRows> {
  const { _id: artifactId, voiceNoteId, whatsappMessageId } = artifact;
  return {
    note: voiceNoteId ? await db.get("voiceNotes", voiceNoteId) : null,
    transcript: await findTranscript(db, artifactId),
    message: whatsappMessageId ? await db.get("whatsappMessages", whatsappMessageId) : null,
    claims: await claimsOf(db, artifactId),
    resolutions: await db
      .query("voiceNoteEntityResolutions")
      .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifactId))
      .take(MAX_ROWS),
    drafts: await db
      .query("insightDrafts")
      .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifactId))
      .take(MAX_ROWS),
    insights: voiceNoteId
      ? await db
          .query("voiceNoteInsights")
          .withIndex("by_voiceNoteId", (q) => q.eq("voiceNoteId", voiceNoteId))
          .take(MAX_ROWS)
      : [],
    outbound: await db
      .query("outboundMessages")
      .withIndex("by_artifactId", (q) => q.eq("artifactId", artifactId))
      .take(MAX_ROWS),
    events: await db
      .query("voicePipelineEvents")
      .withIndex("by_artifactId", (q) => q.eq("artifactId", artifactId))
      .take(MAX_EVENTS),
    retries: await db
      .query("voicePipelineRetries")
      .withIndex("by_artifactId_and_startedAt", (q) => q.eq("artifactId", artifactId))
      .take(MAX_ROWS),
  };
}

export const isOpenResolution = ({ status }: Doc<"voiceNoteEntityResolutions">): boolean =>
  status === "needs_disambiguation" || status === "unresolved";
