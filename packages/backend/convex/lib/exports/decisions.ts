/** Notes of a club with what their coaches decided, as labelled notes without names: material to judge a model by. */
import { type DecidedClaim, labelledFromDecisions } from "@voice-flow/domain/quality/decided-note";
import { isAudioChannel } from "@voice-flow/domain/vocabulary/pipeline";
import type { PaginationOptions } from "convex/server";
import type { Doc } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { readRoster } from "../host/roster";
import { findTranscript } from "../pipeline/claims";
import { claimsOf, resolutionsOfClaim } from "../pipeline/resolutions";

/** Each with its transcript, squad, claims, names and drafts: some two hundred documents. */
export const MAX_NOTES_PER_PAGE = 10;
const MAX_DRAFTS_PER_CLAIM = 5;

export interface DecisionsRequest {
  organizationId: string;
  /** ms, inclusive and exclusive. */
  from: number;
  to: number;
}

export interface DecisionsPage {
  /** A labelled note each, as JSON. Without an id that leads back: a number within the export. */
  notes: string[];
  isDone: boolean;
  continueCursor: string;
}

export async function decisionsPage(
  db: DbReader,
  { organizationId, from, to }: DecisionsRequest,
  firstNumber: number,
  paginationOpts: PaginationOptions,
): Promise<DecisionsPage> {
  const found = await db
    .query("voiceNoteArtifacts")
    .withIndex("by_org_and_createdAt", (q) =>
      q.eq("organizationId", organizationId).gte("createdAt", from).lt("createdAt", to),
    )
    .paginate({ ...paginationOpts, numItems: Math.min(paginationOpts.numItems, MAX_NOTES_PER_PAGE) });
  const notes: string[] = [];
  for (const artifact of found.page) {
    const note = await decidedNote(db, artifact, firstNumber + notes.length);
    if (note) notes.push(JSON.stringify(note));
  }
  return { notes, isDone: found.isDone, continueCursor: found.continueCursor };
}

/** Null for a note about which nothing was decided. */
async function decidedNote(db: DbReader, artifact: Doc<"voiceNoteArtifacts">, number: number) {
  const transcript = await findTranscript(db, artifact._id);
  if (!transcript || artifact.status !== "completed") return null;
  const rows = await claimsOf(db, artifact._id);
  const claims = (await Promise.all(rows.map((claim) => decidedClaims(db, claim)))).flat();
  if (claims.every(({ outcome }) => outcome === "open")) return null;
  const roster = await readRoster(db, artifact.senderUserId, artifact.organizationId);
  return labelledFromDecisions({
    id: `decided-${number}`,
    source: isAudioChannel(artifact.sourceChannel) ? "transcript" : "typed",
    noteType: artifact.noteType,
    text: transcript.fullText,
    players: roster.players,
    coaches: roster.coaches,
    coachUserId: artifact.senderUserId,
    teams: roster.teams.map(({ _id: teamId, name, ageGroup }) => ({ teamId, name, ageGroup })),
    claims,
  });
}

/** One for each draft of the claim: a corrected name has an undone one and another. */
async function decidedClaims(db: DbReader, claim: Doc<"voiceNoteClaims">): Promise<DecidedClaim[]> {
  const drafts = await db
    .query("insightDrafts")
    .withIndex("by_claimId", (q) => q.eq("claimId", claim._id))
    .take(MAX_DRAFTS_PER_CLAIM);
  const names = await resolutionsOfClaim(db, claim._id);
  const said = claim.mentions.find(({ mentionType }) => mentionType === "player_name");
  const linked = names.find(({ mentionType }) => mentionType === "player_name")?.resolvedEntityId;
  const common = {
    topic: claim.topic,
    severity: claim.severity,
    quote: claim.sourceEnd > claim.sourceStart ? { start: claim.sourceStart, end: claim.sourceEnd } : null,
    said: said && { start: said.position, end: said.position + said.rawText.length },
    assignee: assigneeOf(claim),
  };
  if (drafts.length === 0) return [{ ...common, outcome: "open", playerId: linked }];
  return drafts.map((draft) => ({
    ...common,
    outcome: outcomeOf(draft),
    playerId: draft.playerId,
    teamId: draft.teamId,
  }));
}

function assigneeOf({
  topic,
  assigneeUserId,
  coachUserId,
  mentions,
}: Doc<"voiceNoteClaims">): DecidedClaim["assignee"] {
  if (topic !== "todo") return "nobody";
  if (assigneeUserId === coachUserId) return "recording_coach";
  const named = assigneeUserId ?? mentions.find(({ mentionType }) => mentionType === "coach_name");
  return named ? "named_coach" : "nobody";
}

/** What was saved without asking says nothing: the coach may never have looked at it. */
function outcomeOf({ status, requiresConfirmation, confirmationReason }: Doc<"insightDrafts">) {
  const outcomes: Partial<Record<string, DecidedClaim["outcome"]>> = {
    rejected: "rejected",
    undone: "undone",
    ...(requiresConfirmation
      ? { confirmed: savedAs(confirmationReason), applied: savedAs(confirmationReason) }
      : {}),
  };
  return outcomes[status] ?? "open";
}

const savedAs = (reason: string | undefined) => (reason === "name_corrected" ? "corrected" : "confirmed");
