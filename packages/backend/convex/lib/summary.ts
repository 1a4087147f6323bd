/** What a note's summary says: the drafts that wait, in the order in which they are numbered, and the open names. */
import { CLAIM_TOPICS, type ClaimTopic } from "@voice-flow/domain/vocabulary/notes";
import type { Doc, Id } from "../_generated/dataModel";
import type { DbReader } from "./context";

/** A note has a handful of each; a summary of more than this would not be read. */
const MAX_DRAFTS = 60;
const MAX_RESOLUTIONS = 60;

export interface SummaryItem {
  draftId: Id<"insightDrafts">;
  topic: ClaimTopic;
  title: string;
  /** The player or team it is about. */
  subject?: string;
}

export interface OpenName {
  spokenText: string;
  /** Players it may be, best first; none where the name is unknown. */
  candidates: readonly string[];
}

export interface Summary {
  items: readonly SummaryItem[];
  /** Applied without asking. */
  applied: readonly SummaryItem[];
  openNames: readonly OpenName[];
}

export async function readSummary(db: DbReader, artifact: Doc<"voiceNoteArtifacts">): Promise<Summary> {
  const pending = await draftsOf(db, artifact._id, "pending");
  const applied = await draftsOf(db, artifact._id, "applied");
  return {
    items: inSummaryOrder(await Promise.all(pending.map((draft) => asItem(db, draft)))),
    applied: inSummaryOrder(await Promise.all(applied.map((draft) => asItem(db, draft)))),
    openNames: await openNamesOf(db, artifact._id),
  };
}

const draftsOf = async (
  db: DbReader,
  artifactId: Id<"voiceNoteArtifacts">,
  status: Doc<"insightDrafts">["status"],
) =>
  await db
    .query("insightDrafts")
    .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifactId).eq("status", status))
    .take(MAX_DRAFTS);

/** The vocabulary begins with injuries, and lists the topics in the order in which coaches want to read them. */
const inSummaryOrder = (items: SummaryItem[]): SummaryItem[] =>
  items.toSorted((a, b) => CLAIM_TOPICS.indexOf(a.topic) - CLAIM_TOPICS.indexOf(b.topic));

async function asItem(db: DbReader, draft: Doc<"insightDrafts">): Promise<SummaryItem> {
  const player = draft.playerId ? await db.get("players", draft.playerId) : null;
  const team = !player && draft.teamId ? await db.get("teams", draft.teamId) : null;
  const subject = player ? `${player.firstName} ${player.lastName}` : team?.name;
  return { draftId: draft._id, topic: draft.topic, title: draft.title, ...(subject ? { subject } : {}) };
}

/** Names that wait for the coach, once each, however often they were said. */
async function openNamesOf(db: DbReader, artifactId: Id<"voiceNoteArtifacts">): Promise<OpenName[]> {
  const rows = await openResolutionsOf(db, artifactId);
  const names = new Map<string, OpenName>();
  for (const { rawText, candidates } of rows) {
    const key = rawText.toLowerCase();
    if (!names.has(key)) {
      names.set(key, { spokenText: rawText, candidates: candidates.map((each) => each.entityName) });
    }
  }
  return [...names.values()];
}

export async function openResolutionsOf(
  db: DbReader,
  artifactId: Id<"voiceNoteArtifacts">,
): Promise<Doc<"voiceNoteEntityResolutions">[]> {
  const byStatus = await Promise.all(
    (["needs_disambiguation", "unresolved"] as const).map((status) =>
      db
        .query("voiceNoteEntityResolutions")
        .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifactId).eq("status", status))
        .take(MAX_RESOLUTIONS),
    ),
  );
  // A team or a group that was not recognised is nothing to ask a coach about.
  return byStatus.flat().filter((row) => row.mentionType === "player_name");
}
