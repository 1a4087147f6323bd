/** What a note's summary says: the drafts that wait, under their numbers, what was saved, and the open names. */
import { replies } from "@voice-flow/domain/messages/catalogue";
import { numberEntries, type SummaryEntry, type UnmatchedName } from "@voice-flow/domain/messages/summary";
import { mentionKey } from "@voice-flow/domain/names/normalize";
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { organizationsOfCoach } from "../host/people";

/** A note has a handful of each; what is over this comes with the next summary. */
const MAX_DRAFTS = 60;
const MAX_RESOLUTIONS = 60;

type Artifact = Doc<"voiceNoteArtifacts">;

export interface NoteSummary {
  body: string;
  /** The drafts that the text shows, in the order of their numbers from 1. */
  draftIds: Id<"insightDrafts">[];
  hasOpenNames: boolean;
}

/** `canSnooze` is false of a summary that was put off as often as it may be. */
export async function readSummary(
  db: DbReader,
  artifact: Artifact,
  { isReminder: reminder, canSnooze }: { isReminder: boolean; canSnooze: boolean },
): Promise<NoteSummary> {
  const pending = await draftsOf(db, artifact._id, "pending");
  const saved = await draftsOf(db, artifact._id, "applied");
  const entries = numberEntries(
    await Promise.all(pending.map(async (draft) => ({ ...(await asEntry(db, draft)), draftId: draft._id }))),
  );
  const unmatched = (await openNamesOf(db, artifact._id)).map(asUnmatched);
  const { text, numbers } = replies.summary({
    organizationName: await nameToSay(db, artifact),
    pending: entries,
    saved: await Promise.all(saved.map((draft) => asEntry(db, draft))),
    unmatched,
    reminder,
    canSnooze,
  });
  return {
    body: text,
    draftIds: entries.filter(({ number }) => numbers.includes(number)).map(({ draftId }) => draftId),
    hasOpenNames: unmatched.length > 0,
  };
}

const asUnmatched = ({ spokenText, candidates }: OpenName): UnmatchedName => ({
  spokenText,
  candidates: candidates.map(({ name }) => name),
});

/** The club's name, for coaches who have several. */
async function nameToSay(db: DbReader, artifact: Artifact): Promise<string | undefined> {
  const clubs = await organizationsOfCoach(db, artifact.senderUserId);
  return clubs.length > 1
    ? clubs.find((club) => club.organizationId === artifact.organizationId)?.name
    : undefined;
}

/** In the order of the note. */
const draftsOf = async (
  db: DbReader,
  artifactId: Id<"voiceNoteArtifacts">,
  status: Doc<"insightDrafts">["status"],
) =>
  await db
    .query("insightDrafts")
    .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifactId).eq("status", status))
    .take(MAX_DRAFTS);

async function asEntry(db: DbReader, draft: Doc<"insightDrafts">): Promise<SummaryEntry> {
  const player = draft.playerId ? await db.get("players", draft.playerId) : null;
  const team = !player && draft.teamId ? await db.get("teams", draft.teamId) : null;
  const subject = player ? `${player.firstName} ${player.lastName}` : team?.name;
  return { topic: draft.topic, ...(subject ? { subject } : {}), text: draft.description || draft.title };
}

/** A spoken name that waits for the coach, with the players whom it may mean, best first. */
export interface OpenName {
  spokenText: string;
  candidates: readonly { playerId: string; name: string }[];
}

/** Once each, however often they were said. */
export async function openNamesOf(db: DbReader, artifactId: Id<"voiceNoteArtifacts">): Promise<OpenName[]> {
  const names = new Map<string, OpenName>();
  for (const { rawText, candidates } of await openResolutionsOf(db, artifactId)) {
    const key = mentionKey(rawText);
    if (names.has(key)) continue;
    const players = candidates.filter(({ entityType }) => entityType === "player");
    names.set(key, {
      spokenText: rawText,
      candidates: players.map(({ entityId, entityName }) => ({ playerId: entityId, name: entityName })),
    });
  }
  return [...names.values()];
}

/** Mentions of players that nobody has linked yet, and the coach has not given up. */
async function openResolutionsOf(
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
  return byStatus
    .flat()
    .filter((row) => row.mentionType === "player_name" && row.resolvedByUserId === undefined);
}
