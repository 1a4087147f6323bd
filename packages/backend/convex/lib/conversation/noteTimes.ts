/** What a coach's notes are called in messages: the time at which they came, on the coach's clock. */
import { noteTime } from "@voice-flow/domain/messages/note-name";
import type { Id } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { timeZoneOf } from "../host/timeZone";

export interface NoteTimes {
  ofNote(artifactId: Id<"voiceNoteArtifacts">): Promise<string>;
  ofNotes(artifactIds: readonly Id<"voiceNoteArtifacts">[]): Promise<string[]>;
  /** ms */
  at(time: number): string;
}

export async function noteTimesFor(db: DbReader, userId: Id<"users">, now: number): Promise<NoteTimes> {
  const timeZone = await timeZoneOf(db, userId);
  const known = new Map<Id<"voiceNoteArtifacts">, Promise<number>>();
  const receivedAt = async (id: Id<"voiceNoteArtifacts">): Promise<number> => {
    const artifact = await db.get("voiceNoteArtifacts", id);
    const message = artifact?.whatsappMessageId
      ? await db.get("whatsappMessages", artifact.whatsappMessageId)
      : null;
    return message?.receivedAt ?? artifact?.createdAt ?? now;
  };
  const timeOf = (id: Id<"voiceNoteArtifacts">): Promise<number> => {
    const found = known.get(id) ?? receivedAt(id);
    known.set(id, found);
    return found;
  };
  const at = (time: number): string => noteTime(time, now, timeZone);
  return {
    at,
    ofNote: async (id) => at(await timeOf(id)),
    ofNotes: async (ids) => (await Promise.all(ids.map(timeOf))).sort((a, b) => a - b).map(at),
  };
}
