/** Notes that a coach records or types on the web: the gates, duplicates and pipeline of those that come by WhatsApp. */
import { MESSAGE_LIMITS } from "@voice-flow/domain/costs/limits";
import { storedContentKey, textContentKey } from "@voice-flow/domain/duplicates";
import type { Settings } from "@voice-flow/domain/settings";
import {
  type NoteRefusal,
  noteRefusalValidator,
  RECORDING_CONTENT_TYPES,
} from "@voice-flow/domain/vocabulary/coach-notes";
import type { NoteType } from "@voice-flow/domain/vocabulary/pipeline";
import { bareContentType } from "@voice-flow/domain/webhooks/media";
import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { emergencyOf } from "../ai/emergency";
import { takeFromLimits } from "../ai/platformLimits";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { organizationsOfCoach } from "../host/people";
import { rememberClub } from "../pipeline/clubMemory";
import { type IncomingNote, ingestNote } from "../pipeline/ingest";
import { findOriginalOf } from "./duplicates";
import { judgeText } from "./textGate";

/** What became of it: a refusal is no error, since the page says what to do about it. */
export const takenNoteValidator = v.union(
  v.object({ outcome: v.literal("taken"), noteId: v.id("voiceNotes") }),
  v.object({
    outcome: v.literal("refused"),
    reason: noteRefusalValidator,
    /** Of a duplicate: the note that it repeats. */
    originalNoteId: v.optional(v.id("voiceNotes")),
  }),
);
export type TakenNote = Infer<typeof takenNoteValidator>;

interface AppNote {
  noteType: NoteType;
  /** Needed of a coach with several clubs. */
  organizationId?: string;
}

const refused = (reason: NoteRefusal): TakenNote => ({ outcome: "refused", reason });

export async function takeTypedNote(
  ctx: MutationCtx,
  coach: Doc<"users">,
  { text, ...note }: AppNote & { text: string },
  now: number,
): Promise<TakenNote> {
  const settings = await readSettings(ctx.db);
  if ([...text].length > settings.TEXT_MAX_CHARACTERS) return refused("too_long");
  const reason = judgeText(text, settings);
  if (reason) return refused(reason);
  const contentKey = await textContentKey(text);
  return await start(ctx, coach, { ...note, contentKey }, { channel: "app_typed", text }, settings, now);
}

/** `contentType` is what the browser says; what the file was stored with wins. A file that is refused is deleted. */
export async function takeRecording(
  ctx: MutationCtx,
  coach: Doc<"users">,
  { storageId, contentType: declared, ...note }: AppNote & { storageId: Id<"_storage">; contentType: string },
  now: number,
): Promise<TakenNote> {
  const file = await ctx.db.system.get("_storage", storageId);
  // A file that a note has is nobody's to give again, or to have deleted.
  if (!file || (await hasNote(ctx.db, storageId))) return refused("upload_missing");
  const contentType = bareContentType(file.contentType ?? declared);
  // Not deleted either: it is no recording, whatever it is.
  if (!RECORDING_CONTENT_TYPES.some((known) => known === contentType)) return refused("not_audio");
  const settings = await readSettings(ctx.db);
  const taken =
    file.size === 0
      ? refused("upload_missing")
      : file.size > settings.MEDIA_MAX_BYTES
        ? refused("too_large")
        : await start(
            ctx,
            coach,
            { ...note, contentKey: storedContentKey(file.sha256) },
            { channel: "app_recorded", audioStorageId: storageId, contentType },
            settings,
            now,
          );
  if (taken.outcome === "refused") await ctx.storage.delete(storageId);
  return taken;
}

async function hasNote(db: DbReader, storageId: Id<"_storage">): Promise<boolean> {
  const note = await db
    .query("voiceNotes")
    .withIndex("by_audioStorageId", (q) => q.eq("audioStorageId", storageId))
    .first();
  return note !== null;
}

type Content =
  | { channel: "app_typed"; text: string }
  | { channel: "app_recorded"; audioStorageId: Id<"_storage">; contentType: string };

async function start(
  ctx: MutationCtx,
  coach: Doc<"users">,
  { organizationId: chosen, noteType, contentKey }: AppNote & { contentKey: string },
  content: Content,
  settings: Settings,
  now: number,
): Promise<TakenNote> {
  const clubs = await organizationsOfCoach(ctx.db, coach._id);
  if (clubs.length === 0) return refused("no_team");
  const club = clubs.length === 1 ? clubs[0] : clubs.find(({ organizationId }) => organizationId === chosen);
  if (!club) return refused("club_needed");
  const original = await findOriginalOf(ctx.db, { coachUserId: coach._id, contentKey, at: now });
  if (original) {
    const originalNoteId = original.note?._id ?? original.artifact?.voiceNoteId;
    return { outcome: "refused", reason: "duplicate", ...(originalNoteId ? { originalNoteId } : {}) };
  }
  // The form keeps what is refused: nothing has to be held here.
  if (await emergencyOf(ctx.db)) return refused("paused");
  const room = await takeFromLimits(ctx, MESSAGE_LIMITS, 1, settings, now);
  if (!room.ok) return refused("at_limit");
  const { organizationId } = club;
  const note: IncomingNote = { userId: coach._id, organizationId, noteType, contentKey, ...content };
  const { voiceNoteId } = await ingestNote(ctx, note);
  await rememberClub(ctx.db, coach._id, organizationId, now);
  return { outcome: "taken", noteId: voiceNoteId };
}
