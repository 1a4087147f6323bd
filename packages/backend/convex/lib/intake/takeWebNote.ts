/** Notes that a coach records or types on the web: the gates, duplicates and pipeline of those that come by WhatsApp. */
import { MESSAGE_LIMITS } from "@voice-flow/domain/costs/limits";
import { storedContentKey, textContentKey } from "@voice-flow/domain/duplicates";
import type { Settings } from "@voice-flow/domain/settings";
import { type NoteRefusal, noteRefusalValidator } from "@voice-flow/domain/vocabulary/coach-notes";
import type { NoteType } from "@voice-flow/domain/vocabulary/pipeline";
import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { emergencyOf } from "../ai/emergency";
import { takeFromLimits } from "../ai/platformLimits";
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

/** An upload is good for one note of the coach who sent it. A file that is refused is deleted. */
export async function takeRecording(
  ctx: MutationCtx,
  coach: Doc<"users">,
  { uploadId, ...note }: AppNote & { uploadId: Id<"coachUploads"> },
  now: number,
): Promise<TakenNote> {
  const upload = await ctx.db.get("coachUploads", uploadId);
  if (upload?.coachUserId !== coach._id || !upload.storageId) return refused("upload_missing");
  const { storageId, contentType = "" } = upload;
  await ctx.db.delete("coachUploads", uploadId);
  const file = await ctx.db.system.get("_storage", storageId);
  if (!file) return refused("upload_missing");
  const settings = await readSettings(ctx.db);
  const refusal = judgeSize(file.size, settings);
  const taken = refusal
    ? refused(refusal)
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

function judgeSize(sizeBytes: number, settings: Settings): NoteRefusal | undefined {
  if (sizeBytes === 0) return "upload_missing";
  return sizeBytes > settings.MEDIA_MAX_BYTES ? "too_large" : undefined;
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
  if (chosen === undefined && clubs.length > 1) return refused("club_needed");
  const club =
    chosen === undefined ? clubs[0] : clubs.find(({ organizationId }) => organizationId === chosen);
  if (!club) return refused("not_your_club");
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
