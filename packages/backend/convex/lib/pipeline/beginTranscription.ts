import { aiModelValidator } from "@voice-flow/domain/ai-models/model";
import { clubLanguageValidator } from "@voice-flow/domain/hearing/languages";
import { type Infer, v } from "convex/values";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { callableModels } from "../ai/modelConfig";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { spokenLanguage } from "../host/people";
import { fullName, readRoster } from "../host/roster";
import { recordNoteProgress } from "./notes";
import { beginPlainTranscription } from "./plainNotes";
import { logRefusal } from "./stage";
import { FIRST_ATTEMPT, moveArtifact } from "./transition";

export const transcriptionWorkValidator = v.object({
  noteId: v.id("voiceNotes"),
  artifactId: v.optional(v.id("voiceNoteArtifacts")),
  attempt: v.number(),
  organizationId: v.optional(v.string()),
  audioStorageId: v.id("_storage"),
  /** What is spoken in the club. */
  language: clubLanguageValidator,
  /** Names to expect. */
  prompt: v.string(),
  /** That may be called, the chosen one first; none where it is unknown. */
  models: v.array(aiModelValidator),
  timeoutMs: v.number(),
});
export type TranscriptionWork = Infer<typeof transcriptionWorkValidator>;

/** The provider reads the last 224 tokens of a prompt; more names than fit would push out the first ones. */
const MAX_PROMPT_CHARACTERS = 600;

export async function beginTranscriptionOf(
  ctx: MutationCtx,
  noteId: Id<"voiceNotes">,
  attempt: number | undefined,
  now: number,
): Promise<TranscriptionWork | null> {
  const note = await ctx.db.get("voiceNotes", noteId);
  if (!note?.audioStorageId) return null;
  const artifact = await ctx.db
    .query("voiceNoteArtifacts")
    .withIndex("by_voiceNoteId", (q) => q.eq("voiceNoteId", noteId))
    .first();
  if (artifact) {
    const moved = await moveArtifact(ctx, artifact, { type: "begin_transcription" }, { now, attempt });
    if (!moved.ok) {
      logRefusal(artifact, moved.error);
      return null;
    }
  }
  await recordNoteProgress(ctx, noteId, { transcriptionStatus: "processing" }, now);
  const plainAttempt = artifact ? undefined : await beginPlainTranscription(ctx, note, now);
  const settings = await readSettings(ctx.db);
  return {
    noteId,
    artifactId: artifact?._id,
    attempt: artifact?.attempt ?? plainAttempt ?? FIRST_ATTEMPT,
    organizationId: note.organizationId,
    audioStorageId: note.audioStorageId,
    language: await spokenLanguage(ctx.db, note.coachUserId, note.organizationId),
    prompt: await rosterPrompt(ctx.db, note.coachUserId, note.organizationId),
    models: await callableModels(ctx.db, "voice_transcription", note.organizationId, now),
    timeoutMs: settings.TRANSCRIPTION_TIMEOUT_SECONDS * 1000,
  };
}

/** Names are spelled as the transcriber has seen them spelled. */
async function rosterPrompt(
  db: DbReader,
  coachUserId: Id<"users">,
  organizationId: string | undefined,
): Promise<string> {
  const roster = await readRoster(db, coachUserId, organizationId);
  const names = [...roster.teams.map((team) => team.name), ...roster.players.map(fullName)];
  let prompt = "";
  for (const name of names) {
    const longer = prompt === "" ? name : `${prompt}, ${name}`;
    if (longer.length > MAX_PROMPT_CHARACTERS) break;
    prompt = longer;
  }
  return prompt;
}
