/** The names of a note that wait for its coach: each once, however often it was said. */
import { mentionKey } from "@voice-flow/domain/names/normalize";
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";

/** A note has a handful; every one is an item, so that none is dropped. */
const MAX_RESOLUTIONS = 200;

type Resolution = Doc<"voiceNoteEntityResolutions">;

export interface OpenName {
  spokenText: string;
  /** Its mentions, the first one first. */
  resolutions: readonly [Resolution, ...Resolution[]];
  /** Best first. */
  candidateIds: Id<"players">[];
}

export async function openNamesOf(db: DbReader, artifactId: Id<"voiceNoteArtifacts">): Promise<OpenName[]> {
  const byStatus = await Promise.all(
    (["needs_disambiguation", "unresolved"] as const).map((status) =>
      db
        .query("voiceNoteEntityResolutions")
        .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifactId).eq("status", status))
        .take(MAX_RESOLUTIONS),
    ),
  );
  const groups = new Map<string, [Resolution, ...Resolution[]]>();
  for (const row of byStatus.flat().filter(isAskedAbout)) {
    const key = mentionKey(row.rawText);
    // Without a name each claim is a question of its own.
    const group = key === "" ? `${row.claimId}:${row.rawText}` : key;
    const known = groups.get(group);
    if (known) known.push(row);
    else groups.set(group, [row]);
  }
  const asked = await Promise.all(
    [...groups.values()].map(async (resolutions) => {
      const claim = await db.get("voiceNoteClaims", resolutions[0].claimId);
      // Of what was dropped or erased nobody asks whom it was about.
      return claim && claim.status !== "discarded" ? [resolutions] : [];
    }),
  );
  return asked.flat().map((resolutions) => ({
    spokenText: resolutions[0].rawText,
    resolutions,
    candidateIds: resolutions[0].candidates.flatMap(({ entityType, entityId }) => {
      const id = entityType === "player" ? db.normalizeId("players", entityId) : null;
      return id ? [id] : [];
    }),
  }));
}

/** A team or a group that was not recognised is nothing to ask a coach about. */
const isAskedAbout = ({ mentionType, resolvedByUserId }: Resolution): boolean =>
  mentionType === "player_name" && resolvedByUserId === undefined;
