/** Recordings that were stored and never became a note: a browser or a job that stopped half-way. */
import { DAY_MS } from "@voice-flow/domain/metrics/rollup";
import { isAudioContentType } from "@voice-flow/domain/webhooks/media";
import type { MutationCtx } from "../../_generated/server";

const FILES_PER_STEP = 100;
/** Longer than an upload may wait for its note. */
const LOST_AFTER_MS = DAY_MS;

/** Looks at files stored after `since` (ms, exclusive) and deletes those recordings that no note has. */
export async function removeLostUploads(
  ctx: MutationCtx,
  since: number,
  now: number,
): Promise<{ removed: number; until: number; done: boolean }> {
  const files = await ctx.db.system
    .query("_storage")
    .withIndex("by_creation_time", (q) =>
      q.gt("_creationTime", since).lt("_creationTime", now - LOST_AFTER_MS),
    )
    .take(FILES_PER_STEP);
  let removed = 0;
  for (const { _id, contentType } of files) {
    // Other files, such as exports, go by rules of their own.
    if (contentType !== undefined && !isAudioContentType(contentType)) continue;
    const note = await ctx.db
      .query("voiceNotes")
      .withIndex("by_audioStorageId", (q) => q.eq("audioStorageId", _id))
      .first();
    if (note) continue;
    await ctx.storage.delete(_id);
    removed += 1;
  }
  const begun = await ctx.db
    .query("coachUploads")
    .withIndex("by_createdAt", (q) => q.lt("createdAt", now - LOST_AFTER_MS))
    .take(FILES_PER_STEP);
  for (const { _id } of begun) await ctx.db.delete("coachUploads", _id);
  return {
    removed,
    until: files.at(-1)?._creationTime ?? since,
    done: files.length < FILES_PER_STEP && begun.length < FILES_PER_STEP,
  };
}
