/**
 * One note, of which a player is erased. If it mentions the player, the recording, the transcript and the messages about it
 * go as a whole, since the words around a name identify too; of the claims, drafts and insights those about the player
 * lose their text, and those about others lose the name alone.
 */

import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { ErasureNames } from "../../tables/privacy";
import { syncItems } from "../conversation/syncItems";
import { setDraftStatus } from "../pipeline/applyDraft";
import { setClaimStatus } from "../pipeline/resolutions";
import { eraseMessage, eraseOutbound } from "./eraseMessages";
import { ERASED, mentionsName, namesSomebody, withoutNames } from "./names";
import { isOpenResolution, type NoteRows, readNoteRows } from "./noteRows";
import { removeNoteAudio } from "./recordings";

export interface Subject {
  playerId: Id<"players">;
  names: ErasureNames;
}

/** Returns whether there was anything to erase. Again, it changes nothing. */
export async function eraseFromNote(
  ctx: MutationCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  subject: Subject,
  now: number,
): Promise<boolean> {
  const rows = await readNoteRows(ctx.db, artifact);
  const about = claimsAbout(rows, subject);
  const mentioned = about.size > 0 || mentionedInText(rows, subject);
  await eraseResolutions(ctx, rows, about, subject);
  if (!mentioned) return false;
  const hadWords = holdsWords(rows, about);
  // What the coach called the player in this note, unless somebody else was called the same in it.
  const spoken = rows.resolutions.filter((row) => isOf(row, subject)).map((row) => row.rawText);
  const ofOthers = rows.resolutions.filter((row) => !isOf(row, subject)).map((row) => row.rawText);
  const names = [
    ...subject.names.own,
    ...spoken.filter((text) => text !== ERASED && !ofOthers.some((other) => mentionsName(other, [text]))),
  ];
  await eraseClaims(ctx, rows, about, names, now);
  await eraseDraftsAndInsights(ctx, rows, about, subject, names, now);
  await eraseWhole(ctx, rows, now);
  // What is gone is not asked about any more.
  await syncItems(ctx, artifact, now);
  await eraseFromRecords(ctx, rows, names);
  return hadWords;
}

const holdsWords = (
  { note, transcript, message, claims }: NoteRows,
  about: ReadonlySet<Id<"voiceNoteClaims">>,
): boolean =>
  transcript !== null ||
  note?.transcription !== undefined ||
  note?.audioStorageId !== undefined ||
  (message !== null && message.body !== ERASED) ||
  claims.some((claim) => about.has(claim._id) && claim.title !== ERASED);

/** The mention is the player's: linked, or open with the player as its best candidate. */
const isOf = (row: Doc<"voiceNoteEntityResolutions">, { playerId }: Subject): boolean =>
  row.resolvedEntityId === playerId ||
  (isOpenResolution(row) &&
    row.candidates.some(
      ({ entityId, score }) => entityId === playerId && row.candidates.every((other) => other.score <= score),
    ));

export function claimsAbout(
  { claims, resolutions, drafts }: NoteRows,
  subject: Subject,
): Set<Id<"voiceNoteClaims">> {
  const { playerId } = subject;
  const byModel = claims.filter(({ _id, mentions }) =>
    // What the model took somebody for is a hint that a resolution overrules.
    mentions.some(
      ({ candidatePlayerId }, index) =>
        candidatePlayerId === playerId &&
        !resolutions.some((row) => row.claimId === _id && row.mentionIndex === index),
    ),
  );
  return new Set([
    ...byModel.map(({ _id }) => _id),
    ...resolutions.filter((row) => isOf(row, subject)).map((row) => row.claimId),
    ...drafts.filter((draft) => draft.playerId === playerId).map((draft) => draft.claimId),
  ]);
}

/** By names that are nobody else's; where no claim tells who was meant, by any that may be the player's. */
export function mentionedInText(
  { claims, note, transcript, message }: NoteRows,
  { names }: Subject,
): boolean {
  const texts = [
    note?.transcription,
    transcript?.fullText,
    message?.body,
    ...claims.flatMap((claim) => [claim.title, claim.description, claim.sourceText]),
  ];
  const found = claims.length > 0 ? namesSomebody : mentionsName;
  const wanted = claims.length > 0 ? names.own : names.any;
  return texts.some((text) => text !== undefined && found(text, wanted));
}

async function eraseResolutions(
  ctx: MutationCtx,
  { resolutions }: NoteRows,
  about: ReadonlySet<Id<"voiceNoteClaims">>,
  subject: Subject,
): Promise<void> {
  for (const row of resolutions) {
    const candidates = row.candidates.filter(({ entityId }) => entityId !== subject.playerId);
    const his = isOf(row, subject);
    const named = about.has(row.claimId) && mentionsName(row.rawText, subject.names.own);
    if (candidates.length === row.candidates.length && !his && !named) continue;
    await ctx.db.patch("voiceNoteEntityResolutions", row._id, {
      candidates,
      ...(his || named ? { rawText: ERASED } : {}),
      ...(row.resolvedEntityId === subject.playerId ? { resolvedEntityName: ERASED } : {}),
      // Nobody is asked who it was.
      ...(his && row.status === "needs_disambiguation" ? { status: "unresolved" as const } : {}),
    });
  }
}

async function eraseClaims(
  ctx: MutationCtx,
  { claims, resolutions }: NoteRows,
  about: ReadonlySet<Id<"voiceNoteClaims">>,
  names: readonly string[],
  now: number,
): Promise<void> {
  for (const claim of claims) {
    const whole = about.has(claim._id);
    const clean = (text: string) => (whole ? ERASED : withoutNames(text, names));
    const cleanIfAny = (text: string | undefined) => (text === undefined ? undefined : clean(text));
    const ofOthers = resolutions.filter((row) => row.claimId === claim._id && row.resolvedEntityId);
    await ctx.db.patch("voiceNoteClaims", claim._id, {
      title: clean(claim.title),
      description: clean(claim.description),
      sourceText: clean(claim.sourceText),
      recommendedAction: cleanIfAny(claim.recommendedAction),
      timeReference: cleanIfAny(claim.timeReference),
      skillName: cleanIfAny(claim.skillName),
      mentions: claim.mentions.map((mention, index) => {
        // In a claim about the player a name stays only if it is known to be somebody else's.
        const known = ofOthers.some((row) => row.mentionIndex === index && row.rawText !== ERASED);
        return { ...mention, rawText: whole && !known ? ERASED : withoutNames(mention.rawText, names) };
      }),
    });
    if (whole && claim.status === "needs_disambiguation") {
      await setClaimStatus(ctx, claim, "discarded", now, { noDraftReason: "name_unresolved" });
    }
  }
}

async function eraseDraftsAndInsights(
  ctx: MutationCtx,
  { drafts, insights }: NoteRows,
  about: ReadonlySet<Id<"voiceNoteClaims">>,
  { playerId }: Subject,
  names: readonly string[],
  now: number,
): Promise<void> {
  const his = new Set(
    drafts.filter((draft) => draft.playerId === playerId || about.has(draft.claimId)).map(({ _id }) => _id),
  );
  const cleaned = (row: { title: string; description: string }, whole: boolean) =>
    whole
      ? { title: ERASED, description: ERASED }
      : { title: withoutNames(row.title, names), description: withoutNames(row.description, names) };
  for (const draft of drafts) {
    await ctx.db.patch("insightDrafts", draft._id, cleaned(draft, his.has(draft._id)));
    if (his.has(draft._id) && draft.status === "pending") await setDraftStatus(ctx, draft, "expired", now);
  }
  for (const insight of insights) {
    const whole = insight.playerId === playerId || his.has(insight.draftId);
    await ctx.db.patch("voiceNoteInsights", insight._id, cleaned(insight, whole));
  }
}

/** The recording, what was heard, what was written, and what was sent about it. */
async function eraseWhole(ctx: MutationCtx, rows: NoteRows, now: number): Promise<void> {
  const { note, transcript, message, outbound } = rows;
  if (transcript) await ctx.db.delete("voiceNoteTranscripts", transcript._id);
  if (message) await eraseMessage(ctx, message, now);
  if (note) {
    await removeNoteAudio(ctx, note, now);
    await ctx.db.patch("voiceNotes", note._id, { transcription: undefined, contentKey: undefined });
  }
  for (const sent of outbound) await eraseOutbound(ctx, sent);
}

/** Events and retries stay; a name that somebody wrote into their free text does not. */
async function eraseFromRecords(
  ctx: MutationCtx,
  { events, retries }: NoteRows,
  names: readonly string[],
): Promise<void> {
  for (const { _id, errorMessage } of events) {
    if (!errorMessage || !mentionsName(errorMessage, names)) continue;
    await ctx.db.patch("voicePipelineEvents", _id, { errorMessage: withoutNames(errorMessage, names) });
  }
  for (const { _id, reason } of retries) {
    if (!reason || !mentionsName(reason, names)) continue;
    await ctx.db.patch("voicePipelineRetries", _id, { reason: withoutNames(reason, names) });
  }
}
