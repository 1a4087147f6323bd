/** A note of the past on its way through the stages. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { type EventSink, type MoveOptions, moveArtifact } from "../lib/pipeline/transition";
import type { ComposedNote, SeedRoster } from "./composeNote";
import type { PlannedNote } from "./planDay";

export interface SeedSender {
  userId: Id<"users">;
  phone: string;
  organizationId: string;
  roster: SeedRoster;
  /** A recording for notes whose transcription failed, so that a retry has something to hear. */
  recordingId?: Id<"_storage">;
}

/** The note as it moves; `now` is the time in the past that it has come to. */
export interface Progress {
  ctx: MutationCtx;
  sender: SeedSender;
  note: PlannedNote;
  composed: ComposedNote;
  artifact: Doc<"voiceNoteArtifacts">;
  now: number;
  emit: EventSink;
}

/** Lets time pass and moves the note. Throws for a move that the state machine refuses: the plan is wrong then. */
export async function step(
  progress: Progress,
  afterMs: number,
  move: Parameters<typeof moveArtifact>[2],
  options: Omit<MoveOptions, "now"> = {},
): Promise<void> {
  progress.now += afterMs;
  const { ctx, artifact, now, emit } = progress;
  const moved = await moveArtifact(ctx, artifact, move, { ...options, now, emit });
  if (!moved.ok) throw new Error(moved.error.message);
  progress.artifact = moved.artifact;
}
