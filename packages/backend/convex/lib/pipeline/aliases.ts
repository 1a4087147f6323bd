/** What a coach once meant by a name, per coach, club and normalised spoken text. */
import { mentionKey } from "@voice-flow/domain/names/normalize";
import type { NoteAlias } from "@voice-flow/domain/names/resolve-note";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader } from "../foundation/context";

/** The remembered choices for the names of this note, one look-up per name. */
export async function aliasesFor(
  db: DbReader,
  coachUserId: Id<"users">,
  organizationId: string | undefined,
  claims: readonly Doc<"voiceNoteClaims">[],
): Promise<NoteAlias<Id<"players">>[]> {
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
    const { rawText, resolvedEntityId: playerId, amongPlayerIds, confirmedCount } = row;
    return [{ rawText, playerId, confirmedCount, ...(amongPlayerIds ? { amongPlayerIds } : {}) }];
  });
}

/** Counts one more use of each remembered choice that linked a name. `spokenTexts` are normalised. */
export async function countAliasUses(
  ctx: MutationCtx,
  { senderUserId: coachUserId, organizationId }: Doc<"voiceNoteArtifacts">,
  spokenTexts: readonly string[],
  now: number,
): Promise<void> {
  if (organizationId === undefined) return;
  for (const rawText of new Set(spokenTexts)) {
    const alias = await findAlias(ctx.db, coachUserId, organizationId, rawText);
    if (!alias) continue;
    await ctx.db.patch("coachPlayerAliases", alias._id, { useCount: alias.useCount + 1, lastUsedAt: now });
  }
}

/** A claim has at most so many mentions. */
const MAX_MENTIONS = 25;

/** The coach confirmed what rests on a remembered choice, and so stands by it once more. */
export async function confirmAliasOf(
  ctx: MutationCtx,
  { claimId, coachUserId, organizationId, playerId }: Doc<"insightDrafts">,
): Promise<void> {
  const rows = await ctx.db
    .query("voiceNoteEntityResolutions")
    .withIndex("by_claimId", (q) => q.eq("claimId", claimId))
    .take(MAX_MENTIONS);
  const remembered = rows.find(
    ({ confirmedCount, resolvedEntityId }) => confirmedCount !== undefined && resolvedEntityId === playerId,
  );
  if (!remembered) return;
  const alias = await findAlias(ctx.db, coachUserId, organizationId, mentionKey(remembered.rawText));
  if (!alias || alias.resolvedEntityId !== playerId) return;
  await ctx.db.patch("coachPlayerAliases", alias._id, { confirmedCount: (alias.confirmedCount ?? 0) + 1 });
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
    const isSame = known.resolvedEntityId === resolvedEntityId;
    await ctx.db.patch("coachPlayerAliases", known._id, {
      resolvedEntityId,
      amongPlayerIds,
      useCount: isSame ? known.useCount + 1 : 1,
      confirmedCount: isSame ? (known.confirmedCount ?? 0) + 1 : 1,
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
    confirmedCount: 1,
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
