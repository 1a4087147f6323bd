import type { api } from "@voice-flow/backend/api";
import type { FunctionReturnType } from "convex/server";

export type NoteView = NonNullable<FunctionReturnType<typeof api.models.coachNotes.getOwnNote>>;
export type NoteRowView = FunctionReturnType<typeof api.models.coachNotes.listOwnNotes>["page"][number];
export type DraftView = NoteView["drafts"][number];
