/** What a coach once meant by a name, per coach, club and normalised spoken text. */
import { mentionKey } from "@voice-flow/domain/names/normalize";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader } from "../foundation/context";
import type { ResolutionWork, ResolvedMention } from "./resolutions";

/** The remembered choices for the names of this note, one look-up per name. */
export async function aliasesFor(
  db: DbReader,
  coachUserId: Id<"users">,
  organizationId: string | undefined,
  claims: readonly Doc<"voiceNoteClaims">[],
): Promise<ResolutionWork["aliases"]> {
  if (organizationId === undefined) return [];
  const names = claims.flatMap((claim) =>
    claim.mentions
      .filter((mention) => mention.mentionType === "player_name")
      .map((m) => mentionKey(m.rawText)),
  );
  const rows = await Promise.all(
    [...new Set(names)].map((rawText) => findAlias(db, coachUserId, organizationId, rawText)),
  );
  return rows.flatMap((row) => {
    if (!row) return [];
    const { rawText, resolvedEntityId: playerId, amongPlayerIds } = row;
    return [{ rawText, playerId, ...(amongPlayerIds ? { amongPlayerIds } : {}) }];
  });
}

/** Remembered choices that linked a name here have been of use once more. */
export async function countAliasUses(
  ctx: MutationCtx,
  { senderUserId: coachUserId, organizationId }: Doc<"voiceNoteArtifacts">,
  resolutions: readonly ResolvedMention[],
  now: number,
): Promise<void> {
  if (organizationId === undefined) return;
  const linked = resolutions.filter(({ resolved }) => resolved?.reasons.includes("coach_alias"));
  for (const rawText of new Set(linked.map((resolution) => mentionKey(resolution.rawText)))) {
    const alias = await findAlias(ctx.db, coachUserId, organizationId, rawText);
    if (!alias) continue;
    await ctx.db.patch("coachPlayerAliases", alias._id, { useCount: alias.useCount + 1, lastUsedAt: now });
  }
}

/** `rawText` is normalised (`mentionKey`). */
export async function findAlias(
  db: DbReader,
  coachUserId: Id<"users">,
  organizationId: string,
  rawText: string,
): Promise<Doc<"coachPlayerAliases"> | null> {
  return await db
    .query("coachPlayerAliases")
    .withIndex("by_coach_org_rawText", (q) =>
      q.eq("coachUserId", coachUserId).eq("organizationId", organizationId).eq("rawText", rawText),
    )
    .first();
}

/** The newest choice is the one that holds. `amongPlayerIds`: who else could have been meant. */
export async function rememberAlias(
  ctx: MutationCtx,
  { senderUserId: coachUserId, organizationId }: Doc<"voiceNoteArtifacts">,
  spokenText: string,
  {
    playerId: resolvedEntityId,
    amongPlayerIds,
  }: { playerId: Id<"players">; amongPlayerIds: Id<"players">[] },
  now: number,
): Promise<void> {
  const rawText = mentionKey(spokenText);
  if (organizationId === undefined || rawText === "") return;
  const known = await findAlias(ctx.db, coachUserId, organizationId, rawText);
  if (known) {
    const useCount = known.resolvedEntityId === resolvedEntityId ? known.useCount + 1 : 1;
    await ctx.db.patch("coachPlayerAliases", known._id, {
      resolvedEntityId,
      amongPlayerIds,
      useCount,
      lastUsedAt: now,
    });
    return;
  }
  await ctx.db.insert("coachPlayerAliases", {
    coachUserId,
    organizationId,
    rawText,
    resolvedEntityId,
    amongPlayerIds,
    useCount: 1,
    lastUsedAt: now,
    createdAt: now,
  });
}

/** The choice is not remembered any more. */
export async function forgetAlias(
  ctx: MutationCtx,
  { senderUserId: coachUserId, organizationId }: Doc<"voiceNoteArtifacts">,
  spokenText: string,
): Promise<void> {
  if (organizationId === undefined) return;
  const known = await findAlias(ctx.db, coachUserId, organizationId, mentionKey(spokenText));
  if (known) await ctx.db.delete("coachPlayerAliases", known._id);
}
