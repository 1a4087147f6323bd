/** Notes as a coach makes them on the web, for tests: recorded, typed, and looked at again. */
import { readSample } from "@voice-flow/provider-simulator";
import { ConvexError } from "convex/values";
import { api } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { asCoach, type Backend, createBackend, seedClub } from "./harness";

export const notes = api.models.coachNotes;

export async function createCoach() {
  const t = createBackend();
  const club = await seedClub(t);
  return { t, club, coach: await asCoach(t, club.coachUserId) };
}
export type Coach = Awaited<ReturnType<typeof asCoach>>;

/** Sends a file as the coach's browser does; `type` is what it is labelled as. */
export async function upload(t: Backend, coach: Coach, bytes: Uint8Array<ArrayBuffer>, type = "audio/webm") {
  const begun = await coach.mutation(notes.generateUploadUrl, {});
  if (!begun) throw new Error("The coach has used up the uploads of this hour.");
  const { uploadId, url } = begun;
  return { uploadId, url, status: await sendFile(t, url, bytes, type) };
}

export async function sendFile(t: Backend, url: string, bytes: Uint8Array<ArrayBuffer>, type = "audio/webm") {
  const { pathname, search } = new URL(url);
  const headers = { "content-type": type };
  return (await t.fetch(`${pathname}${search}`, { method: "POST", headers, body: bytes })).status;
}

export const sample = (id: string) => new Uint8Array(readSample(id));
export const storedFiles = (t: Backend) =>
  t.run(async (ctx) => (await ctx.db.system.query("_storage").take(20)).length);

export async function record(t: Backend, coach: Coach, sampleId: string) {
  const { uploadId } = await upload(t, coach, sample(sampleId), "audio/webm;codecs=opus");
  return await coach.mutation(notes.submitRecording, { uploadId, noteType: "match" });
}

export const type = (coach: Coach, text: string) =>
  coach.mutation(notes.submitTypedNote, { text, noteType: "training" });

export function takenOrThrow(taken: { outcome: string; noteId?: Id<"voiceNotes"> }): Id<"voiceNotes"> {
  if (!taken.noteId) throw new Error(`The note was not taken: ${JSON.stringify(taken)}`);
  return taken.noteId;
}

export async function noteOf(coach: Coach, noteId: Id<"voiceNotes">) {
  const note = await coach.query(notes.getOwnNote, { noteId });
  if (!note) throw new Error("The note is not shown.");
  return note;
}

/** The one name of the note that is open. */
export function itemOf({ openNames: [name] }: Awaited<ReturnType<typeof noteOf>>) {
  if (!name) throw new Error("No name is open.");
  return name.itemId;
}

export async function artifactIdOf(t: Backend, noteId: Id<"voiceNotes">) {
  const artifact = await t.run(async (ctx) =>
    ctx.db
      .query("voiceNoteArtifacts")
      .withIndex("by_voiceNoteId", (q) => q.eq("voiceNoteId", noteId))
      .first(),
  );
  if (!artifact) throw new Error("The note has no artifact.");
  return artifact._id;
}

/** The code of the ConvexError that a call ends with. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "answered";
  } catch (error) {
    if (!(error instanceof ConvexError)) throw error;
    const data = typeof error.data === "string" ? JSON.parse(error.data) : error.data;
    return String(data.code);
  }
}
